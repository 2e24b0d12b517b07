-- How staff come in: passkeys and the organisation's own sign-in, invitations, and recovery by two people.

-- A passkey of a member of staff: a public key, worth nothing to whoever copies it.
create table passkey (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references staff on delete cascade,
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
  public_key bytea not null check (length(public_key) between 1 and 2048),
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}',
  -- The kind of device it was made with, in plain words.
  device text not null check (length(device) between 1 and 100),
  made_at timestamptz not null default clock_now(),
  last_used_at timestamptz,
  ended_at timestamptz
);
create index on passkey (staff_id) where ended_at is null;
comment on table passkey is 'room: identity';

-- Somebody at the organisation's own sign-in: issuer and subject, never an address.
create table oidc_link (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references staff on delete cascade,
  issuer text not null check (length(issuer) <= 500),
  subject text not null check (length(subject) between 1 and 255),
  made_at timestamptz not null default clock_now(),
  last_used_at timestamptz,
  ended_at timestamptz
);
create unique index one_open_link on oidc_link (issuer, subject) where ended_at is null;
create index on oidc_link (staff_id) where ended_at is null;
comment on table oidc_link is 'room: identity';

-- A question put to a browser (a passkey's challenge, a round trip's state): its hash, for whom, used up by one answer.
create table sign_in_question (
  hash bytea primary key check (length(hash) = 32),
  kind text not null check (kind in ('passkey-use', 'passkey-new', 'oidc-in', 'oidc-link')),
  browser bytea not null check (length(browser) = 32),
  asked_at timestamptz not null default clock_now(),
  answered_at timestamptz
);
create index on sign_in_question (browser, asked_at);
create index on sign_in_question (asked_at);
comment on table sign_in_question is 'room: identity';

-- How often something was asked for from one network, under a keyed hash that says nothing of where that is.
create table sign_in_count (
  bucket bytea not null check (length(bucket) = 32),
  quarter timestamptz not null,
  asked integer not null default 1,
  primary key (bucket, quarter)
);
create index on sign_in_count (quarter);
comment on table sign_in_count is 'room: identity';

-- Somebody may enrol a way to sign in: by the link, and a code sent to their own address. Once, within 7 days.
create table invitation (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  hash bytea not null unique check (length(hash) = 32),
  made_at timestamptz not null default clock_now(),
  -- Null: the operator, at the command line.
  made_by uuid references staff,
  expires_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz
);
create index on invitation (staff_id);
comment on table invitation is 'room: identity';

-- Somebody lost what they sign in with. Two people in two roles let them in for 12 hours: one who knows them, and one of
-- the lead; neither is the person. The link goes to their own address, the code is said to them on a known number.
create table recovery (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  started_at timestamptz not null default clock_now(),
  started_by uuid not null references staff,
  started_as text not null check (started_as in ('partner_rota', 'governance', 'lead_ops')),
  agreed_at timestamptz,
  agreed_by uuid references staff,
  agreed_as text check (agreed_as in ('lead_ops', 'governance')),
  hash bytea unique check (length(hash) = 32),
  code_hash bytea check (length(code_hash) = 32),
  tries integer not null default 0 check (tries <= 5),
  used_at timestamptz,
  ended_at timestamptz,
  check (started_by <> agreed_by),
  check (started_as <> agreed_as),
  check (staff_id <> started_by and staff_id <> agreed_by),
  check ((agreed_at is null) = (agreed_by is null) and (agreed_at is null) = (hash is null)
    and (agreed_at is null) = (code_hash is null) and (agreed_at is null) = (agreed_as is null))
);
create unique index one_open_recovery on recovery (staff_id) where used_at is null and ended_at is null;
comment on table recovery is 'room: identity';

-- Every three months somebody looks at who may do what, and signs.
create table access_review (
  id uuid primary key default gen_random_uuid(),
  signed_at timestamptz not null default clock_now(),
  signed_by uuid not null references staff,
  signed_as text not null check (signed_as in ('lead_ops', 'governance'))
);
comment on table access_review is 'room: identity';
create table access_review_line (
  review_id uuid not null references access_review on delete cascade,
  staff_id uuid not null references staff,
  role text not null,
  provider_id uuid references provider,
  decision text not null check (decision in ('kept', 'removed')),
  primary key (review_id, staff_id, role)
);
comment on table access_review_line is 'room: identity';

