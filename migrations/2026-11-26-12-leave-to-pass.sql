-- An account hangs on nothing that another browser booked. What is booked elsewhere passes to it when its owner says so, or by
-- the browser that booked; and where the account has, or has asked for, more than a code, only after 72 hours in which
-- everybody whom the booking names is told and can stop it, like any other change.

alter table client_change add column booking_id uuid references booking on delete cascade;
create index on client_change (booking_id) where booking_id is not null;
alter table client_change drop constraint client_change_kind_check;
alter table client_change add constraint client_change_kind_check
  check (kind in ('passphrase', 'passkey', 'add-contact', 'remove-contact', 'join', 'booking'));
alter table client_change add constraint change_of_a_booking check ((kind = 'booking') = (booking_id is not null));

-- Has what passes to an account brought there.
create function join_soon(p_client uuid) returns void language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  select enqueue_job('client-join', array[k.id]) from client_contact k
   where k.client_id = p_client and k.verified_at is not null and k.removed_at is null order by k.id limit 1
$$;
revoke execute on function join_soon(uuid) from public;

/*
 * Whether somebody may have made an account ready to read what passes to it: it has, had or asked for more than a code, or another
 * account asks for it.
 */
create function made_ready(p_client uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select client_has_more(p_client)
      or exists (select from client_passkey k where k.client_id = p_client)
      or exists (select from client_session s where s.client_id = p_client and s.level = 2)
      or exists (select from client_change c where c.client_id = p_client and c.kind in ('passphrase', 'passkey') and c.done_at is not null)
      or exists (select from changes_about(p_client) c where c.kind <> 'booking')
$$;
revoke execute on function made_ready(uuid) from public;

/*
 * Lets a booking pass to an account: at once where nobody could have prepared the account to read it, or for whoever is surely
 * known in the browser that booked. Otherwise it waits, where it may wait and can be told. Gives `mine`, `waits` or `too-many`;
 * null where nothing was done.
 */
create function let_pass(p_booking uuid, p_client uuid, p_sure boolean, p_may_wait boolean) returns text language plpgsql
security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_asked client_change; v_id uuid; v_due timestamptz := clock_now() + interval '72 hours';
begin
  perform from client c where c.id = p_client for no key update;
  select * into v_asked from client_change c where c.booking_id = p_booking and c.client_id = p_client and c.stopped_at is null;
  if v_asked.done_at is not null then
    perform join_soon(p_client);
    return 'mine';
  end if;
  if p_sure or not made_ready(p_client) then
    update client_change c set done_at = clock_now() where c.id = v_asked.id;
    if not found then
      insert into client_change (client_id, kind, booking_id, due_at, done_at)
        values (p_client, 'booking', p_booking, clock_now(), clock_now());
    end if;
    perform join_soon(p_client);
    return 'mine';
  end if;
  if v_asked.id is not null then return 'waits'; end if;
  if not p_may_wait then return null; end if;
  insert into client_change (client_id, kind, booking_id, due_at) values (p_client, 'booking', p_booking, v_due) returning id into v_id;
  if exists (select from notify_client(p_client, 'asked', v_due)) then return 'waits'; end if;
  delete from client_change c where c.id = v_id;
  return 'too-many';
end $$;
revoke execute on function let_pass(uuid, uuid, boolean, boolean) from public;

-- Whether somebody was surely known in a browser not long ago.
create function knew_more_here(p_client uuid, p_browser bytea) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from client_session s where s.client_id = p_client and s.browser = p_browser and s.level = 2)
      or exists (select from passphrase_try t where t.client_id = p_client and t.browser = p_browser and t.was_right)
$$;
revoke execute on function knew_more_here(uuid, bytea) from public;

/* What a browser booked under contacts of an account that it is signed in to is proved by that, and passes where it may at once. */
create function take_in_browser(p_client uuid, p_browser bytea) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare one record; v_sure boolean := knew_more_here(p_client, p_browser);
begin
  perform from client c where c.id = p_client for no key update;
  for one in
    select b.id, b.client_id, b.verified_at from booking b
     where b.browser = p_browser and b.id in (select bookings_of_client(p_client))
       and (b.client_id <> p_client or b.verified_at is null) order by b.id for no key update of b loop
    if one.verified_at is null and exists (
         select from booking b join client_contact k on k.contact_hash = b.contact_hashes[1]
          where b.id = one.id and k.client_id = p_client and k.verified_at is not null and k.removed_at is null) then
      update booking b set verified_at = clock_now(), release_at = null where b.id = one.id;
    end if;
    if one.client_id <> p_client then perform let_pass(one.id, p_client, v_sure, false); end if;
  end loop;
