/*
 * Signs in whoever entered a code for this in this transaction, at level 1. The session that this browser had ends. Where the
 * contact is nobody's yet, it becomes that of the client of a booking under it. The booking itself is proved by that only where
 * this browser made it: in another, nothing tells that somebody signed in.
 */
create or replace function start_client_session(p_code uuid, p_hash bytea) returns uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare about uuid; whose uuid; b record; v_contact uuid;
begin
  select c.subject into about from one_time_code c
   where c.id = p_code and c.purpose = 'client' and c.browser = claim_hash() and c.used_at = clock_now();
  if about is null then return null; end if;
  select k.client_id into whose from client_contact k
   where k.id = about and k.verified_at is not null and k.removed_at is null and k.codes;
  if whose is null then
    select o.client_id, o.browser, o.contact_hashes[1] as hash, p.channel into b
      from booking o join booking_person p on p.booking_id = o.id where o.id = about;
    if not found then return null; end if;
    if b.browser is not distinct from claim_hash() then
      update booking set verified_at = coalesce(verified_at, clock_now()), release_at = null where id = about;
      whose := prove_contact(about);
    else
      perform pg_advisory_xact_lock(hashtextextended('contact ' || encode(b.hash, 'hex'), 0));
      select k.client_id into whose from client_contact k
       where k.contact_hash = b.hash and k.verified_at is not null and k.removed_at is null;
      if whose is null and not exists (select from client_contact k where k.client_id = b.client_id and k.verified_at is not null) then
        insert into client_contact (client_id, kind, contact_hash, booking_id, verified_at)
          values (b.client_id, case b.channel when 'text' then 'phone' else 'email' end, b.hash, about, clock_now())
          returning id, client_id into v_contact, whose;
        perform enqueue_job('client-join', array[v_contact]);
      end if;
    end if;
  end if;
  update client c set last_active_at = clock_now() where c.id = whose and c.erased_at is null;
  if not found then return null; end if;
  insert into client_session (hash, client_id, level, browser) values (p_hash, whose, 1, claim_hash());
  return whose;
end $$;

-- A client says that a booking under a contact of theirs is theirs: one that is apart from their others passes to them.
create or replace function claim_booking(p_booking uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_hash bytea;
begin
  if me() is null or current_setting('role', true) <> 'lay_client' then return false; end if;
  update booking b set verified_at = coalesce(b.verified_at, clock_now()), release_at = null
   where b.id = p_booking and b.id in (select bookings_of_client(me()))
  returning b.contact_hashes[1] into v_hash;
  if not found then return false; end if;
  perform enqueue_job('client-join', array[k.id]) from client_contact k
    where k.client_id = me() and k.contact_hash = v_hash and k.verified_at is not null and k.removed_at is null;
  return true;
end $$;

/*
 * Whether a booking would overlap another one of a client, at its own time or at another. Only one transaction at a time asks
 * and writes about a client's times. A browser or key asks of what it may change, and learns nothing of the others of a
 * client as long as nobody proved that this one is theirs.
 */
create or replace function clashes(p_booking uuid, p_client uuid, p_from timestamptz, p_until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare b booking;
begin
  select * into b from booking where id = p_booking;
  if not found or b.status <> 'booked' then return false; end if;
  if current_setting('role', true) = 'lay_public' and (p_client is distinct from b.client_id or not (
       b.browser = claim_hash() or b.api_key_id is not distinct from claim_key() and b.api_key_id is not null
       or exists (select from browser_grant g where g.subject = b.id and g.browser = claim_hash() and g.until > clock_now()))) then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('times of client ' || p_client, 0));
  return exists (select from booking o where o.client_id = p_client and o.id <> p_booking and o.status = 'booked'
    and (current_setting('role', true) <> 'lay_public' or b.verified_at is not null or o.browser is not distinct from b.browser)
    and tstzrange(o.starts_at, o.ends_at) && tstzrange(coalesce(p_from, b.starts_at), coalesce(p_until, b.ends_at)));
end $$;

-- What a client said is theirs goes with them when they go, also where it has not been put with the rest yet.
create function gather_claimed(who uuid) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare one record;
begin
  for one in select b.id, b.client_id from booking b
      where b.client_id <> who and b.verified_at is not null and b.id in (select bookings_of_client(who)) for update loop
    update booking set client_id = who where id = one.id;
    update booking_person set client_id = who where booking_id = one.id;
    perform forget_joined(one.client_id);
  end loop;
end $$;
revoke execute on function gather_claimed(uuid) from public;

alter function erase_client(uuid, boolean) rename to erase_client_alone;
revoke execute on function erase_client_alone(uuid, boolean) from lay_client, lay_worker;
create function erase_client(who uuid, again boolean default false) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role') = 'lay_client' and (who is distinct from me() or my_level() is distinct from 2 or again) then
    raise insufficient_privilege using message = 'a client erases their own record, surely known';
  end if;
  if exists (select from client where id = who and erased_at is null)
     and (again or not exists (select from legal_hold h where h.client_id = who and h.lifted_at is null)) then
    perform gather_claimed(who);
  end if;
  return erase_client_alone(who, again);
end $$;
revoke execute on function erase_client(uuid, boolean) from public;
grant execute on function erase_client(uuid, boolean) to lay_client, lay_worker;
