/*
 * A booking's first entry needs no look at the booking: what would look is called only for later ones, where before its plan
 * was made ready for each.
 */
create function sees_booking(p_booking uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from booking b where b.id = p_booking);
end $$;
revoke execute on function sees_booking(uuid) from public;
grant execute on function sees_booking(uuid) to lay_public, lay_coach;
drop policy writing on booking_change;
create policy writing on booking_change for insert to lay_public, lay_coach
  with check (sequence = 0 and what = 'booked' or sees_booking(booking_id));

-- Whoever plans a message reads none back: when something is due to whom is the worker's to know, and the operator's.
revoke select (subject_id, due_at, is_code) on message from lay_public, lay_client, lay_coach, lay_rota, lay_governance;
drop policy planned on message;
drop policy planned_of_clients on message;
drop policy planned_staff on message;
create policy planned on message for select to lay_ops using (true);