end $$;
revoke execute on function take_in_browser(uuid, bytea) from public;

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
    perform let_pass(b.id, known.client_id, false, false);
  else
    insert into client_contact (client_id, kind, contact_hash, booking_id, verified_at)
      values (b.client_id, case b.channel when 'text' then 'phone' else 'email' end, b.hash, b.id, clock_now())
      returning id, client_id into known;
    perform enqueue_job('client-join', array[known.id]);
  end if;
  return coalesce(known.client_id, b.client_id);
end $$;

-- A client says that a booking under a contact of theirs is theirs. Gives what becomes of it, as let_pass() does.
drop function claim_booking(uuid);
create function claim_booking(p_booking uuid) returns text language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_became text;
begin
  if me() is null or current_setting('role', true) <> 'lay_client' then return null; end if;
  perform from client c where c.id = me() for no key update;
  perform from booking b where b.id = p_booking and b.client_id <> me() and b.id in (select bookings_of_client(me())) for no key update;
  if not found then return null; end if;
  v_became := let_pass(p_booking, me(), false, true);
  if v_became <> 'too-many' then
    update booking b set verified_at = coalesce(b.verified_at, clock_now()), release_at = null where b.id = p_booking;
  end if;
  return v_became;
end $$;
revoke execute on function claim_booking(uuid) from public;
grant execute on function claim_booking(uuid) to lay_client;

-- What waited comes true, a booking that passes among it.
create or replace function settle_due(p_client uuid) returns setof client_change language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare due client_change;
begin
  for due in select * from client_change c
     where c.client_id = p_client and c.kind <> 'join' and c.done_at is null and c.stopped_at is null
       and c.due_at <= clock_now()
     order by c.due_at, c.id for update loop
    case due.kind
      when 'passphrase' then
        insert into client_passphrase as p (client_id, salt, hash) values (due.client_id, due.salt, due.hash)
          on conflict (client_id) do update set salt = excluded.salt, hash = excluded.hash, set_at = clock_now();
      when 'passkey' then
        insert into client_passkey (client_id, credential_id, public_key, counter, device)
          values (due.client_id, decode(due.passkey->>'credentialId', 'base64'), decode(due.passkey->>'publicKey', 'base64'),
            (due.passkey->>'counter')::bigint, due.passkey->>'device')
          on conflict (credential_id) do nothing;
      when 'add-contact' then
        update client_contact k set verified_at = coalesce(k.verified_at, clock_now()) where k.id = due.contact_id
          and not exists (select from client_contact o where o.contact_hash = k.contact_hash
                             and o.verified_at is not null and o.removed_at is null);
      when 'remove-contact' then
        update client_contact k set removed_at = clock_now() where k.id = due.contact_id and k.removed_at is null;
      when 'booking' then
        perform join_soon(due.client_id);
    end case;
    update client_change c set done_at = clock_now() where c.id = due.id;
    return next due;
  end loop;
end $$;

/*
 * What was due is done, and what this browser booked since it was signed in to is taken in. Whoever asks for a change does this first,
 * and so takes turns with whoever lets a booking pass: neither misses what the other asked for.
 */
create or replace function settle_mine() returns setof client_change language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare here bytea;
begin
  if current_setting('role', true) = 'lay_client' and me() is not null then
    select s.browser into here from client_session s where s.hash = claim_hash();
    perform take_in_browser(me(), here);
  end if;
  return query select * from settle_client(me());
end $$;

-- Everybody whom a booking names that may pass to an account is told what is asked for in that account, and can stop it.
create or replace function tell_client(p_client uuid, p_kind text, p_due timestamptz)
returns table (id uuid, channel text) language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with proved as (
    select k.id as contact, null::uuid as booking, k.contact_hash as hash,
           case k.kind when 'phone' then 'text' else 'email' end as by
      from client_contact k where k.client_id = p_client and k.removed_at is null
       and (k.verified_at is not null or exists (select from client_change c where c.contact_id = k.id
              and c.kind = 'add-contact' and c.done_at is null and c.stopped_at is null))
  ), given as (
    select distinct on (h.hash) null::uuid as contact, b.id as booking, h.hash,
           case when (h.n = 1) = (p.channel = 'text') then 'text' else 'email' end as by
      from booking b join booking_person p on p.booking_id = b.id,
           unnest(b.contact_hashes) with ordinality as h (hash, n)
     where (b.client_id = p_client and b.ends_at > clock_now() - interval '3 months'
         or b.id in (select c.booking_id from client_change c
                      where c.client_id = p_client and c.kind = 'booking' and c.stopped_at is null))
       and not exists (select from client_contact k where k.client_id = p_client and k.contact_hash = h.hash
                          and (k.verified_at is not null or k.removed_at is not null))
     order by h.hash, b.starts_at desc
  )
  insert into client_notice as n (client_id, kind, contact_id, booking_id, channel, due_at)
  select p_client, p_kind, contact, booking, by, p_due from (select * from proved union all select * from given) w
  returning n.id, n.channel
