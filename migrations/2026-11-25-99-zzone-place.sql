-- One client is in one place at a time: a booking at the time of another of theirs is not joined to it, and is not moved there.

/*
 * Whether a booking would overlap another one of a client, at its own time or at another. Only one transaction at a time asks
 * and writes about a client's times. A browser or key asks of what it may change.
 */
create function clashes(p_booking uuid, p_client uuid, p_from timestamptz, p_until timestamptz) returns boolean
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
revoke execute on function clashes(uuid, uuid, timestamptz, timestamptz) from public;
grant execute on function clashes(uuid, uuid, timestamptz, timestamptz) to lay_public, lay_worker;

/*
 * Whether another appointment of whoever proved the contact of a booking is at the same time: told where a code for the booking
 * was entered, and not where somebody only booked under the contact.
 */
create function shares_time(p_booking uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from booking b
      join client_contact k on k.contact_hash = b.contact_hashes[1] and k.verified_at is not null and k.removed_at is null
      join lateral bookings_of_client(k.client_id) t (id) on t.id <> b.id
      join booking o on o.id = t.id and o.status = 'booked'
       and tstzrange(o.starts_at, o.ends_at) && tstzrange(b.starts_at, b.ends_at)
     where b.id = p_booking and b.status = 'booked' and b.verified_at is not null
       and starts_with(current_setting('app.claim', true), 'browser:')
       and (exists (select from browser_grant g where g.subject = b.id and g.browser = claim_hash() and g.until > clock_now())
         or exists (select from one_time_code c where c.subject = b.id and c.browser = claim_hash() and c.used_at is not null)))
$$;
revoke execute on function shares_time(uuid) from public;
grant execute on function shares_time(uuid) to lay_public;

alter table diary_proof add column clients bigint not null default 0;
comment on column diary_proof.clients is 'Sessions of one client that overlap.';
