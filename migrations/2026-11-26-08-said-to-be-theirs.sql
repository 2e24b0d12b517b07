-- What another browser booked under somebody's contact becomes theirs when they say so, or by its own code, and not by their
-- signing in: whoever books under a colleague's address would see in their own booking that the colleague did.

-- Who signs in for the first time does so by what this browser booked, or by what was booked first under the contact.
create or replace function contact_to_reach(p_hash bytea) returns uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return coalesce(
    (select k.id from client_contact k join client c on c.id = k.client_id and c.erased_at is null
      where k.contact_hash = p_hash and k.verified_at is not null and k.removed_at is null and k.codes),
    (select b.id from booking b
      where b.contact_hashes[1] = p_hash and b.api_key_id is null
        and exists (select from booking_person p where p.booking_id = b.id)
        and not exists (select from client_contact k
                         where k.contact_hash = p_hash and k.verified_at is not null and k.removed_at is null)
        and not exists (select from client_contact k
                         where k.client_id = b.client_id and k.verified_at is not null)
        and exists (select from client c where c.id = b.client_id and c.erased_at is null)
      order by b.browser is not distinct from claim_hash() desc, b.made_at, b.id limit 1));
end $$;

create or replace function bookings_to_join(p_contact uuid, out booking uuid, out client uuid) returns setof record
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select b.id, k.client_id from client_contact k, booking b
   where k.id = p_contact and k.verified_at is not null and k.removed_at is null
     and b.id in (select bookings_of_client(k.client_id)) and b.client_id <> k.client_id
     and (b.verified_at is not null
          or b.browser in (select s.browser from client_session s where s.client_id = k.client_id))
     and not exists (select from wrapped_key w where w.subject = b.client_id and w.purpose <> 'contact')
   order by b.id limit 100
$$;

-- A client says that a booking under a contact of theirs is theirs.
create function claim_booking(p_booking uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_hash bytea;
begin
  if me() is null or current_setting('role', true) <> 'lay_client' then return false; end if;
  update booking b set verified_at = coalesce(b.verified_at, clock_now()), release_at = null
   where b.id = p_booking and b.client_id <> me() and b.id in (select bookings_of_client(me()))
  returning b.contact_hashes[1] into v_hash;
  if not found then return false; end if;
  perform enqueue_job('client-join', array[k.id]) from client_contact k
    where k.client_id = me() and k.contact_hash = v_hash and k.verified_at is not null and k.removed_at is null;
  return true;
end $$;
revoke execute on function claim_booking(uuid) from public;
grant execute on function claim_booking(uuid) to lay_client;

-- Nobody gives the duty to themselves: what it opens takes two people, one who gives and one who has it.
alter policy giving on duty_turn with check ((select me()) is not null and staff_id <> (select me()));
