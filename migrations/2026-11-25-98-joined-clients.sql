/*
 * A person who had been two is one: nothing of the other is left, neither keys nor row. Only where no booking is theirs
 * any more, nothing that they said is kept under a key of theirs, and they proved nothing by themselves.
 */
create function forget_joined(p_client uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if client_stands(p_client) or exists (select from booking where client_id = p_client)
     or exists (select from wrapped_key where subject = p_client and purpose <> 'contact') then return false; end if;
  perform destroy_keys(p_client, null);
  delete from client where id = p_client;
  return true;
end $$;
grant execute on function forget_joined(uuid) to lay_worker;

-- Bookings that are to pass to a client who proved the contact that they were made under.
create function bookings_to_join(p_contact uuid, out booking uuid, out client uuid) returns setof record
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select b.id, k.client_id from client_contact k, booking b
   where k.id = p_contact and k.verified_at is not null and k.removed_at is null
     and b.id in (select bookings_of_client(k.client_id)) and b.client_id <> k.client_id
     and not exists (select from wrapped_key w where w.subject = b.client_id and w.purpose <> 'contact')
   order by b.id limit 100
$$;
grant execute on function bookings_to_join(uuid) to lay_worker;
