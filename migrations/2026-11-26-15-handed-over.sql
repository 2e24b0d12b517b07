-- How what passed to an account comes to it, with whatever names whoever turned out to be the same person.

-- What was let pass to an account and has not come to it yet; what is told of under another's key does not, see account_to_bring().
create or replace function bookings_to_join(p_contact uuid, out booking uuid, out client uuid) returns setof record
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select b.id, c.client_id
    from client_contact k join client_change c on c.client_id = k.client_id join booking b on b.id = c.booking_id
   where k.id = p_contact and k.verified_at is not null and k.removed_at is null and c.kind = 'booking' and c.done_at is not null
     and b.client_id <> c.client_id and b.id in (select bookings_of_client(c.client_id)) and not has_content(b.client_id)
   order by b.id limit 100
$$;

/*
 * What is about one person is about another, of whom it is known now that they are the same: concerns, objections, openings of the
 * record, whom they talk to, holds. Where both are held, each hold stays. A glass that is broken for one is closed: whoever may see
 * the one was not asked about the other.
 */
create function hand_over(p_from uuid, p_to uuid) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update concern set client_id = p_to where client_id = p_from;
  insert into evaluation_objection (client_id, made_at) select p_to, o.made_at from evaluation_objection o where o.client_id = p_from
    on conflict do nothing;
  update engagement e set client_id = p_to where e.client_id = p_from
    and not exists (select from engagement o where o.client_id = p_to and o.coach_id = e.coach_id and o.ended_at is null and e.ended_at is null);
  update break_glass g set client_id = p_to, ended_at = coalesce(g.ended_at, clock_now()) where g.client_id = p_from;
  update record_opening set client_id = p_to where client_id = p_from;
  update legal_hold h set client_id = p_to where h.client_id = p_from
    and (h.lifted_at is not null or not exists (select from legal_hold o where o.client_id = p_to and o.lifted_at is null));
  -- What passed to the one passed to the other.
  update client_change c set client_id = p_to where c.client_id = p_from and c.kind = 'booking' and c.stopped_at is null;
end $$;
revoke execute on function hand_over(uuid, uuid) from public;

