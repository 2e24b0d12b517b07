-- A passkey of a client: a public key, worth nothing to whoever copies it. It signs in by itself, without a code.
create table client_passkey (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references client on delete cascade,
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
  public_key bytea not null check (length(public_key) between 1 and 2048),
  counter bigint not null check (counter >= 0),
  -- The kind of device it was made with, in plain words.
  device text not null check (length(device) between 1 and 100),
  made_at timestamptz not null default clock_now(),
  last_used_at timestamptz,
  ended_at timestamptz
);
create index on client_passkey (client_id) where ended_at is null;
comment on table client_passkey is 'room: identity';
select secure('client_passkey');
grant select, insert, update (ended_at) on client_passkey to lay_client;
create policy mine on client_passkey for select to lay_client using (client_id = (select me()));
-- Added and ended in a session of level 2, or added where a passphrase could be chosen at once.
create policy adding on client_passkey for insert to lay_client
  with check (client_id = (select me()) and ((select my_level()) = 2 or (select may_enrol_at_once())));
create policy ending on client_passkey for update to lay_client
  using (client_id = (select me()) and (select my_level()) = 2);

create function client_passkey_named(p_credential bytea, out passkey_id uuid, out client_id uuid, out public_key bytea, out counter bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.id, k.client_id, k.public_key, k.counter from client_passkey k join client c on c.id = k.client_id and c.erased_at is null
   where k.credential_id = p_credential and k.ended_at is null
$$;

-- On what somebody signed in, in words by which they know it: "Firefox on an Android device".
alter table client_session add column device text check (length(device) <= 100);
create function name_client_session(p_hash bytea, p_device text) returns void language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  update client_session set device = p_device where hash = p_hash and device is null
$$;
grant execute on function name_client_session(bytea, text) to lay_public;
create or replace function raise_client_session(p_hash bytea) returns uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare old client_session;
begin
  if me() is null then return null; end if;
  update client_session s set ended_at = clock_now() where s.hash = claim_hash() returning s.* into old;
  insert into client_session (hash, client_id, level, browser, made_at, strong_at, device)
    values (p_hash, old.client_id, 2, old.browser, old.made_at, clock_now(), old.device);
  return old.client_id;
end $$;

-- Keeps the counter that came with a proof and signs its owner in at level 2; null where another proof was quicker.
create function start_strong_session(p_passkey uuid, p_counter bigint, p_hash bytea) returns uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare whose uuid;
begin
  update client_passkey k set counter = p_counter, last_used_at = clock_now()
   where k.id = p_passkey and k.ended_at is null and (k.counter < p_counter or (k.counter = 0 and p_counter = 0))
  returning k.client_id into whose;
  update client c set last_active_at = clock_now() where c.id = whose and c.erased_at is null;
  if not found then return null; end if;
  insert into client_session (hash, client_id, level, browser, strong_at) values (p_hash, whose, 2, claim_hash(), clock_now());
  return whose;
end $$;
grant execute on function client_passkey_named(bytea), start_strong_session(uuid, bigint, bytea) to lay_public;

create or replace function client_stands(p_client uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from client_contact where client_id = p_client and verified_at is not null)
      or exists (select from client_passphrase where client_id = p_client)
      or exists (select from client_passkey where client_id = p_client and ended_at is null)
$$;

-- Whether somebody has more than a code: a passphrase or a passkey.
create function client_has_more(p_client uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from client_passphrase where client_id = p_client)
      or exists (select from client_passkey where client_id = p_client and ended_at is null)
$$;

create or replace function may_enrol_at_once() returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare whose uuid := me(); here bytea;
begin
  if whose is null or current_setting('role', true) <> 'lay_client' then return false; end if;
  select s.browser into here from client_session s where s.hash = claim_hash();
  return not client_has_more(whose)
    and exists (select from booking where client_id = whose)
    and not exists (
      select from booking b where b.id in (select bookings_of_client(whose))
         and (b.browser is distinct from here or b.made_at < clock_now() - interval '30 minutes'))
    and not exists (select from client_contact k
                     where k.client_id = whose and k.verified_at < clock_now() - interval '30 minutes');
end $$;

create or replace function settle_client(p_client uuid) returns setof client_change language plpgsql security definer
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
    end case;
    update client_change c set done_at = clock_now() where c.id = due.id;
    return next due;
  end loop;
end $$;
