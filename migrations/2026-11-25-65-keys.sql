-- Which keys wrap the keys of people, by their fingerprints. The keys themselves are in a file, never here.
create table kek (
  id text primary key check (id ~ '^[0-9a-f]{16}$'),
  made_at timestamptz not null default clock_now(),
  -- From then on nothing new may be wrapped with it.
  retired_at timestamptz
);
comment on table kek is 'room: vault';

-- One key for each subject (a client, an enquiry, a concern) and purpose, wrapped. Without its row what it sealed is gone.
create table wrapped_key (
  subject uuid not null,
  purpose text not null check (purpose in ('contact', 'content', 'case')),
  version integer not null check (version > 0),
  kek_id text not null,
  wrapped bytea not null,
  made_at timestamptz not null default clock_now(),
  primary key (subject, purpose, version)
);
comment on table wrapped_key is 'room: vault';

select secure('kek');
select secure('wrapped_key');
create policy holding on kek to lay_keys using (true) with check (true);
create policy holding on wrapped_key to lay_keys using (true) with check (true);
grant select, insert, update (retired_at) on kek to lay_keys;
grant select, insert, update (kek_id, wrapped), delete on wrapped_key to lay_keys;

/*
 * Keeps a new key, in the transaction that seals with it. A key wrapped with a KEK that is on its way out is refused, and
 * tried again with the next one: the rotation waits for transactions that began before, and for no others.
 */
create function keep_key(subject uuid, purpose text, kek text, wrapped bytea) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- Known as open from here on to whoever retires a KEK.
  perform pg_current_xact_id();
  if not exists (select from kek k where k.id = keep_key.kek and k.retired_at is null) then
    raise exception 'A key was wrapped with a KEK that is not in use' using errcode = '40001';
  end if;
  insert into wrapped_key (subject, purpose, version, kek_id, wrapped)
    values (keep_key.subject, keep_key.purpose, 1, keep_key.kek, keep_key.wrapped);
end $$;
grant execute on function keep_key(uuid, text, text, bytea) to lay_public, lay_client, lay_coach, lay_worker;

/*
 * Whether the claim of this transaction, taken for this role, opens the keys of this subject for this purpose. Replaced
 * whenever a relation arrives by which somebody may.
 */
create function may_open(as_role text, subject uuid, purpose text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case as_role when 'lay_worker' then purpose = 'contact' else false end
$$;

/*
 * Who is asking, as before; and for the key holder, which asks in its own role, who the claim is in the role of the one it
 * answers. No other role can act for another.
 */
create or replace function me() returns uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare acting text := current_setting('role', true);
begin
  if not starts_with(current_setting('app.claim', true), 'session:') then return null; end if;
  if acting = 'lay_keys' then acting := current_setting('app.answering', true); end if;
  if acting = 'lay_client' then
    return (select s.client_id from client_session s join client c on c.id = s.client_id and c.erased_at is null
             where s.hash = claim_hash() and client_session_lives(s));
  end if;
  return (select s.staff_id from staff_session s join staff p on p.id = s.staff_id and p.active
           where s.hash = claim_hash() and staff_session_lives(s) and (s.level = 2 or acting = 'lay_coach')
             and exists (select from staff_role r where r.staff_id = s.staff_id and r.ended_at is null
                            and r.role = any (keys_of_role(acting))));
end $$;

create or replace function my_level() returns integer language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare acting text := current_setting('role', true);
begin
  if not starts_with(current_setting('app.claim', true), 'session:') then return null; end if;
  if acting = 'lay_keys' then acting := current_setting('app.answering', true); end if;
  if acting = 'lay_client' then
    return (select s.level from client_session s where s.hash = claim_hash() and client_session_lives(s));
  end if;
  return (select s.level from staff_session s where s.hash = claim_hash() and staff_session_lives(s));
end $$;

-- The keys that may be opened of those wanted, the newest of each. There is no other way to them for who asks.
create function open_keys(as_role text, subjects uuid[], purposes text[])
  returns table (subject uuid, purpose text, version integer, kek_id text, wrapped bytea)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform set_config('app.answering', as_role, true);
  return query
    select distinct on (k.subject, k.purpose) k.subject, k.purpose, k.version, k.kek_id, k.wrapped
      from unnest(subjects, purposes) as w (subject, purpose)
      join wrapped_key k on k.subject = w.subject and k.purpose = w.purpose
     where may_open(as_role, w.subject, w.purpose)
     order by k.subject, k.purpose, k.version desc;
end $$;
grant execute on function open_keys(text, uuid[], text[]) to lay_keys;

/*
 * Destroys every key of a subject, or those of one purpose: what they sealed is gone, in backups too once the KEK has
 * been changed. A new dump of keys follows.
 */
create function destroy_keys(whose uuid, of_purpose text) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  gone integer;
begin
  delete from wrapped_key k where k.subject = whose and (of_purpose is null or k.purpose = of_purpose);
  get diagnostics gone = row_count;
  perform enqueue_job('key-dump', '{}');
  return gone;
end $$;
grant execute on function destroy_keys(uuid, text) to lay_worker, lay_keys;
grant execute on function enqueue_job(text, uuid[]) to lay_keys;
select make_queue('key-dump', true);
