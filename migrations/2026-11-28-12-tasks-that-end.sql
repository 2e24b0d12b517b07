-- As before; and nobody tells a coach of a session that is off or another's: their message about that did not arrive either, or says so.
create or replace function end_tasks() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update task set done_at = clock_now(), outcome = case when kind = 're-home' and new.status = 'booked' and new.coach_id <> old.coach_id then 'done' else 'not-needed' end
   where booking_id = new.id and done_at is null and (kind = 're-home'
      or kind = 'coach-bounce' and (new.status <> 'booked' or new.coach_id <> old.coach_id)
      or kind = 'bounce' and new.status <> 'booked' and new.cancelled_by is distinct from 'service');
  return null;
end $$;

-- As before; and a session that comes back to the time for which somebody is found, before they were told that it is off, needs nobody else.
create or replace function interpreter_task() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  due timestamptz := greatest(clock_now(), least(clock_now() + interval '24 hours', new.starts_at - interval '24 hours'));
  moved boolean := tg_op = 'UPDATE' and old.starts_at <> new.starts_at;
  v_back uuid;
begin
  -- Somebody is arranged for the time before, where that is what the last search for one came to.
  if tg_op = 'UPDATE' and old.status = 'booked' and (moved or new.status = 'cancelled') and old.starts_at > clock_now()
     and (select t.outcome = 'arranged' from task t where t.booking_id = new.id and t.kind = 'interpreter'
           order by t.number desc limit 1) then
    insert into task as t (kind, booking_id, due_at, off_at)
      values ('interpreter-off', new.id, clock_now() + interval '4 hours', array[old.starts_at])
      on conflict (booking_id, kind) where done_at is null do update
        set off_at = t.off_at || excluded.off_at, due_at = least(t.due_at, excluded.due_at);
  end if;
  if new.status = 'booked' and moved then
    update task set off_at = array_remove(off_at, new.starts_at) where booking_id = new.id and kind = 'interpreter-off' and done_at is null
       and new.starts_at = any (off_at) returning id into v_back;
    update task set done_at = clock_now(), outcome = 'not-needed' where id = v_back and off_at = '{}';
  end if;
  if v_back is not null then
    update task set done_at = clock_now(), outcome = 'arranged' where booking_id = new.id and kind = 'interpreter' and done_at is null;
  elsif new.status = 'booked' and new.starts_at > clock_now() and (tg_op = 'INSERT' or moved) then
    insert into task (kind, booking_id, due_at) values ('interpreter', new.id, due)
      on conflict (booking_id, kind) where done_at is null do update set due_at = excluded.due_at, alerted_at = null;
  elsif new.status = 'cancelled' then
    update task set done_at = clock_now(), outcome = 'not-needed'
     where booking_id = new.id and kind = 'interpreter' and done_at is null;
  end if;
  return null;
end $$;
