-- Every subject has a chain: each entry carries the hash of the one before it, so that none can be changed, left out or
-- put in between without the rest of the chain saying so. What a chain cannot say of itself (a tail that was cut, a chain
-- that is gone, hashes computed anew) the signed checkpoints say.
alter table audit_event
  add column n bigint,
  -- What the act was done under or with: a task, a grant, a session, a key.
  add column object_id uuid,
  -- The database login that wrote it, which is the zone.
  add column zone text not null default 'before',
  -- Written after the act instead of with it: the one exception is raising a concern, which waits for nothing.
  add column late boolean not null default false,
  add column prev bytea,
  add column hash bytea,
  -- For the watermark of checkpoints: what was still open when one was made comes into the next.
  add column xid xid8 not null default pg_current_xact_id(),
  add check (position(E'\n' in verb || subject_kind || actor_kind || coalesce(reason, '') || coalesce(request_id, '')) = 0),
  add check (reason <> '' and request_id <> '');

/*
 * The text whose SHA-256 is an entry's hash: one line a field, an absent one empty, the moment in UTC to the microsecond.
 * SHA-256 without a key, so that the person whose record it is can compute it too, with nothing of ours.
 */
create function audit_text(e audit_event) returns text language sql stable
return concat_ws(E'\n', 'looking-after-audit-1', e.subject_id, e.n,
  to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.verb, e.subject_kind, e.actor_kind,
  coalesce(e.actor_id::text, ''), coalesce(e.object_id::text, ''), coalesce(e.reason, ''), coalesce(e.request_id, ''),
  e.zone, case when e.late then 'late' else '' end, coalesce(encode(e.prev, 'hex'), ''));

do $$
declare e audit_event; before audit_event;
begin
  for e in select * from audit_event order by subject_id, id loop
    if e.subject_id is distinct from before.subject_id then before := null; end if;
    e.n := coalesce(before.n, 0) + 1;
    e.prev := before.hash;
    e.hash := sha256(convert_to(audit_text(e), 'UTF8'));
    update audit_event set n = e.n, prev = e.prev, hash = e.hash where id = e.id;
    before := e;
  end loop;
end $$;

alter table audit_event
  alter column n set not null, alter column hash set not null, alter column zone drop default,
  add check (n > 0 and (n = 1) = (prev is null)),
  add check (octet_length(hash) = 32);
create unique index audit_event_chain on audit_event (subject_id, n);
drop index audit_event_of_subject;
create index audit_event_written on audit_event (xid);

/*
 * Puts an entry at the end of its subject's chain. The lock is a statement of its own: in one statement with the reading
 * of the head, the snapshot would be older than the lock and two writers would see the same head.
 */
create function audit_chain(e audit_event) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(e.subject_id::text, 5));
  select n, hash into e.n, e.prev from audit_event where subject_id = e.subject_id order by n desc limit 1;
  e.n := coalesce(e.n, 0) + 1;
  e.zone := case when session_user in ('app_care', 'app_org', 'app_glass', 'app_work', 'app_desk', 'app_keys')
    then substr(session_user, 5) else 'owner' end;
  e.hash := sha256(convert_to(audit_text(e), 'UTF8'));
  insert into audit_event
      (at, verb, subject_kind, subject_id, actor_kind, actor_id, object_id, reason, request_id, zone, late, n, prev, hash)
    values (e.at, e.verb, e.subject_kind, e.subject_id, e.actor_kind, e.actor_id, e.object_id, e.reason, e.request_id,
      e.zone, e.late, e.n, e.prev, e.hash);
end $$;
revoke execute on function audit_chain(audit_event), audit_text(audit_event) from public;

/* Refuses an actor who is not the one whose transaction this is. */
create function audit_actor_check(p_kind text, p_id uuid) returns void language plpgsql stable as $$
begin
  if current_setting('role') = 'lay_coach'
     and (p_kind <> 'coach' or p_id is distinct from me()) then
    raise insufficient_privilege using message = 'an act is recorded in the name of who does it', table = 'audit_event';
  end if;
