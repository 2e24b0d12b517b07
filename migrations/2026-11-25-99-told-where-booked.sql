-- The browser that made every booking of a client shows a change that waits, and can stop it: where somebody else reads the
-- only mailbox, nothing that is sent reaches the owner.
create function waits_where_booked(p_booking uuid) returns timestamptz language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select min(c.due_at) from booking b join client_change c on c.client_id = b.client_id
   where b.id = p_booking and b.browser = claim_hash() and starts_with(current_setting('app.claim', true), 'browser:')
     and c.done_at is null and c.stopped_at is null and c.due_at > clock_now()
     and not exists (select from booking o where o.id in (select bookings_of_client(b.client_id))
                        and o.browser is distinct from b.browser)
$$;
create function stop_where_booked(p_booking uuid) returns uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare whose uuid;
begin
  if waits_where_booked(p_booking) is null then return null; end if;
  select client_id into whose from booking where id = p_booking;
  perform stop_client_changes(whose);
  return whose;
end $$;
grant execute on function waits_where_booked(uuid), stop_where_booked(uuid) to lay_public;