-- A link of an invitation or a recovery is tried at a page that is anybody's; what it proves stands in these functions.
create function invitation_lives(i invitation) returns boolean language sql stable as $$
  select i.used_at is null and i.ended_at is null and i.expires_at > clock_now()
     and exists (select from staff s where s.id = i.staff_id and s.active)
$$;
-- Agreed within an hour of being asked for; the link works for an hour from then.
create function recovery_lives(r recovery) returns boolean language sql stable as $$
  select r.used_at is null and r.ended_at is null and r.tries < 5 and r.agreed_at > clock_now() - interval '1 hour'
     and exists (select from staff s where s.id = r.staff_id and s.active)
$$;

-- Half an hour without a request ends a session, 12 hours end it anyway. While a coach has a session with a client under
-- way, from a quarter of an hour before it, no clock runs; after it the half hour begins anew.
create or replace function staff_session_lives(s staff_session) returns boolean language sql stable as $$
  select s.ended_at is null and s.made_at > clock_now() - interval '12 hours'
     and (s.last_seen_at > clock_now() - interval '30 minutes'
       or exists (select from booking b
                   where b.coach_id = s.staff_id and b.status in ('booked', 'fulfilled', 'noshow')
                     and b.starts_at - interval '15 minutes' <= least(clock_now(), s.last_seen_at + interval '30 minutes')
                     and b.ends_at > clock_now() - interval '30 minutes'))
$$;

