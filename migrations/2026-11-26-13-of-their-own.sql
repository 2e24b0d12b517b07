-- Who signs in for the first time where nothing was booked gets an account of their own, with nothing in it.

-- Who was booked for by a key signs in too, once a code of that booking proved the contact.
create or replace function contact_to_reach(p_hash bytea) returns uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return coalesce(
    (select k.id from client_contact k join client c on c.id = k.client_id and c.erased_at is null
      where k.contact_hash = p_hash and k.verified_at is not null and k.removed_at is null and k.codes),
    (select b.id from booking b
      where b.contact_hashes[1] = p_hash and (b.api_key_id is null or b.verified_at is not null)
        and exists (select from booking_person p where p.booking_id = b.id)
        and not exists (select from client_contact k
                         where k.contact_hash = p_hash and k.verified_at is not null and k.removed_at is null)
        and not exists (select from client_contact k
                         where k.client_id = b.client_id and k.verified_at is not null)
        and exists (select from client c where c.id = b.client_id and c.erased_at is null)
      order by b.browser is not distinct from claim_hash() desc, b.made_at, b.id limit 1));
end $$;

/*
 * Signs in whoever entered a code for this in this transaction, at level 1. The session that this browser had ends. A contact that
 * is nobody's yet becomes that of the client of the booking, where this browser made it; otherwise that of a new client, whose
 * id and key are given: nothing of what others booked is theirs by that.
 */
drop function start_client_session(uuid, bytea);
create function start_client_session(p_code uuid, p_hash bytea, p_new uuid, p_kek text, p_wrapped bytea) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
    perform pg_advisory_xact_lock(hashtextextended('contact ' || encode(b.hash, 'hex'), 0));
    select k.client_id into whose from client_contact k
     where k.contact_hash = b.hash and k.verified_at is not null and k.removed_at is null;
    if whose is null then
      if b.browser is not distinct from claim_hash() and not client_stands(b.client_id) then
        whose := b.client_id;
      else
        perform new_client(p_new, p_kek, p_wrapped);
        whose := p_new;
      end if;
      insert into client_contact (client_id, kind, contact_hash, booking_id, verified_at)
        values (whose, case b.channel when 'text' then 'phone' else 'email' end, b.hash, about, clock_now())
        returning id into v_contact;
      perform enqueue_job('client-join', array[v_contact]);
    end if;
  end if;
  update client c set last_active_at = clock_now() where c.id = whose and c.erased_at is null;
  if not found then return null; end if;
  insert into client_session (hash, client_id, level, browser) values (p_hash, whose, 1, claim_hash());
  perform take_in_browser(whose, claim_hash());
  return whose;
end $$;
revoke execute on function start_client_session(uuid, bytea, uuid, text, bytea) from public;
grant execute on function start_client_session(uuid, bytea, uuid, text, bytea) to lay_public;

-- A booking's own code proves its contact. It makes an account of it, or passes to one, only in the browser that booked.
create or replace function prove_contact(p_booking uuid) returns uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare b record; known record;
begin
  select booking.id, booking.client_id, booking.browser, booking.contact_hashes[1] as hash, p.channel into b
    from booking join booking_person p on p.booking_id = booking.id
   where booking.id = p_booking and booking.verified_at is not null;
  if not found then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('contact ' || encode(b.hash, 'hex'), 0));
  select k.id, k.client_id into known from client_contact k
   where k.contact_hash = b.hash and k.verified_at is not null and k.removed_at is null;
  if b.browser is distinct from claim_hash() or client_stands(b.client_id) then
    null;
  elsif known.id is not null then
    perform let_pass(b.id, known.client_id, knew_more_here(known.client_id, b.browser));
  else
    insert into client_contact (client_id, kind, contact_hash, booking_id, verified_at)
      values (b.client_id, case b.channel when 'text' then 'phone' else 'email' end, b.hash, b.id, clock_now())
      returning id, client_id into known;
    perform enqueue_job('client-join', array[known.id]);
  end if;
  return coalesce(known.client_id, b.client_id);
end $$;

-- What a browser booked is known by its contact, whether it passed to the account or not.
create or replace function known_to(p_browser bytea, p_subject uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  with whose as (
    select client_id from client_contact where id = p_subject
    union all select client_id from booking where id = p_subject
    union all select client_id from client_notice where id = p_subject)
  select exists (select from whose w, booking b where b.browser = p_browser and b.id in (select bookings_of_client(w.client_id)))
      or exists (select from whose w join client_session s on s.client_id = w.client_id and s.browser = p_browser)
      or exists (select from browser_grant g where g.subject = p_subject and g.browser = p_browser and g.until > clock_now())
$$;

create or replace function may_enrol_at_once() returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare whose uuid := me(); here bytea; acting text := current_setting('role', true);
begin
  if acting = 'lay_keys' then acting := current_setting('app.answering', true); end if;
  if whose is null or acting <> 'lay_client' then return false; end if;
  select s.browser into here from client_session s where s.hash = claim_hash();
  return not client_has_more(whose)
    and exists (select from booking b where b.browser = here and b.id in (select bookings_of_client(whose)))
    and not exists (
      select from booking b where b.id in (select bookings_of_client(whose))
         and (b.browser is distinct from here or b.made_at < clock_now() - interval '30 minutes'))
    and not exists (select from client_contact k
                     where k.client_id = whose and k.verified_at < clock_now() - interval '30 minutes');
end $$;
