-- Who works here, who is a client, and whose session a secret is. What a statement may see follows from the secret that
-- its transaction carries (app.claim) and the role taken on, never from an id that somebody says.

-- A member of staff of any organisation. A coach's row has the coach's id.
create table staff (
  id uuid primary key default gen_random_uuid(),
  email text not null unique check (email = lower(email) and length(email) <= 254),
  name text not null check (length(name) between 1 and 400),
  active boolean not null default true,
  made_at timestamptz not null default clock_now(),
  left_at timestamptz
);
comment on table staff is 'room: identity';

-- What a member of staff may be, from when to when. A provider's people belong to that provider.
create table staff_role (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references staff on delete cascade,
  role text not null check (role in ('coach', 'supervisor', 'partner_rota', 'lead_ops', 'governance', 'duty_lead',
    'commissioner', 'evaluator', 'sysadmin')),
  provider_id uuid references provider,
  given_at timestamptz not null default clock_now(),
  given_by uuid references staff,
  ended_at timestamptz,
  ended_by uuid references staff,
  check (role not in ('coach', 'partner_rota') or provider_id is not null)
);
create unique index one_open_role on staff_role (staff_id, role) where ended_at is null;
create index on staff_role (provider_id) where ended_at is null;
comment on table staff_role is 'room: identity';

-- A member of staff who is signed in: level 1 by a code, 2 by a passkey or a proven second factor.
create table staff_session (
  id uuid primary key default gen_random_uuid(),
  hash bytea not null unique check (length(hash) = 32),
  staff_id uuid not null references staff on delete cascade,
  level integer not null check (level in (1, 2)),
  made_at timestamptz not null default clock_now(),
  last_seen_at timestamptz not null default clock_now(),
  strong_at timestamptz,
  device text check (length(device) <= 100),
  ended_at timestamptz
);
create index on staff_session (staff_id) where ended_at is null;
create index on staff_session (made_at);
comment on table staff_session is 'room: identity';

-- A person who is coached: an id and nothing else. What is known of them is sealed elsewhere, under keys of their own.
create table client (
  id uuid primary key default gen_random_uuid(),
  made_at timestamptz not null default clock_now(),
  last_active_at timestamptz not null default clock_now(),
  erased_at timestamptz
);
comment on table client is 'room: identity';

create table client_session (
  id uuid primary key default gen_random_uuid(),
  hash bytea not null unique check (length(hash) = 32),
  client_id uuid not null references client on delete cascade,
  level integer not null check (level in (1, 2)),
  browser bytea check (length(browser) = 32),
  made_at timestamptz not null default clock_now(),
  last_seen_at timestamptz not null default clock_now(),
  strong_at timestamptz,
  ended_at timestamptz
);
create index on client_session (client_id) where ended_at is null;
create index on client_session (made_at);
comment on table client_session is 'room: identity';

-- SHA-256 of the secret of this transaction's claim, as tables keep it; null without one.
create function claim_hash() returns bytea language sql stable parallel safe as $$
  select sha256(convert_to(substr(nullif(current_setting('app.claim', true), ''),
    strpos(current_setting('app.claim', true), ':') + 1), 'UTF8'))
$$;

-- The API key that this transaction carries, while it is in use; null for any other claim.
create function claim_key() returns uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not starts_with(current_setting('app.claim', true), 'key:') then return null; end if;
  return (select id from api_key where hash = claim_hash() and revoked_at is null);
end $$;

-- How long a session of staff is good for. One place for all who ask.
create function staff_session_lives(s staff_session) returns boolean language sql stable as $$
  select s.ended_at is null and s.made_at > clock_now() - interval '12 hours'
     and s.last_seen_at > clock_now() - interval '12 hours'
$$;
create function client_session_lives(s client_session) returns boolean language sql stable as $$
  select s.ended_at is null and s.made_at > clock_now() - interval '30 days'
     and s.last_seen_at > clock_now() - interval '12 hours'
$$;

-- The role keys for which a database role may be taken on.
create function keys_of_role(acting text) returns text[] language sql immutable as $$
  select case acting
    when 'lay_coach' then '{coach}'::text[] when 'lay_supervisor' then '{supervisor}' when 'lay_rota' then '{partner_rota}'
    when 'lay_lead' then '{lead_ops}' when 'lay_governance' then '{governance}' when 'lay_duty' then '{duty_lead}'
    when 'lay_commissioner' then '{commissioner}' when 'lay_evaluator' then '{evaluator}'
    when 'lay_sysadmin' then '{sysadmin}' when 'lay_opening' then '{lead_ops,governance,duty_lead}' else '{}' end
