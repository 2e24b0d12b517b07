-- A client's account: contacts that were proved, sessions of two levels, a passphrase, and changes that wait. Nothing here
-- is readable without a claim; what a level may do is said once, here, and the pages only show it.

/*
 * An address or number that somebody proved to read. Of a booking's contact the text stays sealed in the booking until the
 * worker has sealed a copy here. One that was taken away stays as a hash, so that it never again leads to this account.
 */
create table client_contact (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references client on delete cascade,
  kind text not null check (kind in ('email', 'phone')),
  contact_hash bytea not null check (length(contact_hash) = 32),
  sealed bytea,
  booking_id uuid references booking on delete set null,
  made_at timestamptz not null default clock_now(),
  verified_at timestamptz,
  removed_at timestamptz,
  -- Whether codes go there: not to a mailbox that others read.
  codes boolean not null default true
);
create unique index one_verified_contact on client_contact (contact_hash) where verified_at is not null and removed_at is null;
create index on client_contact (client_id);
create index on client_contact (contact_hash);
create index on client_contact (booking_id) where booking_id is not null;
comment on table client_contact is 'room: identity';
select secure('client_contact');

-- What a passphrase is compared with: argon2id with a salt of its own.
create table client_passphrase (
  client_id uuid primary key references client on delete cascade,
  salt bytea not null check (length(salt) = 16),
  hash bytea not null check (length(hash) = 32),
  set_at timestamptz not null default clock_now()
);
comment on table client_passphrase is 'room: identity';
select secure('client_passphrase');

-- That somebody tried a passphrase. Counted before it is looked at.
create table passphrase_try (
  id bigint generated always as identity primary key,
  client_id uuid not null references client on delete cascade,
  browser bytea not null,
  at timestamptz not null default clock_now(),
  was_right boolean not null default false
);
create index on passphrase_try (client_id, at);
comment on table passphrase_try is 'room: identity';
select secure('passphrase_try');

-- A change of how somebody signs in or is reached, which waits so that every contact can stop it.
create table client_change (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references client on delete cascade,
  kind text not null check (kind in ('passphrase', 'passkey', 'add-contact', 'remove-contact', 'join')),
  salt bytea check (length(salt) = 16),
  hash bytea check (length(hash) = 32),
  -- Of a passkey: what is kept of it.
  passkey jsonb,
  -- The contact that is added or taken away; of a join, the one by which the other account was proved.
  contact_id uuid,
  browser bytea,
  asked_at timestamptz not null default clock_now(),
  due_at timestamptz not null,
  done_at timestamptz,
  stopped_at timestamptz,
  check ((kind = 'passphrase') = (salt is not null and hash is not null)),
  check ((kind = 'passkey') = (passkey is not null)),
  check (done_at is null or stopped_at is null)
);
create index on client_change (client_id) where done_at is null and stopped_at is null;
comment on table client_change is 'room: identity';
select secure('client_change');

-- Something that a client is told, by one contact: of the account, or as yet only of a booking.
create table client_notice (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references client on delete cascade,
  kind text not null check (kind in ('asked', 'done', 'stopped', 'tried')),
  contact_id uuid,
  booking_id uuid,
  channel text not null check (channel in ('email', 'text')),
  due_at timestamptz,
  made_at timestamptz not null default clock_now(),
  check ((contact_id is null) <> (booking_id is null))
);
create index on client_notice (client_id, made_at);
comment on table client_notice is 'room: identity';
select secure('client_notice');

create index booking_first_contact on booking ((contact_hashes[1]));

-- A code may open an account, prove a further contact of it, or stop a change.
alter table one_time_code drop constraint one_time_code_purpose_check;
alter table one_time_code add constraint one_time_code_purpose_check
  check (purpose in ('team', 'booking', 'keep', 'client', 'contact', 'stop'));

/*
 * How surely a client's session is theirs: 2 while a passphrase or passkey was given and the session was not idle for 15
 * minutes since; then 1 again.
 */
