-- A trail that went by its rule is remembered by its end: whoever verifies knows that it was not taken away, and whatever is
-- done to the same subject later goes on from there. Its numbers never begin anew, since checkpoints hold the old ones.
comment on table trail_expired is 'room: audit';

create or replace function audit_chain(e audit_event) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(e.subject_id::text, 5));
  select n, hash into e.n, e.prev from audit_event where subject_id = e.subject_id order by n desc limit 1;
  if not found then
    select x.entries, x.last_hash into e.n, e.prev from trail_expired x where x.subject_id = e.subject_id;
  end if;
  e.n := coalesce(e.n, 0) + 1;
  e.zone := case when session_user in ('app_care', 'app_org', 'app_glass', 'app_work', 'app_desk', 'app_keys')
    then substr(session_user, 5) else 'owner' end;
  e.hash := sha256(convert_to(audit_text(e), 'UTF8'));
  insert into audit_event
      (at, verb, subject_kind, subject_id, actor_kind, actor_id, object_id, reason, request_id, zone, late, n, prev, hash)
    values (e.at, e.verb, e.subject_kind, e.subject_id, e.actor_kind, e.actor_id, e.object_id, e.reason, e.request_id,
      e.zone, e.late, e.n, e.prev, e.hash);
end $$;

create or replace function expire_trail() returns bigint language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare gone bigint;
begin
  with old as (
    select subject_id, max(n) as entries, (array_agg(hash order by n desc))[1] as last_hash
      from audit_event group by subject_id having max(at) < clock_now() - interval '6 years' limit 500),
  noted as (
    insert into trail_expired (subject_id, entries, last_hash) select subject_id, entries, last_hash from old
    on conflict (subject_id) do update set entries = excluded.entries, last_hash = excluded.last_hash, at = clock_now())
  delete from audit_event e using old where e.subject_id = old.subject_id;
  get diagnostics gone = row_count;
  return gone;
end $$;
alter table trail_expired alter column at set default clock_now();
