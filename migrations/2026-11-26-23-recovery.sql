/*
 * What is still to be done by somebody, in the programme's service: one open task of a kind for a session. Who it is about is looked
 * up for a logged reason, never here.
 */
create table task (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('call', 're-home', 'interpreter', 'hand-over', 'bounce', 'outcome')),
  booking_id uuid not null references booking on delete cascade,
  opened_at timestamptz not null default clock_now(),
  due_at timestamptz not null,
  owner_id uuid references staff,
  done_at timestamptz,
  done_by uuid references staff,
  outcome text check (outcome in ('reached', 'message-left', 'no-answer', 'done', 'not-needed')),
  alerted_at timestamptz,
  check ((done_at is null) = (outcome is null)),
  check (done_by is null or done_at is not null)
);
comment on table task is 'room: tasks';
create unique index one_open_task_of_a_kind on task (booking_id, kind) where done_at is null;
create index task_open on task (due_at) where done_at is null;
create index task_owner on task (owner_id) where owner_id is not null;
create index task_done_by on task (done_by) where done_by is not null;
select secure('task');
grant select, insert, update (alerted_at) on task to lay_worker;
grant select, update (owner_id, done_at, done_by, outcome) on task to lay_lead;
grant insert on task to lay_lead;
create policy working on task to lay_worker using (true) with check (true);
create policy operating on task to lay_lead using ((select me()) is not null) with check ((select me()) is not null);

-- How a session whose coach is away came to its end, and what was tried on the way.
alter table rehome_task
  -- When the session was to be, which moves with its booking.
  add column starts_at timestamptz,
  add column tried_at timestamptz,
  -- Until when other times are kept, from when the first of them is; then the client is told.
  add column offers_until timestamptz,
  add column told_at timestamptz,
  add column outcome text check (outcome in ('reassigned', 'chosen', 'moved', 'cancelled', 'let-go', 'stands', 'under-way'));
grant update (tried_at, offers_until, told_at, outcome) on rehome_task to lay_worker;

-- A time that is kept for one booking alone, until a moment: nobody else can take it meanwhile.
create table offer (
  id uuid primary key default gen_random_uuid(),
  booking_id uuid not null references booking on delete cascade,
  claim_id uuid not null references claim,
  coach_id uuid not null references coach,
  service_version integer not null,
  matched_on text[] not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  until timestamptz not null,
  state text not null default 'open' check (state in ('open', 'taken', 'released')),
  made_at timestamptz not null default clock_now(),
  unique (claim_id)
);
comment on table offer is 'room: booking';
create index offer_of_booking on offer (booking_id);
create index offer_of_coach on offer (coach_id);
select secure('offer');
grant select, insert, update (state) on offer to lay_worker;
grant select, update (state) on offer to lay_public;
create policy working on offer to lay_worker using (true) with check (true);
create policy own on offer for select to lay_public using (exists (select from booking b where b.id = booking_id));
create policy choosing on offer for update to lay_public
  using (state = 'open' and exists (select from booking b where b.id = booking_id)) with check (state = 'taken');

/*
 * Whoever moves or cancels a booking settles its task with it, and lets go of the times that were kept for it, whose coaches are
 * announced; the one that was chosen is the booking's own by then.
 */
create or replace function settle_rehome() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_coach uuid;
begin
  update rehome_task set settled_at = clock_now(), outcome = case
      when new.status <> 'booked' then case when new.cancelled_by = 'service' then 'cancelled' else 'let-go' end
      when new.starts_at = old.starts_at then 'reassigned'
      when exists (select from offer o where o.booking_id = new.id and o.state = 'taken' and o.claim_id = new.claim_id) then 'chosen'
      else 'moved' end
    where booking_id = new.id and settled_at is null;
  if not exists (select from offer o where o.booking_id = new.id and o.state = 'open') then return null; end if;
  for v_coach in select release_offers(new.id) loop
    perform pg_notify('claims', v_coach::text);
  end loop;
  return null;
end $$;

-- Lets go of the times that are kept for a booking, and gives whose they were.
create function release_offers(p_booking uuid) returns setof uuid language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  with gone as (update offer set state = 'released' where booking_id = p_booking and state = 'open' returning claim_id, coach_id),
    let_go as (update claim set active = false where id in (select claim_id from gone) and active)
  select distinct coach_id from gone
$$;
revoke execute on function release_offers(uuid) from public;
grant execute on function release_offers(uuid) to lay_worker;

-- Whether whoever may see a booking was asked to choose another time for it, and still may.
create function was_asked_to_choose(p_booking uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from rehome_task t where t.booking_id = p_booking and t.settled_at is null and t.told_at is not null)
$$;
revoke execute on function was_asked_to_choose(uuid) from public;
grant execute on function was_asked_to_choose(uuid) to lay_public;

update rehome_task t set starts_at = b.starts_at from booking b where b.id = t.booking_id;
alter table rehome_task alter column starts_at set not null;
create function start_of_rehome() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  select b.starts_at into new.starts_at from booking b where b.id = new.booking_id;
  return new;
end $$;
create trigger start_of before insert on rehome_task for each row execute function start_of_rehome();
grant select on offer to lay_lead;
create policy operating on offer for select to lay_lead using ((select me()) is not null);