create function client_level(s client_session) returns integer language sql stable as $$
  select case when s.level = 2 and s.strong_at > clock_now() - interval '15 minutes' then 2 else 1 end
$$;

create or replace function my_level() returns integer language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare acting text := current_setting('role', true);
begin
  if not starts_with(current_setting('app.claim', true), 'session:') then return null; end if;
  if acting = 'lay_keys' then acting := current_setting('app.answering', true); end if;
  if acting = 'lay_client' then
    return (select client_level(s) from client_session s where s.hash = claim_hash() and client_session_lives(s));
  end if;
  return (select s.level from staff_session s where s.hash = claim_hash() and staff_session_lives(s));
end $$;

create or replace function see_client_session(out client_id uuid, out level integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not starts_with(current_setting('app.claim', true), 'session:') then return; end if;
  update client_session s set last_seen_at = clock_now(),
         strong_at = case when client_level(s) = 2 then clock_now() else s.strong_at end
    from client c
   where s.hash = claim_hash() and client_session_lives(s) and c.id = s.client_id and c.erased_at is null
  returning s.client_id, client_level(s) into client_id, level;
end $$;

-- What a code for a contact would be about: the contact of an account, or a booking that only it can prove; null for none.
create function contact_to_reach(p_hash bytea) returns uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from pg_attribute where attrelid = 'booking'::regclass and attname = 'client_id') then return null; end if;
  return coalesce(
    (select k.id from client_contact k join client c on c.id = k.client_id and c.erased_at is null
      where k.contact_hash = p_hash and k.verified_at is not null and k.removed_at is null and k.codes),
    (select b.id from booking b
      where b.contact_hashes[1] = p_hash and b.api_key_id is null
        and not exists (select from client_contact k
                         where k.contact_hash = p_hash and k.verified_at is not null and k.removed_at is null)
        and not exists (select from client_contact k
                         where k.client_id = b.client_id and k.verified_at is not null)
        and exists (select from client c where c.id = b.client_id and c.erased_at is null)
      order by b.starts_at desc limit 1));
end $$;

/*
 * That the contact to which a booking's codes go was proved. It becomes the client's, unless it is another's already: then
 * the booking is on its way to that client, where nothing but this booking hangs on its own. A client who has proved a
 * contact gets no further one in this way, since whoever reads the one need not be whoever reads the other.
 */
create function prove_contact(p_booking uuid) returns uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare b record; known record;
begin
  if not exists (select from pg_attribute where attrelid = 'booking'::regclass and attname = 'client_id') then return null; end if;
  select booking.id, booking.client_id, booking.contact_hashes[1] as hash, p.channel into b
    from booking join booking_person p on p.booking_id = booking.id
   where booking.id = p_booking and booking.verified_at is not null;
  if not found then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('contact ' || encode(b.hash, 'hex'), 0));
  select k.id, k.client_id into known from client_contact k
   where k.contact_hash = b.hash and k.verified_at is not null and k.removed_at is null;
  if not found then
    if exists (select from client_contact k where k.client_id = b.client_id and k.verified_at is not null) then
      return b.client_id;
    end if;
    insert into client_contact (client_id, kind, contact_hash, booking_id, verified_at)
      values (b.client_id, case b.channel when 'text' then 'phone' else 'email' end, b.hash, b.id, clock_now())
      returning id, client_id into known;
  end if;
  perform enqueue_job('client-join', array[known.id]);
  return known.client_id;
end $$;

-- Whether anything but its bookings hangs on a client: then it is never joined to another without its owner.
create function client_stands(p_client uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from client_contact where client_id = p_client and verified_at is not null)
      or exists (select from client_passphrase where client_id = p_client)
$$;

-- Bookings of a client, with those that were made under a contact of theirs by somebody who proved nothing else.
create function bookings_of_client(p_client uuid) returns setof uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select id from booking where client_id = p_client
  union
  select b.id from client_contact k join booking b on b.contact_hashes[1] = k.contact_hash
   where k.client_id = p_client and k.verified_at is not null and k.removed_at is null
     and b.client_id <> p_client and (b.api_key_id is null or b.verified_at is not null)
     and not client_stands(b.client_id);
