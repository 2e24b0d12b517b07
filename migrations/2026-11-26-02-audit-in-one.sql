/*
 * Writes an entry in the caller's transaction, as before, in one function for what is written most: each function that is
 * called by another costs as much as the insert. The text is that of audit_text(), which whoever verifies computes anew.
 */
create or replace function audit_append(p_verb text, p_subject_kind text, p_subject_id uuid, p_actor_kind text, p_actor_id uuid,
  p_object_id uuid, p_reason text, p_request_id text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  l_at timestamptz := clock_now();
  l_zone text := case when session_user in ('app_care', 'app_org', 'app_glass', 'app_work', 'app_desk', 'app_keys')
    then substr(session_user, 5) else 'owner' end;
  l_n bigint;
  l_prev bytea;
begin
  -- Somebody without a session, in whose name nothing can be feigned: a client is not named, a key is its own claim.
  if not (current_setting('role') = 'lay_public' and (p_actor_kind = 'client' and p_actor_id is null
       or p_actor_kind = 'key' and p_actor_id = claim_key())) then
    perform audit_actor_check(p_actor_kind, p_actor_id);
    perform audit_stranger_check(p_verb, p_subject_kind, p_subject_id, p_actor_kind, p_actor_id);
  end if;
  perform pg_advisory_xact_lock(hashtextextended(p_subject_id::text, 5));
  select n, hash into l_n, l_prev from audit_event where subject_id = p_subject_id order by n desc limit 1;
  if not found then
    select x.entries, x.last_hash into l_n, l_prev from trail_expired x where x.subject_id = p_subject_id;
  end if;
  l_n := coalesce(l_n, 0) + 1;
  insert into audit_event
      (at, verb, subject_kind, subject_id, actor_kind, actor_id, object_id, reason, request_id, zone, late, n, prev, hash)
    values (l_at, p_verb, p_subject_kind, p_subject_id, p_actor_kind, p_actor_id, p_object_id, p_reason, p_request_id, l_zone,
      false, l_n, l_prev, sha256(convert_to(concat_ws(E'\n', 'looking-after-audit-1', p_subject_id, l_n,
        to_char(l_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), p_verb, p_subject_kind, p_actor_kind,
        coalesce(p_actor_id::text, ''), coalesce(p_object_id::text, ''), coalesce(p_reason, ''), coalesce(p_request_id, ''),
        l_zone, '', coalesce(encode(l_prev, 'hex'), '')), 'UTF8')));
end $$;

-- Who did it is asked of people; the key of another system has its own trail of answers.
drop index audit_event_of_actor;
create index audit_event_of_actor on audit_event (actor_id, at) where actor_id is not null and actor_kind <> 'key';

/* A person who is coached, with the key of how they are reached: keep_key(), without a call of its own. */
create or replace function new_client(client uuid, kek text, wrapped bytea) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into client (id) values (client);
  if not exists (select from kek k where k.id = new_client.kek and k.retired_at is null) then
    raise exception 'A key was wrapped with a KEK that is not in use' using errcode = '40001';
  end if;
  insert into wrapped_key (subject, purpose, version, kek_id, wrapped)
    values (client, 'contact', 1, new_client.kek, new_client.wrapped);
end $$;
