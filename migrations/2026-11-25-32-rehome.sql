-- A session that its coach cannot hold: it lies inside an absence, or the coach has left. Somebody has to find another
-- coach or another time for it. No person.
create table rehome_task (
  id uuid primary key default gen_random_uuid(),
  booking_id uuid not null references booking on delete cascade,
  coach_id uuid not null references coach,
  made_at timestamptz not null default clock_now(),
  settled_at timestamptz
);
create unique index one_open_task_a_booking on rehome_task (booking_id) where settled_at is null;
create index on rehome_task (coach_id);
comment on table rehome_task is 'room: booking';

-- Whoever moves or cancels a booking settles its task with it.
create function settle_rehome() returns trigger language plpgsql as $$
begin
  update rehome_task set settled_at = clock_now() where booking_id = new.id and settled_at is null;
  return null;
end $$;
create trigger settle after update of status, coach_id, starts_at on booking for each row
  when (old.status <> new.status or old.coach_id <> new.coach_id or old.starts_at <> new.starts_at)
  execute function settle_rehome();

grant select on rehome_task to lay_public, lay_coach, lay_ops, lay_worker;
grant insert on rehome_task to lay_coach, lay_ops;
grant update (settled_at) on rehome_task to lay_public, lay_coach, lay_ops, lay_worker;

-- Sessions that are inside an absence already.
insert into rehome_task (booking_id, coach_id)
  select b.id, b.coach_id from booking b join coach c on c.id = b.coach_id
   where b.status = 'booked' and b.ends_at > clock_now() and (not c.active or exists (
     select from absence a where a.coach_id = b.coach_id and a.during && tstzrange(b.starts_at, b.ends_at)));