end $$;

/*
 * Signs in whoever entered a code for this in this transaction, at level 1. The session that this browser had ends. A
 * booking's code proves its contact first.
 */
create function start_client_session(p_code uuid, p_hash bytea) returns uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare about uuid; whose uuid;
begin
  select c.subject into about from one_time_code c
   where c.id = p_code and c.purpose = 'client' and c.browser = claim_hash() and c.used_at = clock_now();
  if about is null then return null; end if;
  select k.client_id into whose from client_contact k
   where k.id = about and k.verified_at is not null and k.removed_at is null and k.codes;
  if whose is null then
    update booking set verified_at = coalesce(verified_at, clock_now()), release_at = null where id = about;
    whose := prove_contact(about);
  end if;
  update client c set last_active_at = clock_now() where c.id = whose and c.erased_at is null;
  if not found then return null; end if;
  insert into client_session (hash, client_id, level, browser) values (p_hash, whose, 1, claim_hash());
  return whose;
end $$;

-- Raises the session claimed to level 2 under a new token; the old one is worth nothing.
create function raise_client_session(p_hash bytea) returns uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare old client_session;
begin
  if me() is null then return null; end if;
  update client_session s set ended_at = clock_now() where s.hash = claim_hash() returning s.* into old;
  insert into client_session (hash, client_id, level, browser, made_at, strong_at)
    values (p_hash, old.client_id, 2, old.browser, old.made_at, clock_now());
  return old.client_id;
end $$;

-- Ends sessions of a client; what those browsers might do with the client's bookings ends with them.
create function end_client_sessions(p_client uuid, p_only bytea) returns integer language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare ended integer;
begin
  with gone as (
    update client_session s set ended_at = clock_now()
     where s.client_id = p_client and s.ended_at is null and (p_only is null or s.hash = p_only) returning s.browser
  ), shut as (
    update browser_grant g set until = clock_now() from gone
     where g.browser = gone.browser and g.until > clock_now() and g.subject in (select bookings_of_client(p_client))
  )
  select count(*) into ended from gone;
  return ended;
end $$;
create function sign_client_out(p_everywhere boolean) returns uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare whose uuid;
begin
  if not starts_with(current_setting('app.claim', true), 'session:') then return null; end if;
  select s.client_id into whose from client_session s where s.hash = claim_hash() and s.ended_at is null;
  if whose is not null then
    perform end_client_sessions(whose, case when not p_everywhere then claim_hash() end);
  end if;
  return whose;
end $$;

-- Whether a passphrase or passkey may be chosen at once: in the browser that booked, within 30 minutes, where the account
-- has nothing older and nothing of another browser's.
create function may_enrol_at_once() returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare whose uuid := me(); here bytea;
begin
  if whose is null or current_setting('role', true) <> 'lay_client' then return false; end if;
  select s.browser into here from client_session s where s.hash = claim_hash();
  return not exists (select from client_passphrase where client_id = whose)
    and exists (select from booking where client_id = whose)
    and not exists (
      select from booking b where b.id in (select bookings_of_client(whose))
         and (b.browser is distinct from here or b.made_at < clock_now() - interval '30 minutes'))
    and not exists (select from client_contact k
                     where k.client_id = whose and k.verified_at < clock_now() - interval '30 minutes');
end $$;

