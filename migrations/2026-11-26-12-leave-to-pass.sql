-- An account hangs on nothing that another browser booked. What is booked elsewhere passes to it by the browser that booked, or when
-- its owner says so, after 72 hours in which everybody whom the booking names is told and can stop it, like any other change.

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
      or exists (select from plan_access a where a.client_id = p_client and a.mode = 'code')
$$;
revoke execute on function made_ready(uuid) from public;

/*
 * Lets what a browser booked pass to the account that it is signed in to: at once where nobody could have made the account ready to
 * read it, or where it is surely known there. Otherwise nothing is done, and its owner says that it is theirs.
 */
create function let_pass(p_booking uuid, p_client uuid, p_sure boolean) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from client c where c.id = p_client for no key update;
  if not p_sure and made_ready(p_client) then return; end if;
  update client_change c set done_at = coalesce(c.done_at, clock_now())
   where c.booking_id = p_booking and c.client_id = p_client and c.stopped_at is null;
  if not found then
    insert into client_change (client_id, kind, booking_id, due_at, done_at)
      values (p_client, 'booking', p_booking, clock_now(), clock_now());
  end if;
  perform join_soon(p_client);
end $$;
revoke execute on function let_pass(uuid, uuid, boolean) from public;

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
    if one.client_id <> p_client then perform let_pass(one.id, p_client, v_sure); end if;
  end loop;
end $$;
revoke execute on function take_in_browser(uuid, bytea) from public;

/*
 * A client says that a booking under a contact of theirs is theirs. It waits like any other change, so that whoever booked it hears
 * of it; nothing in the booking changes before, but that it is kept. Gives `waits`, `too-many` where nobody can be told any more
 * today, `mine` where it passed already; null where it cannot be theirs.
 */
drop function claim_booking(uuid);
create function claim_booking(p_booking uuid) returns text language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_me uuid := me(); v_asked client_change; v_id uuid; v_due timestamptz := clock_now() + interval '72 hours';
begin
  if v_me is null or current_setting('role', true) <> 'lay_client' then return null; end if;
  perform from client c where c.id = v_me for no key update;
  -- Locked by one statement and looked at by the next: its contact may be corrected meanwhile.
  perform from booking b where b.id = p_booking for no key update;
  if not exists (select from booking b where b.id = p_booking and b.client_id <> v_me and b.id in (select bookings_of_client(v_me))) then
    return null;
  end if;
  select * into v_asked from client_change c where c.booking_id = p_booking and c.client_id = v_me and c.stopped_at is null;
  if v_asked.done_at is not null then
    perform join_soon(v_me);
    return 'mine';
  end if;
  if v_asked.id is not null then return 'waits'; end if;
  insert into client_change (client_id, kind, booking_id, due_at) values (v_me, 'booking', p_booking, v_due) returning id into v_id;
  if not exists (select from notify_client(v_me, 'asked', v_due)) then
    delete from client_change c where c.id = v_id;
    return 'too-many';
  end if;
  update booking b set release_at = null where b.id = p_booking and b.release_at is not null;
  return 'waits';
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
        if due.booking_id not in (select bookings_of_client(due.client_id)) then
          update client_change c set stopped_at = clock_now() where c.id = due.id;
          continue;
        end if;
        update booking b set verified_at = coalesce(b.verified_at, clock_now()) where b.id = due.booking_id;
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

-- Where the contact of a booking changes, whoever had the old one has no more to do with it: what waits is stopped, and other browsers
-- than the one that booked may act for it no longer.
create function contact_changed() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update client_change c set stopped_at = clock_now() where c.booking_id = new.id and c.done_at is null and c.stopped_at is null;
  update browser_grant g set until = clock_now()
   where g.subject = new.id and g.browser is distinct from new.browser and g.until > clock_now();
  return null;
end $$;
revoke execute on function contact_changed() from public;
create trigger contact_changed after update of contact_hashes on booking
  for each row when (old.contact_hashes is distinct from new.contact_hashes) execute function contact_changed();