-- Who is behind the session that this transaction claims, whatever role was taken on; nobody where it is over.
create function my_session(out session_id uuid, out staff_id uuid, out level integer, out strong_at timestamptz,
  out name text, out email text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not starts_with(current_setting('app.claim', true), 'session:') then return; end if;
  select s.id, s.staff_id, s.level, s.strong_at, p.name, p.email
    into session_id, staff_id, level, strong_at, name, email
    from staff_session s join staff p on p.id = s.staff_id and p.active
   where s.hash = claim_hash() and staff_session_lives(s);
end $$;

/*
 * Whose way to sign in may be added here: of the session, where it was strongly opened within a quarter of an hour, or
 * its owner was let in by others and has no way of their own; or of the invitation that this browser proved itself for.
 * Nobody's otherwise.
 */
create function enrolling(out staff_id uuid, out invitation_id uuid, out name text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if starts_with(current_setting('app.claim', true), 'session:') then
    select m.staff_id, m.name into staff_id, name from my_session() m
     where m.level = 2 and (m.strong_at > clock_now() - interval '15 minutes' or not exists (
       select from passkey k where k.staff_id = m.staff_id and k.ended_at is null
       union all select from oidc_link l where l.staff_id = m.staff_id and l.ended_at is null));
  elsif starts_with(current_setting('app.claim', true), 'browser:') then
    select i.staff_id, i.id, s.name into staff_id, invitation_id, name
      from invitation i join staff s on s.id = i.staff_id
      join browser_grant g on g.subject = i.id and g.browser = claim_hash() and g.until > clock_now()
     where invitation_lives(i) order by g.until desc limit 1;
  end if;
end $$;

-- An invitation is used up by the way in that it brought; no row where another was quicker.
create function use_invitation(p_id uuid) returns boolean language plpgsql as $$
begin
  if p_id is null then return true; end if;
  update invitation i set used_at = clock_now() where i.id = p_id and invitation_lives(i);
  return found;
end $$;

create function keep_passkey(p_credential bytea, p_key bytea, p_counter bigint, p_transports text[], p_device text,
  out passkey_id uuid, out staff_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v record;
begin
  select * into v from enrolling();
  if v.staff_id is null then return; end if;
  if (select count(*) from passkey k where k.staff_id = v.staff_id and k.ended_at is null) >= 10 then return; end if;
  if not use_invitation(v.invitation_id) then return; end if;
  insert into passkey (staff_id, credential_id, public_key, counter, transports, device)
    values (v.staff_id, p_credential, p_key, p_counter, p_transports, p_device) on conflict do nothing
    returning id into passkey_id;
  if passkey_id is not null then staff_id := v.staff_id; end if;
end $$;

create function keep_oidc_link(p_issuer text, p_subject text, out link_id uuid, out staff_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v record;
begin
  select * into v from enrolling();
  if v.staff_id is null then return; end if;
  if exists (select from oidc_link l where l.issuer = p_issuer and l.subject = p_subject and l.ended_at is null
               and l.staff_id <> v.staff_id) then return; end if;
  if not use_invitation(v.invitation_id) then return; end if;
  insert into oidc_link (staff_id, issuer, subject) values (v.staff_id, p_issuer, p_subject)
    on conflict do nothing returning id into link_id;
  staff_id := v.staff_id;
end $$;

-- The passkeys of whoever may add one here, so that their device does not make a second.
create function my_passkeys(out passkey_id uuid, out credential_id bytea, out device text, out made_at timestamptz,
  out last_used_at timestamptz)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.id, k.credential_id, k.device, k.made_at, k.last_used_at from passkey k
   where k.ended_at is null and k.staff_id = coalesce((select m.staff_id from my_session() m), (select e.staff_id from enrolling() e))
   order by k.made_at limit 10
$$;
create function my_oidc_links(out link_id uuid, out issuer text, out made_at timestamptz, out last_used_at timestamptz)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select l.id, l.issuer, l.made_at, l.last_used_at from oidc_link l
   where l.ended_at is null and l.staff_id = (select m.staff_id from my_session() m) order by l.made_at limit 10
$$;

-- A passkey to check an answer against; and, once it was right, the counter that came with it. The counter of a copy does
-- not rise, and of two answers at once one is later.
create function passkey_named(p_credential bytea, out passkey_id uuid, out staff_id uuid, out public_key bytea, out counter bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.id, k.staff_id, k.public_key, k.counter from passkey k join staff s on s.id = k.staff_id and s.active
   where k.credential_id = p_credential and k.ended_at is null
$$;
create function use_passkey(p_id uuid, p_counter bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update passkey set counter = p_counter, last_used_at = clock_now()
   where id = p_id and ended_at is null and (counter < p_counter or (counter = 0 and p_counter = 0));
  return found;
end $$;
create function use_oidc_link(p_issuer text, p_subject text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v uuid;
begin
  update oidc_link l set last_used_at = clock_now() from staff s
   where l.issuer = p_issuer and l.subject = p_subject and l.ended_at is null and s.id = l.staff_id and s.active
  returning l.staff_id into v;
  return v;
end $$;
-- Gives up one of one's own ways in, but not the last.
create function end_way_in(p_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v uuid := (select staff_id from enrolling());
begin
  perform pg_advisory_xact_lock(hashtextextended(v::text, 73));
  if (select count(*) from passkey where staff_id = v and ended_at is null)
   + (select count(*) from oidc_link where staff_id = v and ended_at is null) < 2 then return false; end if;
  update passkey set ended_at = clock_now() where id = p_id and staff_id = v and ended_at is null;
  if found then return true; end if;
  update oidc_link set ended_at = clock_now() where id = p_id and staff_id = v and ended_at is null;
  return found;
end $$;

-- One's own sessions, and the end of all of them but perhaps this one.
create function my_sessions(out session_id uuid, out level integer, out device text, out made_at timestamptz,
  out last_seen_at timestamptz, out is_this boolean)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.id, s.level, s.device, s.made_at, s.last_seen_at, s.hash = claim_hash() from staff_session s
   where s.staff_id = (select m.staff_id from my_session() m) and staff_session_lives(s) order by s.last_seen_at desc limit 50
$$;
create function end_my_sessions() returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v uuid := (select staff_id from my_session());
begin
  delete from staff_session where staff_id = v;
  return v;
end $$;

-- Whom a code lets in: coaches, and nobody else.
create function coach_by_email(p_email text) returns uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select s.id from staff s where s.email = p_email and s.active
     and exists (select from staff_role r where r.staff_id = s.id and r.role = 'coach' and r.ended_at is null)
$$;
create function is_coach(p_id uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from staff s join staff_role r on r.staff_id = s.id and r.role = 'coach' and r.ended_at is null
                  where s.id = p_id and s.active)
$$;

-- In which role an act of somebody's own account is recorded: the first that they have.
create function first_role(p_id uuid) returns text language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select r.role from staff_role r where r.staff_id = p_id and r.ended_at is null order by r.role = 'coach' desc, r.role limit 1
$$;

create function invited(p_hash bytea, out invitation_id uuid, out staff_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select i.id, i.staff_id from invitation i where i.hash = p_hash and invitation_lives(i)
$$;
create function recovering(p_hash bytea) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.id from recovery r where r.hash = p_hash and recovery_lives(r)
$$;
-- Counts a try, and of the right code makes the recovery's one use: whose it is. Passkeys that may be in somebody else's
-- hand end with it, and so do all sessions.
create function use_recovery(p_hash bytea, p_code bytea, out recovery_id uuid, out staff_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update recovery r set tries = r.tries + 1, used_at = case when r.code_hash = p_code then clock_now() end
   where r.hash = p_hash and recovery_lives(r)
  returning r.id, case when r.used_at is not null then r.staff_id end into recovery_id, staff_id;
  if staff_id is null then return; end if;
  update passkey k set ended_at = clock_now() where k.staff_id = use_recovery.staff_id and k.ended_at is null;
  delete from staff_session s where s.staff_id = use_recovery.staff_id;
end $$;

-- Counts one more for a bucket in this quarter of an hour; false once there were too many.
create function count_asked(p_bucket bytea, p_most integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v integer;
begin
  insert into sign_in_count as c (bucket, quarter) values (p_bucket, date_bin('15 minutes', clock_now(), 'epoch'))
    on conflict (bucket, quarter) do update set asked = least(c.asked + 1, 1000000) returning c.asked into v;
  return v <= p_most;
end $$;

-- Another role, or none: whoever is signed in signs in again.
create function end_sessions_of_changed() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update staff_session set ended_at = clock_now() where staff_id = new.staff_id and ended_at is null;
  return null;
end $$;
create trigger new_role after insert on staff_role for each row execute function end_sessions_of_changed();
create trigger other_role after update on staff_role for each row
  when (old.role <> new.role or old.provider_id is distinct from new.provider_id or old.ended_at is distinct from new.ended_at)
  execute function end_sessions_of_changed();

-- Whoever leaves loses everything in the one act, however it was done.
create function end_all_of_leaver() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update staff_role set ended_at = clock_now() where staff_id = new.id and ended_at is null;
  update staff_session set ended_at = clock_now() where staff_id = new.id and ended_at is null;
  update passkey set ended_at = clock_now() where staff_id = new.id and ended_at is null;
  update oidc_link set ended_at = clock_now() where staff_id = new.id and ended_at is null;
  update invitation set ended_at = clock_now() where staff_id = new.id and used_at is null and ended_at is null;
  update recovery set ended_at = clock_now() where staff_id = new.id and used_at is null and ended_at is null;
  perform void_codes(new.id);
  return null;
end $$;
create trigger leaver after update of active on staff for each row when (old.active and not new.active)
  execute function end_all_of_leaver();

do $$
declare one text;
begin
  foreach one in array '{passkey,oidc_link,sign_in_question,sign_in_count,invitation,recovery,access_review,access_review_line}'::text[] loop
    perform secure(one::regclass);
  end loop;
end $$;

-- A browser's own questions.
grant select, insert, update (answered_at) on sign_in_question to lay_public;
create policy own on sign_in_question to lay_public using (browser = (select claim_hash())) with check (browser = (select claim_hash()));
grant execute on function my_session(), enrolling(), keep_passkey(bytea, bytea, bigint, text[], text), keep_oidc_link(text, text),
  my_passkeys(), my_oidc_links(), passkey_named(bytea), use_passkey(uuid, bigint), use_oidc_link(text, text), end_way_in(uuid),
  my_sessions(), end_my_sessions(), coach_by_email(text), is_coach(uuid), first_role(uuid), invited(bytea), recovering(bytea),
  use_recovery(bytea, bytea), count_asked(bytea, integer) to lay_public;

-- The worker writes to people of staff, and clears away.
grant select on staff, staff_role, passkey, oidc_link, invitation, recovery to lay_worker;
create policy writing_to on oidc_link for select to lay_worker using (true);
create policy writing_to on staff for select to lay_worker using (true);
create policy writing_to on staff_role for select to lay_worker using (true);
create policy writing_to on passkey for select to lay_worker using (true);
create policy writing_to on invitation for select to lay_worker using (true);
create policy writing_to on recovery for select to lay_worker using (true);
grant select, delete on sign_in_question, sign_in_count to lay_worker;
create policy tidying on sign_in_question to lay_worker using (true);
create policy tidying on sign_in_count to lay_worker using (true);
