-- Who looks after who may come in: the lead and governance for everybody, a provider's rota manager for their own, and the
-- operator at the command line for the first.

-- Whether somebody has a role at the provider in whose name the one asking acts.
create function at_my_provider(p_staff uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from staff_role r where r.staff_id = p_staff and r.ended_at is null and r.provider_id = my_provider())
$$;
-- Whether somebody's account may be acted on by the role taken on: nobody acts on their own, and the lead on neither
-- governance nor those who run the machines.
create function mine_to_keep(p_staff uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select p_staff <> me() and (current_setting('role') = 'lay_governance' or not exists (
    select from staff_role r where r.staff_id = p_staff and r.ended_at is null and r.role in ('governance', 'sysadmin')))
$$;
create function ways_in_of(p_staff uuid) returns integer language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select (select count(*) from passkey where staff_id = p_staff and ended_at is null)::integer
       + (select count(*) from oidc_link where staff_id = p_staff and ended_at is null)::integer
$$;
create function last_seen_of(p_staff uuid) returns timestamptz language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select max(t) from (select max(last_seen_at) as t from staff_session where staff_id = p_staff
    union all select max(last_used_at) from passkey where staff_id = p_staff
    union all select max(last_used_at) from oidc_link where staff_id = p_staff) seen
$$;
grant execute on function at_my_provider(uuid), mine_to_keep(uuid), ways_in_of(uuid), last_seen_of(uuid)
  to lay_lead, lay_governance, lay_rota;

grant select on staff, staff_role, invitation, recovery to lay_lead, lay_governance, lay_rota;
create policy seeing on staff for select to lay_lead, lay_governance using (true);
create policy seeing on staff_role for select to lay_lead, lay_governance using (true);
create policy seeing on invitation for select to lay_lead, lay_governance using (true);
create policy seeing on recovery for select to lay_lead, lay_governance using (true);
create policy own_provider on staff for select to lay_rota using (at_my_provider(id));
create policy own_provider on staff_role for select to lay_rota using (provider_id = (select my_provider()));
create policy own_provider on invitation for select to lay_rota using (at_my_provider(staff_id));
create policy own_provider on recovery for select to lay_rota using (at_my_provider(staff_id));

grant insert (id, email, name), update (active, left_at) on staff to lay_lead, lay_governance;
create policy inviting on staff for insert to lay_lead, lay_governance with check (true);
create policy letting_go on staff for update to lay_lead, lay_governance using (mine_to_keep(id)) with check (true);
grant insert (staff_id, role, provider_id, given_by), update (ended_at, ended_by) on staff_role to lay_lead, lay_governance;
create policy giving on staff_role for insert to lay_lead
  with check (given_by = (select me()) and mine_to_keep(staff_id) and role not in ('coach', 'governance', 'sysadmin'));
create policy giving_any on staff_role for insert to lay_governance
  with check (given_by = (select me()) and mine_to_keep(staff_id) and role <> 'coach');
create policy taking on staff_role for update to lay_lead, lay_governance
  using (mine_to_keep(staff_id) and role <> 'coach') with check (ended_by = (select me()));
grant insert (id, staff_id, hash, made_by, expires_at), update (ended_at) on invitation to lay_lead, lay_governance;
create policy inviting on invitation for insert to lay_lead, lay_governance
  with check (made_by = (select me()) and mine_to_keep(staff_id));
create policy taking_back on invitation for update to lay_lead, lay_governance using (true) with check (true);

-- Recovery: begun by the provider's rota manager for their own, by the lead or governance for those without a provider;
-- agreed to by somebody else in another role.
grant insert (id, staff_id, started_by, started_as), update (ended_at) on recovery to lay_rota, lay_lead, lay_governance;
create policy starting on recovery for insert to lay_rota
  with check (started_by = (select me()) and started_as = 'partner_rota' and at_my_provider(staff_id));
create policy starting_lead on recovery for insert to lay_lead
  with check (started_by = (select me()) and started_as = 'lead_ops');
create policy starting_governance on recovery for insert to lay_governance
  with check (started_by = (select me()) and started_as = 'governance');
grant update (agreed_at, agreed_by, agreed_as, hash, code_hash) on recovery to lay_lead, lay_governance;
create policy agreeing on recovery for update to lay_lead using (true)
  with check (agreed_by is null or (agreed_by = (select me()) and agreed_as = 'lead_ops'));
create policy agreeing_governance on recovery for update to lay_governance using (true)
  with check (agreed_by is null or (agreed_by = (select me()) and agreed_as = 'governance'));
create policy stopping on recovery for update to lay_rota using (at_my_provider(staff_id))
  with check (at_my_provider(staff_id) and agreed_by is null);

grant select, insert (signed_by, signed_as) on access_review to lay_lead, lay_governance;
grant select, insert on access_review_line to lay_lead, lay_governance;
create policy seeing on access_review for select to lay_lead, lay_governance using (true);
create policy signing on access_review for insert to lay_lead with check (signed_by = (select me()) and signed_as = 'lead_ops');
create policy signing_governance on access_review for insert to lay_governance
  with check (signed_by = (select me()) and signed_as = 'governance');
create policy seeing on access_review_line for select to lay_lead, lay_governance using (true);
create policy signing on access_review_line for insert to lay_lead, lay_governance
  with check (exists (select from access_review v where v.id = review_id and v.signed_by = (select me())));

-- The operator lays the first people, and those whom nobody else can reach.
grant select, insert, update on invitation to lay_ops;
create policy operator on invitation to lay_ops using (true) with check (true);

/*
 * A coach goes, by whoever looks after people: no further offers, and every session ahead waits for another coach. The
 * account goes with it.
 */
create function let_coach_go(p_coach uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role') not in ('lay_lead', 'lay_governance') or me() is null or not mine_to_keep(p_coach) then
    raise insufficient_privilege using message = 'a coach is let go by the lead or governance';
  end if;
  perform lock_coach(p_coach);
  update coach set active = false where id = p_coach and active;
  if not found then return false; end if;
  insert into rehome_task (booking_id, coach_id)
    select b.id, b.coach_id from booking b
     where b.coach_id = p_coach and b.status = 'booked' and b.ends_at > clock_now() on conflict do nothing;
  return true;
end $$;
grant execute on function let_coach_go(uuid) to lay_lead, lay_governance;

grant execute on function audit_append(text, text, uuid, text, uuid, uuid, text, text), audit_append_all(jsonb)
  to lay_rota, lay_lead, lay_governance;
grant execute on function enqueue_job(text, uuid[]) to lay_rota;
grant insert, select (subject_id, due_at, is_code) on message to lay_rota, lay_lead, lay_governance;
create policy planning_staff on message for insert to lay_rota, lay_lead, lay_governance with check (true);
create policy planned_staff on message for select to lay_rota, lay_lead, lay_governance using (true);
