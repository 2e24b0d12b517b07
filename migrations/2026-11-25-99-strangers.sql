-- Nobody writes into the trail in the name of staff before they are known as such, but where somebody comes in or goes out:
-- in their own trail, by the few acts that belong to that, signing in only together with the session that it made.
create function audit_stranger_check(p_verb text, p_subject_kind text, p_subject_id uuid, p_kind text, p_id uuid)
returns void language plpgsql stable as $$
begin
  if current_setting('role') <> 'lay_public' or p_kind in ('client', 'key') then return; end if;
  if p_subject_kind is distinct from 'staff' or p_subject_id is distinct from p_id
     or not exists (select from staff_role r where r.staff_id = p_id and r.role = p_kind and r.ended_at is null)
     or p_verb not in ('team.signed-in', 'team.signed-out', 'team.passkey-added', 'team.passkey-refused', 'team.link-added',
       'team.recovered', 'team.signed-out-everywhere', 'team.way-in-removed')
     or p_verb = 'team.signed-in'
        and not exists (select from staff_session s where s.staff_id = p_id and s.made_at = clock_now())
     or p_verb in ('team.signed-out-everywhere', 'team.way-in-removed')
        and not exists (select from staff_session s where s.staff_id = p_id and s.hash = claim_hash()) then
    raise insufficient_privilege using message = 'an act is recorded in the name of who does it', table = 'audit_event';
  end if;
end $$;
revoke execute on function audit_stranger_check(text, text, uuid, text, uuid) from public;

create or replace function audit_append(p_verb text, p_subject_kind text, p_subject_id uuid, p_actor_kind text, p_actor_id uuid,
  p_object_id uuid, p_reason text, p_request_id text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare e audit_event;
begin
  perform audit_actor_check(p_actor_kind, p_actor_id);
  perform audit_stranger_check(p_verb, p_subject_kind, p_subject_id, p_actor_kind, p_actor_id);
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

-- What waits for nothing, not even for a session that lives, is a concern, and only that.
create or replace function audit_append_late(p_event jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp set lock_timeout = '100ms' as $$
begin
  perform audit_actor_check(p_event->>'actorKind', (p_event->>'actorId')::uuid);
  if current_setting('role') = 'lay_public'
     and not (p_event->>'verb' = 'concern.raised' and p_event->>'actorKind' in ('coach', 'client')) then
    raise insufficient_privilege using message = 'only a concern is written late by whom nobody knows', table = 'audit_late';
  end if;
  insert into audit_late (event, role) values (p_event, current_setting('role'));
exception when others then
  raise warning 'An entry of the trail could not be kept for later: %', sqlstate;
end $$;
