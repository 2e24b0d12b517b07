/*
 * How a session came out, as its coach says: attended from its start on, did not attend from fifteen minutes after it; until the end
 * of the day after it may be said otherwise. What was to be done about it is done with it.
 */
create function record_outcome(p_booking uuid, p_outcome text) returns text language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare b booking;
begin
  if current_setting('role') <> 'lay_coach' or p_outcome not in ('fulfilled', 'noshow') then
    raise insufficient_privilege using message = 'a coach says how a session of theirs came out';
  end if;
  select * into b from booking where id = p_booking and coach_id = me() for no key update;
  if not found or b.status = 'cancelled' then return 'none'; end if;
  if b.starts_at + (case p_outcome when 'noshow' then interval '15 minutes' else interval '0' end) > clock_now() then return 'too-early'; end if;
  if b.status <> 'booked' and clock_now() > ((b.starts_at at time zone 'Europe/London')::date + 2)::timestamp at time zone 'Europe/London' then
    return 'too-late';
  end if;
  if b.status = p_outcome then return 'again'; end if;
  update booking set status = p_outcome where id = p_booking;
  update task set done_at = clock_now(), done_by = (select s.id from staff s where s.id = me()), outcome = 'done'
   where booking_id = p_booking and kind = 'outcome' and done_at is null;
  return 'recorded';
end $$;
revoke execute on function record_outcome(uuid, text) from public;
grant execute on function record_outcome(uuid, text) to lay_coach;
create index booking_without_outcome on booking (ends_at) where status = 'booked';
select make_queue('outcome-tasks', true);