-- Changes that were not stopped in their time come true. Gives what was done.
create function settle_client(p_client uuid) returns setof client_change language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare due client_change;
begin
  for due in select * from client_change c
     where c.client_id = p_client and c.kind in ('passphrase', 'add-contact', 'remove-contact') and c.done_at is null and c.stopped_at is null and c.due_at <= clock_now()
     order by c.due_at, c.id for update loop
    case due.kind
      when 'passphrase' then
        insert into client_passphrase as p (client_id, salt, hash) values (due.client_id, due.salt, due.hash)
          on conflict (client_id) do update set salt = excluded.salt, hash = excluded.hash, set_at = clock_now();
      when 'add-contact' then
        update client_contact k set verified_at = coalesce(k.verified_at, clock_now()) where k.id = due.contact_id
          and not exists (select from client_contact o where o.contact_hash = k.contact_hash
                             and o.verified_at is not null and o.removed_at is null);
      when 'remove-contact' then
        update client_contact k set removed_at = clock_now() where k.id = due.contact_id and k.removed_at is null;
    end case;
    update client_change c set done_at = clock_now() where c.id = due.id;
    return next due;
  end loop;
end $$;
create function settle_mine() returns setof client_change language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$ begin return query select * from settle_client(me()); end $$;

/*
 * Counts a try of a passphrase and gives what to compare it with. A browser has five wrong ones in 15 minutes; browsers
 * that never were right have thirty a day between them, so that nobody locks out the browser that knows it.
 */
create function try_passphrase(out try bigint, out salt bytea, out hash bytea) language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare whose uuid := me(); here bytea;
begin
  if whose is null or current_setting('role', true) <> 'lay_client' then return; end if;
  select coalesce(s.browser, s.hash) into here from client_session s where s.hash = claim_hash();
  perform pg_advisory_xact_lock(hashtextextended('passphrase of ' || whose, 0));
  if 5 <= (select count(*) from passphrase_try t where t.client_id = whose and t.browser = here and not t.was_right
              and t.at > clock_now() - interval '15 minutes')
    or not exists (select from passphrase_try t where t.client_id = whose and t.browser = here and t.was_right)
       and 30 <= (select count(*) from passphrase_try t where t.client_id = whose and not t.was_right
              and t.at > clock_now() - interval '24 hours'
              and not exists (select from passphrase_try r where r.client_id = whose and r.browser = t.browser and r.was_right))
    then return; end if;
  insert into passphrase_try (client_id, browser) values (whose, here) returning id into try;
  select p.salt, p.hash into salt, hash from client_passphrase p where p.client_id = whose;
end $$;
create function passphrase_was_right(p_try bigint) returns void language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  update passphrase_try set was_right = true where id = p_try and client_id = me()
$$;

/*
 * A notice to every contact: those that were proved, and those that bookings of the last three months gave, except what was
 * taken away. Gives one row for each message to plan; none where a day has had its share, so that nobody is buried in them:
 * what cannot be told any more must not be done either.
 */
create function notify_client(p_client uuid, p_kind text, p_due timestamptz)
returns table (id uuid, channel text) language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if (select count(distinct n.made_at) from client_notice n
       where n.client_id = p_client and n.kind = p_kind and n.made_at > clock_now() - interval '24 hours')
     >= (case p_kind when 'tried' then 1 else 5 end) then return; end if;
  return query
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
     where b.client_id = p_client and b.ends_at > clock_now() - interval '3 months'
       and not exists (select from client_contact k where k.client_id = p_client and k.contact_hash = h.hash
                          and (k.verified_at is not null or k.removed_at is not null))
     order by h.hash, b.starts_at desc
  ), noted as (
    insert into client_notice as n (client_id, kind, contact_id, booking_id, channel, due_at)
    select p_client, p_kind, contact, booking, by, p_due from (select * from proved union all select * from given) w
    returning n.id, n.channel)
  select * from noted;