$$;

-- The accounts that a booking is in, or passed or may pass to.
create function accounts_with(p_booking uuid) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select b.client_id from booking b where b.id = p_booking
  union
  select c.client_id from client_change c where c.booking_id = p_booking and c.stopped_at is null
$$;
revoke execute on function accounts_with(uuid) from public;

-- The browser that booked hears what is asked for there, of its booking first.
drop function waits_where_booked(uuid);
create function waits_where_booked(p_booking uuid) returns table (kind text, due_at timestamptz) language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select c.kind, c.due_at from booking b, lateral accounts_with(b.id) a (id), lateral changes_about(a.id) c
   where b.id = p_booking and b.browser = claim_hash() and starts_with(current_setting('app.claim', true), 'browser:')
     and c.due_at > clock_now()
   order by c.kind = 'booking' desc, c.due_at limit 1
$$;
revoke execute on function waits_where_booked(uuid) from public;
grant execute on function waits_where_booked(uuid) to lay_public;

-- Stops it, and signs out everybody there. Gives whose pages it was about.
drop function stop_where_booked(uuid);
create function stop_where_booked(p_booking uuid) returns setof uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare whose uuid;
begin
  if not exists (select from waits_where_booked(p_booking)) then return; end if;
  for whose in select accounts_with(p_booking) loop
    perform stop_client_changes(whose);
    return next whose;
  end loop;
end $$;
revoke execute on function stop_where_booked(uuid) from public;
grant execute on function stop_where_booked(uuid) to lay_public;

/*
 * Everything that names one client names another from now on, but for what is sealed and where they are reached, which the caller
 * seals anew. Of what there is once for each client, the other's own stays.
 */
create function hand_over(p_from uuid, p_to uuid) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare one text;
begin
  for one in select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname = 'client_id' and not a.attisdropped and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        and c.relname not in ('booking', 'booking_person', 'client_contact') order by c.relname loop
    begin
      execute format('update %I set client_id = $2 where client_id = $1', one) using p_from, p_to;
    exception when unique_violation then execute format('delete from %I where client_id = $1', one) using p_from;
    end;
  end loop;
end $$;
revoke execute on function hand_over(uuid, uuid) from public;
grant execute on function hand_over(uuid, uuid) to lay_worker;

-- Lets go of whoever turned out to be somebody else, and hands over what names them.
drop function forget_joined(uuid);
create function forget_joined(p_client uuid, p_to uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if client_stands(p_client) or has_content(p_client) or exists (select from booking where client_id = p_client) then return false; end if;
  perform hand_over(p_client, p_to);
  perform destroy_keys(p_client, null);
  delete from client where id = p_client;
  return true;
end $$;
revoke execute on function forget_joined(uuid, uuid) from public;
grant execute on function forget_joined(uuid, uuid) to lay_worker;

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
  if has_content(from_client) or client_stands(to_client) or from_client is null then
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

-- An account that another asks for takes turns with what passes to it meanwhile: neither misses the other.
create or replace function add_my_contact(p_contact uuid, out outcome text, out due_at timestamptz) language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare mine client_contact; other client_contact; here bytea;
begin
  if current_setting('role', true) <> 'lay_client' or my_level() <> 2 then return; end if;
  select s.browser into here from client_session s where s.hash = claim_hash();
  select * into mine from client_contact k where k.id = p_contact and k.client_id = me() and k.removed_at is null;
  if not found or not exists (select from one_time_code c where c.subject = p_contact and c.purpose = 'contact'
                                 and c.browser = here and c.used_at > clock_now() - interval '1 minute') then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('contact ' || encode(mine.contact_hash, 'hex'), 0));
  select * into other from client_contact k
   where k.contact_hash = mine.contact_hash and k.verified_at is not null and k.removed_at is null and k.id <> mine.id;
  perform from client c where c.id = other.client_id for no key update;
  if other.id is null then
    update client_contact k set verified_at = coalesce(k.verified_at, clock_now()) where k.id = mine.id;
    perform enqueue_job('client-join', array[mine.id]);
    outcome := 'added';
  elsif other.client_id = mine.client_id then
    update client_contact k set removed_at = clock_now() where k.id = mine.id;
    outcome := 'added';
  elsif not exists (select from notify_client(other.client_id, 'asked', clock_now() + interval '72 hours')) then
    outcome := 'too-many';
  else
    due_at := clock_now() + interval '72 hours';
    insert into client_change (client_id, kind, contact_id, due_at) values (mine.client_id, 'join', mine.id, due_at);
    outcome := 'waits';
  end if;
end $$;

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