end $$;
revoke execute on function audit_actor_check(text, uuid) from public;

/* The one way in: writes an entry in the caller's transaction. */
create function audit_append(p_verb text, p_subject_kind text, p_subject_id uuid, p_actor_kind text, p_actor_id uuid,
  p_object_id uuid, p_reason text, p_request_id text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare e audit_event;
begin
  perform audit_actor_check(p_actor_kind, p_actor_id);
  e.at := clock_now();
  e.verb := p_verb;
  e.subject_kind := p_subject_kind;
  e.subject_id := p_subject_id;
  e.actor_kind := p_actor_kind;
  e.actor_id := p_actor_id;
  e.object_id := p_object_id;
  e.reason := p_reason;
  e.request_id := p_request_id;
  e.late := false;
  perform audit_chain(e);
end $$;

/* Several entries in one call; locks are taken in one order for all, so that two callers do not wait for each other. */
create function audit_append_all(p_events jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_id uuid; v jsonb;
begin
  for v_id in select distinct (each->>'subjectId')::uuid from jsonb_array_elements(p_events) each order by 1 loop
    perform pg_advisory_xact_lock(hashtextextended(v_id::text, 5));
  end loop;
  for v in select each from jsonb_array_elements(p_events) with ordinality as t (each, place) order by place loop
    perform audit_append(v->>'verb', v->>'subjectKind', (v->>'subjectId')::uuid, v->>'actorKind', (v->>'actorId')::uuid,
      (v->>'objectId')::uuid, v->>'reason', v->>'requestId');
  end loop;
end $$;

/*
 * Entries of the one act that waits for nothing: raising a concern. They lie here, in no chain, until the worker writes
 * them, marked late.
 */
create table audit_late (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_now(),
  event jsonb not null,
  role text not null
);
comment on table audit_late is 'room: audit';

/* Never fails and never waits longer than a blink: what it cannot write is lost to the trail, and the concern stands. */
create function audit_append_late(p_event jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set lock_timeout = '100ms' as $$
begin
  perform audit_actor_check(p_event->>'actorKind', (p_event->>'actorId')::uuid);
  insert into audit_late (event, role) values (p_event, current_setting('role'));
exception when others then
  raise warning 'An entry of the trail could not be kept for later: %', sqlstate;
end $$;

/* Puts what waits into the chains, each at the moment of its act; gives how many. */
create function audit_take_late() returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare l audit_late; e audit_event; v_taken bigint := 0;
begin
  for l in select * from audit_late order by id limit 500 for update skip locked loop
    e := null;
    e.at := l.at;
    e.verb := l.event->>'verb';
    e.subject_kind := l.event->>'subjectKind';
    e.subject_id := (l.event->>'subjectId')::uuid;
    e.actor_kind := l.event->>'actorKind';
    e.actor_id := (l.event->>'actorId')::uuid;
    e.object_id := (l.event->>'objectId')::uuid;
    e.reason := l.event->>'reason';
    e.request_id := l.event->>'requestId';
    e.late := true;
    perform audit_chain(e);
    delete from audit_late where id = l.id;
    v_taken := v_taken + 1;
  end loop;
  return v_taken;
end $$;

revoke insert on audit_event from lay_public, lay_coach, lay_ops, lay_worker;
drop policy if exists acting on audit_event;
drop policy if exists acting_coach on audit_event;
alter table audit_event force row level security;
drop policy if exists owner on audit_event;
create policy owner on audit_event to lay_owner using (true) with check (true);
alter table audit_late enable row level security;
alter table audit_late force row level security;
create policy owner on audit_late to lay_owner using (true) with check (true);

revoke execute on function audit_append(text, text, uuid, text, uuid, uuid, text, text), audit_append_all(jsonb),
  audit_append_late(jsonb), audit_take_late() from public;
grant execute on function audit_append(text, text, uuid, text, uuid, uuid, text, text), audit_append_all(jsonb),
  audit_append_late(jsonb) to lay_public, lay_coach, lay_ops, lay_worker, lay_opening;
grant execute on function audit_take_late() to lay_worker;
select make_queue('audit-late', true);
