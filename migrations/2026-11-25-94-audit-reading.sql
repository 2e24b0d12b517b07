-- Who may read the trail, as the access matrix says: a client what was done with their own record, governance all of it,
-- the lead their own acts, a system administrator only whether it is whole; nobody else anything. All may write, in their
-- own name.
grant execute on function audit_append(text, text, uuid, text, uuid, uuid, text, text), audit_append_all(jsonb),
  audit_append_late(jsonb) to lay_client, lay_supervisor, lay_rota, lay_lead, lay_governance, lay_duty, lay_commissioner,
  lay_evaluator, lay_sysadmin, lay_opening;

-- An act is recorded in the name of who does it, in a role that they have taken on. Whoever signs in has none yet.
create or replace function audit_actor_check(p_kind text, p_id uuid) returns void language plpgsql stable as $$
declare acting text := current_setting('role'); may_be text[] := keys_of_role(acting);
begin
  if (case
       when cardinality(may_be) > 0 then not p_kind = any (may_be) or p_id is distinct from me()
       when acting = 'lay_client' then p_kind <> 'client' or coalesce(p_id, me()) is distinct from me()
       when acting = 'lay_worker' then p_kind not in ('worker', 'client', 'key')
       when p_kind = 'key' then acting = 'lay_public' and p_id is distinct from claim_key()
       else false
     end) then
    raise insufficient_privilege using message = 'an act is recorded in the name of who does it', table = 'audit_event';
  end if;
end $$;

/* Whose chains are the asking client's: their own and those of their bookings. */
create function audit_subjects_of_me() returns setof uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role') <> 'lay_client' or me() is null then return; end if;
  return next me();
  -- Joined by the rooms that know bookings and contacts.
  if to_regprocedure('bookings_of_client(uuid)') is not null then return query select bookings_of_client(me()); end if;
end $$;

/*
 * Whether the client may be told of what was done under this yet: breaking the glass may be told later, with a reason,
 * until a second person has looked at that.
 */
create function audit_told(p_object uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_object is null or to_regclass('public.break_glass') is null then return true; end if;
  return not exists (select from break_glass g
    where g.id = p_object and g.delay_reason is not null and g.delay_reviewed_at is null);
end $$;
/* Whether the telling of it waited. */
create function audit_was_delayed(p_object uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if p_object is null or to_regclass('public.break_glass') is null then return false; end if;
  return exists (select from break_glass g where g.id = p_object and g.delay_reason is not null);
end $$;

grant select on audit_event to lay_client, lay_governance, lay_lead;
create policy own_record on audit_event for select to lay_client
  using (subject_id in (select audit_subjects_of_me()) and audit_told(object_id));
create policy governing on audit_event for select to lay_governance using ((select me()) is not null);
create policy own_acts on audit_event for select to lay_lead using (actor_id = (select me()));
create index audit_event_of_actor on audit_event (actor_id, at) where actor_id is not null;
create index audit_event_at on audit_event using brin (at);

-- What proves them: hashes alone, and heads of one's own chains.
grant select on audit_leaf to lay_client;
create policy own_heads on audit_leaf for select to lay_client using (subject_id in (select audit_subjects_of_me()));
grant select on audit_node, audit_checkpoint to lay_client;
create policy hashes on audit_node for select to lay_client using (true);
create policy signed on audit_checkpoint for select to lay_client, lay_governance, lay_sysadmin using (true);
grant select on audit_checkpoint to lay_governance, lay_sysadmin;

/*
 * Who acted, as the asking client is told: the name of a coach who is their own, and the organisation in whose name
 * somebody of staff acts.
 */
create function audit_actors_of_me(out actor_id uuid, out role text, out own_coach text, out organisation text)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with acted as (
    select distinct e.actor_id, e.actor_kind from audit_event e
     where e.subject_id in (select audit_subjects_of_me()) and e.actor_id is not null)
  select a.actor_id, a.actor_kind,
         (select c.name_shown from coach c where c.id = a.actor_id and a.actor_kind = 'coach' and exists (
           select from booking b where b.coach_id = c.id and b.id in (select audit_subjects_of_me()))),
         (select p.name from staff_role r join provider p on p.id = r.provider_id
           where r.staff_id = a.actor_id and r.role = a.actor_kind order by r.ended_at desc nulls first limit 1)
    from acted a
$$;

/* Whether the trail is whole, in figures: for who keeps the machines and may not see what was done. */
create function audit_integrity(out checkpoints bigint, out newest timestamptz, out entries bigint, out unsealed bigint,
  out late_waiting bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select (select count(*) from audit_checkpoint), (select at from audit_checkpoint order by seq desc limit 1),
         (select count(*) from audit_event),
         (select count(*) from audit_event
           where xid >= coalesce((select watermark from audit_checkpoint order by seq desc limit 1), '0')),
         (select count(*) from audit_late)
$$;
grant execute on function audit_subjects_of_me(), audit_told(uuid), audit_was_delayed(uuid), audit_actors_of_me()
  to lay_client;
grant execute on function audit_integrity() to lay_sysadmin, lay_governance, lay_ops;
