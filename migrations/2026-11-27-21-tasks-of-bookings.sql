/*
 * What a booking makes necessary is a task from the same statement on, whichever way it came: an interpreter who has to be
 * found, or told that it is off; clients who need somebody else as their coach leaves.
 */
alter table task drop constraint task_kind_check, drop constraint task_outcome_check,
  add constraint task_kind_check
    check (kind in ('call', 're-home', 'interpreter', 'interpreter-off', 'hand-over', 'bounce', 'outcome')),
  add constraint task_outcome_check
    check (outcome in ('reached', 'message-left', 'no-answer', 'arranged', 'cannot', 'done', 'not-needed'));

/*
 * A booking with an interpreter: found within a day, and a day before its start at the latest. A move asks anew, since whoever was
 * found was found for the time before; what is cancelled needs nobody, and whoever was found has to know.
 */
create function interpreter_task() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  due timestamptz := greatest(clock_now(), least(clock_now() + interval '24 hours', new.starts_at - interval '24 hours'));
  found_before boolean := exists (select from task t where t.booking_id = new.id and t.kind = 'interpreter'
    and t.outcome = 'arranged');
begin
  if new.status = 'booked' and new.starts_at > clock_now() and (tg_op = 'INSERT' or old.starts_at <> new.starts_at) then
    insert into task (kind, booking_id, due_at) values ('interpreter', new.id, due)
      on conflict (booking_id, kind) where done_at is null do update set due_at = excluded.due_at, alerted_at = null;
  elsif new.status = 'cancelled' then
    update task set done_at = clock_now(), outcome = 'not-needed'
     where booking_id = new.id and kind = 'interpreter' and done_at is null;
    if found_before and new.starts_at > clock_now() then
      insert into task (kind, booking_id, due_at) values ('interpreter-off', new.id, clock_now() + interval '4 hours')
        on conflict (booking_id, kind) where done_at is null do nothing;
    end if;
  end if;
  return null;
end $$;
create trigger interpreter_asked after insert on booking for each row when (new.interpreter <> '{}')
  execute function interpreter_task();
create trigger interpreter_changed after update of status, starts_at on booking for each row
  when (new.interpreter <> '{}' and (old.status <> new.status or old.starts_at <> new.starts_at))
  execute function interpreter_task();

/*
 * A coach leaves: each client who had a session with them in the last 90 days, or has one ahead, is handed over to somebody
 * else, within three days. The task stands at their newest session with that coach. A coach who is back needs it no more.
 */
create function hand_over_tasks() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.active then
    update task t set done_at = clock_now(), outcome = 'not-needed'
      from booking b where b.id = t.booking_id and b.coach_id = new.id and t.kind = 'hand-over' and t.done_at is null;
  else
    insert into task (kind, booking_id, due_at)
      select 'hand-over', n.id, clock_now() + interval '3 days'
        from (select distinct on (b.client_id) b.id from booking b
               where b.coach_id = new.id and b.status in ('booked', 'fulfilled') and b.starts_at > clock_now() - interval '90 days'
               order by b.client_id, b.starts_at desc) n
      on conflict (booking_id, kind) where done_at is null do nothing;
  end if;
  return null;
end $$;
create trigger hand_over after update of active on coach for each row when (old.active <> new.active)
  execute function hand_over_tasks();
revoke execute on function interpreter_task(), hand_over_tasks() from public;