$$;

/*
 * Who is asking: the account whose session the claim is, where it lives and the account may be the role that this
 * transaction has taken on; null otherwise. A coach is let in by a code; every other role of staff needs level 2.
 */
create function me() returns uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare acting text := current_setting('role', true);
begin
  if not starts_with(current_setting('app.claim', true), 'session:') then return null; end if;
  if acting = 'lay_client' then
    return (select s.client_id from client_session s join client c on c.id = s.client_id and c.erased_at is null
             where s.hash = claim_hash() and client_session_lives(s));
  end if;
  return (select s.staff_id from staff_session s join staff p on p.id = s.staff_id and p.active
           where s.hash = claim_hash() and staff_session_lives(s) and (s.level = 2 or acting = 'lay_coach')
             and exists (select from staff_role r where r.staff_id = s.staff_id and r.ended_at is null
                            and r.role = any (keys_of_role(acting))));
end $$;

-- How surely: 1 by a code, 2 by a passkey or its like; null for nobody.
create function my_level() returns integer language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if not starts_with(current_setting('app.claim', true), 'session:') then return null; end if;
  if current_setting('role', true) = 'lay_client' then
    return (select s.level from client_session s where s.hash = claim_hash() and client_session_lives(s));
  end if;
  return (select s.level from staff_session s where s.hash = claim_hash() and staff_session_lives(s));
end $$;

-- The provider in whose name the one asking acts in the role taken on; null where the role belongs to none.
create function my_provider() returns uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select r.provider_id from staff_role r where r.staff_id = me() and r.ended_at is null
             and r.role = any (keys_of_role(current_setting('role', true))) limit 1);
end $$;

-- A request in somebody's session: who it is, and that it was seen. No row where the session is over.
create function see_staff_session(out staff_id uuid, out level integer, out roles text[])
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not starts_with(current_setting('app.claim', true), 'session:') then return; end if;
  update staff_session s set last_seen_at = clock_now()
    from staff p
   where s.hash = claim_hash() and staff_session_lives(s) and p.id = s.staff_id and p.active
  returning s.staff_id, s.level into staff_id, level;
  select array_agg(r.role order by r.role) into roles from staff_role r
   where r.staff_id = see_staff_session.staff_id and r.ended_at is null;
end $$;

create function see_client_session(out client_id uuid, out level integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not starts_with(current_setting('app.claim', true), 'session:') then return; end if;
  update client_session s set last_seen_at = clock_now()
    from client c
   where s.hash = claim_hash() and client_session_lives(s) and c.id = s.client_id and c.erased_at is null
  returning s.client_id, s.level into client_id, level;
end $$;

-- Who works here under an address, for a code to be sent to; null otherwise.
create function staff_by_email(p_email text) returns uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$ select id from staff where email = p_email and active $$;

-- A coach is a member of staff with the coach's id; what changes there changes here.
create function keep_coach_as_staff() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into staff (id, email, name) values (new.id, new.email, new.name_shown)
    on conflict (id) do update set email = excluded.email, name = excluded.name;
  if new.active then
    update staff set active = true, left_at = null where id = new.id and not active;
    insert into staff_role (staff_id, role, provider_id) values (new.id, 'coach', new.provider_id)
      on conflict (staff_id, role) where ended_at is null do update set provider_id = excluded.provider_id;
  else
    update staff_role set ended_at = clock_now() where staff_id = new.id and role = 'coach' and ended_at is null;
    update staff s set active = false, left_at = clock_now()
     where s.id = new.id and s.active
       and not exists (select from staff_role r where r.staff_id = s.id and r.ended_at is null);
  end if;
  return null;
end $$;
create trigger keep_as_staff after insert or update of email, name_shown, active, provider_id on coach for each row
  execute function keep_coach_as_staff();
insert into staff (id, email, name, active) select id, email, name_shown, active from coach;
insert into staff_role (staff_id, role, provider_id, ended_at)
  select id, 'coach', provider_id, case when not active then clock_now() end from coach;

drop table team_session;
