/*
 * Whoever interprets was found for one time. A move takes that time from them as cancelling does, so they are told, with the
 * times that are off: a session can be moved, arranged and moved again before anybody has told them.
 */
alter table task add column off_at timestamptz[] not null default '{}',
  add constraint task_off_at_check check (kind = 'interpreter-off' or off_at = '{}');

create or replace function interpreter_task() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  due timestamptz := greatest(clock_now(), least(clock_now() + interval '24 hours', new.starts_at - interval '24 hours'));
  moved boolean := tg_op = 'UPDATE' and old.starts_at <> new.starts_at;
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
  if new.status = 'booked' and new.starts_at > clock_now() and (tg_op = 'INSERT' or moved) then
    insert into task (kind, booking_id, due_at) values ('interpreter', new.id, due)
      on conflict (booking_id, kind) where done_at is null do update set due_at = excluded.due_at, alerted_at = null;
  elsif new.status = 'cancelled' then
    update task set done_at = clock_now(), outcome = 'not-needed'
     where booking_id = new.id and kind = 'interpreter' and done_at is null;
  end if;
  return null;
end $$;