end $$;
create function notify_me(p_kind text, p_due timestamptz) returns table (id uuid, channel text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if me() is not null and current_setting('role', true) = 'lay_client' then
    return query select * from notify_client(me(), p_kind, p_due);
  end if;
end $$;

-- Stops whatever waits, and signs everybody out.
create function stop_client_changes(p_client uuid) returns integer language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare stopped integer;
begin
  update client_change set stopped_at = clock_now()
   where client_id = p_client and done_at is null and stopped_at is null and due_at > clock_now();
  get diagnostics stopped = row_count;
  perform end_client_sessions(p_client, null);
  return stopped;
end $$;
-- By a code that was entered for this in this transaction; any contact may, proved or only given with a booking.
create function stop_by_code(p_code uuid) returns uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare about uuid; whose uuid;
begin
  select c.subject into about from one_time_code c
   where c.id = p_code and c.purpose = 'stop' and c.browser = claim_hash() and c.used_at = clock_now();
  if about is null then return null; end if;
  select coalesce((select client_id from client_contact where id = about), (select client_id from client_notice where id = about))
    into whose;
  if whose is not null then perform stop_client_changes(whose); end if;
  return whose;
end $$;
-- What a code to stop a change would be about: a contact, or the newest notice that a booking's contact was sent.
create function contact_to_stop(p_hash bytea) returns uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    (select id from client_contact where contact_hash = p_hash and verified_at is not null and removed_at is null and codes),
    (select n.id from booking b join client_notice n on n.booking_id = b.id
      where b.contact_hashes && array[p_hash]
        and n.channel = case when (b.contact_hashes[1] = p_hash)
                               = (select p.channel = 'text' from booking_person p where p.booking_id = b.id)
                             then 'text' else 'email' end
        and n.made_at > clock_now() - interval '30 days'
      order by n.made_at desc limit 1))
$$;

-- Own rows, by session.
grant select on client, client_session, client_contact, client_change to lay_client;
create policy mine on client for select to lay_client using (id = (select me()));
create policy mine on client_session for select to lay_client using (client_id = (select me()));
create policy mine on client_contact to lay_client using (client_id = (select me())) with check (client_id = (select me()));
create policy mine on client_change for select to lay_client using (client_id = (select me()));
-- At level 1, or before its time, nothing changes at once: it waits three days at least.
grant insert on client_change to lay_client;
create policy waits on client_change for insert to lay_client
  with check (client_id = (select me()) and due_at >= clock_now() + interval '72 hours' and done_at is null);
grant update (stopped_at) on client_change to lay_client;
create policy stops on client_change for update to lay_client using (client_id = (select me()) and done_at is null);
grant select, insert, update on client_passphrase to lay_client;
create policy strong on client_passphrase to lay_client using (client_id = (select me()))
  with check (client_id = (select me()) and ((select my_level()) = 2 or (select may_enrol_at_once())));
grant select on booking to lay_client;
create policy mine on booking for select to lay_client using (id in (select bookings_of_client((select me()))));
grant select, insert on message to lay_client;
create policy planning_of_clients on message for insert to lay_client with check (true);
create policy planned_of_clients on message for select to lay_client using (true);

grant select, delete on client_session, passphrase_try, client_notice, client_change to lay_worker;
grant select, update, delete on client_contact to lay_worker;
do $$
declare one text;
begin
  foreach one in array '{client_session,passphrase_try,client_notice,client_change,client_contact}'::text[] loop
    execute format('create policy working on %s to lay_worker using (true) with check (true)', one);
  end loop;
end $$;

grant execute on function client_level(client_session), client_session_lives(client_session) to lay_client;
grant execute on function contact_to_reach(bytea), start_client_session(uuid, bytea), sign_client_out(boolean),
  contact_to_stop(bytea), stop_by_code(uuid) to lay_public;
grant execute on function prove_contact(uuid) to lay_public, lay_client, lay_worker;
grant execute on function sign_client_out(boolean), raise_client_session(bytea), may_enrol_at_once(), settle_mine(), try_passphrase(),
  passphrase_was_right(bigint), notify_me(text, timestamptz), bookings_of_client(uuid) to lay_client;
grant execute on function stop_client_changes(uuid), notify_client(uuid, text, timestamptz), settle_client(uuid),
  bookings_of_client(uuid), end_client_sessions(uuid, bytea) to lay_worker;
grant execute on function audit_append(text, text, uuid, text, uuid, uuid, text, text), audit_append_all(jsonb) to lay_client;

select make_queue('client-join');
select make_queue('client-settle', true);