-- Lets go of whoever turned out to be somebody else, once nothing is left with them, and hands over what is about them.
drop function forget_joined(uuid);
create function forget_joined(p_client uuid, p_to uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if client_stands(p_client) or has_content(p_client) or exists (select from booking where client_id = p_client) then return false; end if;
  perform hand_over(p_client, p_to);
  if exists (select from legal_hold h where h.client_id = p_client) then return false; end if;
  perform destroy_keys(p_client, null);
  delete from client where id = p_client;
  return true;
end $$;
revoke execute on function forget_joined(uuid, uuid) from public;
grant execute on function forget_joined(uuid, uuid) to lay_worker;

-- The ways in, sign-ins and changes of an account are another's, which has none.
create function bring_ways(p_from uuid, p_to uuid) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update client_session set client_id = p_to where client_id = p_from;
  update client_passphrase set client_id = p_to where client_id = p_from;
  update client_passkey set client_id = p_to where client_id = p_from;
  update passphrase_try set client_id = p_to where client_id = p_from;
  update client_change set client_id = p_to where client_id = p_from;
  update client_notice set client_id = p_to where client_id = p_from;
end $$;
revoke execute on function bring_ways(uuid, uuid) from public;
grant execute on function bring_ways(uuid, uuid) to lay_worker;

-- An account that comes to another gives up its ways in, and whatever it asked for.
create or replace function give_up_ways(p_client uuid) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform end_client_sessions(p_client, null);
  delete from client_passphrase where client_id = p_client;
  delete from client_passkey where client_id = p_client;
  delete from plan_access where client_id = p_client;
  update client_change c set stopped_at = clock_now()
   where c.client_id = p_client and c.kind <> 'booking' and c.done_at is null and c.stopped_at is null;
end $$;

/*
 * Whose account is brought to whom: a booking passed to it of somebody of whom there are words under a key of theirs, which nobody who
 * brings it can open. So the account, in which there are no such words, comes to them. Where both have some, neither comes.
 */
create function account_to_bring(p_contact uuid, out from_client uuid, out to_client uuid) language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  select c.client_id, b.client_id into from_client, to_client
    from client_contact k join client_change c on c.client_id = k.client_id join booking b on b.id = c.booking_id
   where k.id = p_contact and k.verified_at is not null and k.removed_at is null and c.kind = 'booking' and c.done_at is not null
     and b.client_id <> c.client_id and b.id in (select bookings_of_client(c.client_id)) and has_content(b.client_id)
   order by b.id limit 1;
  perform from client c where c.id in (from_client, to_client) order by c.id for update;
  if has_content(from_client) or client_stands(to_client) or from_client is null
     or exists (select from legal_hold h where h.client_id = from_client and h.lifted_at is null)
     or exists (select from booking o, booking b where o.client_id = from_client and b.client_id = to_client and o.status = 'booked'
                   and b.status = 'booked' and tstzrange(o.starts_at, o.ends_at) && tstzrange(b.starts_at, b.ends_at)) then
    from_client := null;
    to_client := null;
  end if;
end $$;
revoke execute on function account_to_bring(uuid) from public;
grant execute on function account_to_bring(uuid) to lay_worker;

-- Contacts of which something is still to be done: their text is not sealed, or what passed by them has not come though it could.
create function contacts_unfinished() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select k.id from client_contact k
   where k.verified_at is not null and k.removed_at is null and k.sealed is null
     and exists (select from booking b where b.contact_hashes[1] = k.contact_hash)
  union
  select k.id
    from client_change c join booking b on b.id = c.booking_id and b.client_id <> c.client_id
    join client_contact k on k.client_id = c.client_id and k.contact_hash = b.contact_hashes[1]
   where c.kind = 'booking' and c.done_at is not null and k.verified_at is not null and k.removed_at is null
     and not client_stands(b.client_id) and not (has_content(b.client_id) and has_content(c.client_id))
     and not exists (select from booking o
           where o.client_id = c.client_id and o.status = 'booked' and b.status = 'booked'
             and tstzrange(o.starts_at, o.ends_at) && tstzrange(b.starts_at, b.ends_at))
   limit 100
$$;
revoke execute on function contacts_unfinished() from public;
grant execute on function contacts_unfinished() to lay_worker;

-- What passed to somebody goes with them when they go, also where it has not been put with the rest yet, unless there is a hold on it.
drop function gather_claimed(uuid);
create function gather_passed(who uuid) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare one record;
begin
  perform from client c where c.id = who for update;
  if current_setting('role', true) = 'lay_client' then
    perform take_in_browser(who, (select s.browser from client_session s where s.hash = claim_hash()));
  end if;
  for one in select b.id, b.client_id from client_change c join booking b on b.id = c.booking_id
      where c.client_id = who and c.kind = 'booking' and c.done_at is not null and b.client_id <> who
        and b.id in (select bookings_of_client(who))
        and not exists (select from legal_hold h where h.client_id = b.client_id and h.lifted_at is null)
      order by b.id for update of b loop
    update booking set client_id = who where id = one.id;
    update booking_person set client_id = who where booking_id = one.id;
    if not exists (select from booking b where b.client_id = one.client_id) then perform destroy_keys(one.client_id, 'content'); end if;
    perform forget_joined(one.client_id, who);
  end loop;
  delete from client_change c using booking b where c.booking_id = b.id and b.client_id = who and c.client_id <> who;
end $$;
revoke execute on function gather_passed(uuid) from public;

create or replace function erase_client(who uuid, again boolean default false) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role') = 'lay_client' and (who is distinct from me() or my_level() is distinct from 2 or again) then
    raise insufficient_privilege using message = 'a client erases their own record, surely known';
  end if;
  if exists (select from client where id = who and erased_at is null)
     and (again or not exists (select from legal_hold h where h.client_id = who and h.lifted_at is null)) then
    perform gather_passed(who);
  end if;
  return erase_client_alone(who, again);
end $$;

drop function carries_account(uuid);

/*
 * Whether a booking would overlap another one of a client, at its own time or at another. Only one transaction at a time asks
 * and writes about a client's times. A browser or key asks of what it may change.
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
    and tstzrange(o.starts_at, o.ends_at) && tstzrange(coalesce(p_from, b.starts_at), coalesce(p_until, b.ends_at)));
end $$;

-- The trail that somebody reads as their own is of what passed to them.
create function bookings_passed_to(p_client uuid) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$ select id from booking where client_id = p_client $$;
revoke execute on function bookings_passed_to(uuid) from public;

create or replace function audit_subjects_of_me() returns setof uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role') <> 'lay_client' or me() is null or my_level() is distinct from 2 then return; end if;
  return next me();
  return query select bookings_passed_to(me());
  return query select g.id from break_glass g
    where g.client_id = me() and g.opened_at is not null and (g.delay_reason is null or g.delay_reviewed_at is not null);
end $$;

-- Whether another appointment is at the same time is told to whoever entered a code of it.
create or replace function shares_time(p_booking uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from booking b
      join client_contact k on k.contact_hash = b.contact_hashes[1] and k.verified_at is not null and k.removed_at is null
      join lateral bookings_of_client(k.client_id) t (id) on t.id <> b.id
      join booking o on o.id = t.id and o.status = 'booked'
       and tstzrange(o.starts_at, o.ends_at) && tstzrange(b.starts_at, b.ends_at)
     where b.id = p_booking and b.status = 'booked'
       and starts_with(current_setting('app.claim', true), 'browser:')
       and (exists (select from browser_grant g where g.subject = b.id and g.browser = claim_hash() and g.until > clock_now())
         or exists (select from one_time_code c where c.subject = b.id and c.browser = claim_hash() and c.used_at is not null)))
$$;
