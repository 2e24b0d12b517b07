-- What is said in coaching, and who may read it. Texts are sealed; beside the row policies a coach reads nothing without
-- having opened the record in the same transaction, which counts it and writes it into the client's trail.

-- A client and a coach who work together, from when to when. A coach reads until 30 days after the end.
create table engagement (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references client on delete cascade,
  coach_id uuid not null references coach,
  started_at timestamptz not null default clock_now(),
  ended_at timestamptz check (ended_at >= started_at)
);
create unique index one_engagement on engagement (client_id, coach_id) where ended_at is null;
create index on engagement (coach_id);
comment on table engagement is 'room: coaching';

-- What a client wants to reach, in their words; theirs to share with their coach or not.
create table goal (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references client on delete cascade,
  shared boolean not null default false,
  sealed_text bytea not null,
  made_at timestamptz not null default clock_now()
);
create index on goal (client_id);
comment on table goal is 'room: coaching';

create table action_step (
  id uuid primary key default gen_random_uuid(),
  goal_id uuid references goal on delete cascade,
  client_id uuid not null references client on delete cascade,
  shared boolean not null default false,
  sealed_text bytea not null,
  due_on date,
  done_at timestamptz,
  made_at timestamptz not null default clock_now()
);
create index on action_step (client_id);
comment on table action_step is 'room: coaching';

-- How far somebody says they are, from 0 to 10.
create table goal_rating (
  goal_id uuid not null references goal on delete cascade,
  client_id uuid not null references client on delete cascade,
  rated_at timestamptz not null default clock_now(),
  rating integer not null check (rating between 0 and 10),
  primary key (goal_id, rated_at)
);
create index on goal_rating (client_id);
comment on table goal_rating is 'room: coaching';

-- Notes are off until a coach turns them on.
create table note_choice (
  coach_id uuid primary key references coach,
  on_since timestamptz not null default clock_now()
);
comment on table note_choice is 'room: coaching';

create table coach_note (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references client on delete cascade,
  coach_id uuid not null references coach,
  sealed_text bytea not null,
  written_at timestamptz not null default clock_now()
);
create index on coach_note (client_id, coach_id);
comment on table coach_note is 'room: coaching';

-- A coach's own thinking, under the coach's own key: of no client.
create table reflection_log (
  id uuid primary key default gen_random_uuid(),
  coach_id uuid not null references coach,
  sealed_text bytea not null,
  written_at timestamptz not null default clock_now()
);
create index on reflection_log (coach_id, written_at);
comment on table reflection_log is 'room: coaching';

-- Each time that staff opened somebody's record, in which transaction. `grant_id`: behind broken glass.
create table record_opening (
  id bigint generated always as identity primary key,
  staff_id uuid not null references staff,
  client_id uuid not null references client on delete cascade,
  grant_id uuid references break_glass on delete cascade,
  at timestamptz not null default clock_now(),
  xid xid8 not null default pg_current_xact_id()
);
create index on record_opening (staff_id, at);
create index on record_opening (xid);
comment on table record_opening is 'room: coaching';

-- That somebody opened more records within an hour than there is a reason for.
create table opening_alert (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references staff,
  at timestamptz not null default clock_now(),
  seen_at timestamptz,
  seen_by uuid references staff
);
create index on opening_alert (staff_id, at);
comment on table opening_alert is 'room: coaching';

-- Supervision that took place: when, how long, alone or in a group, and themes from a list; never a client.
create table supervision_record (
  id uuid primary key default gen_random_uuid(),
  coach_id uuid not null references coach,
  supervisor_id uuid not null references staff,
  held_on date not null,
  minutes integer not null check (minutes between 15 and 480),
  kind text not null check (kind in ('one-to-one', 'group')),
  themes text[] not null default '{}' check (themes <@ '{boundaries,risk,endings,workload,difference,ethics,skills}')
);
create index on supervision_record (coach_id, held_on);
comment on table supervision_record is 'room: governance';

/*
 * A worry about somebody's safety. It is sealed at once by a key of the process, which waits for nobody (`settled` false);
 * the worker seals it anew under the concern's own key, which outlives what was said in coaching and dies by its own time.
 */
create table concern (
  id uuid primary key,
  level integer not null check (level between 1 and 4),
  theme text not null check (theme in ('harm-to-self', 'harm-to-others', 'abuse', 'patient-safety', 'other')),
  client_id uuid references client on delete set null,
  booking_id uuid,
  coach_id uuid references coach,
  raised_at timestamptz not null default clock_now(),
  -- When the client was told; null where that would raise the risk.
  told_at timestamptz,
  taken_at timestamptz,
  taken_by uuid references staff,
  closed_at timestamptz,
  settled boolean not null default false,
  sealed_words bytea not null,
  sealed_name bytea,
  sealed_number bytea,
  sealed_location bytea
);
create index on concern (raised_at) where closed_at is null;
create index on concern (client_id);
create index on concern (coach_id);
comment on table concern is 'room: governance';

do $$
declare one text;
begin
  foreach one in array '{engagement,goal,action_step,goal_rating,note_choice,coach_note,reflection_log,record_opening,
    opening_alert,supervision_record,concern}'::text[] loop
    perform secure(one::regclass);
  end loop;
end $$;

-- Whether the coach who asks works with a client, or did until 30 days ago.
create function engaged_with(p_client uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from engagement e where e.client_id = p_client and e.coach_id = me()
    and (e.ended_at is null or e.ended_at + interval '720 hours' > clock_now()))
$$;

-- The clients whose record this transaction has opened. Only of this transaction: an opening serves once.
create function records_open() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select o.client_id from record_opening o
   where o.xid = pg_current_xact_id_if_assigned() and o.staff_id = me()
     and (o.grant_id is null and current_setting('role') = 'lay_coach' and engaged_with(o.client_id)
       or current_setting('role') = 'lay_opening' and o.client_id in (select clients_behind_glass()))
$$;

/*
 * A coach opens the record of a client: 'open', with an entry in the client's trail; 'step-up' where the passkey or its
 * like is wanted, which it is again after 60 records within an hour; null where it is not theirs to open.
 */
create function open_record(p_client uuid, p_verb text, p_request text) returns text language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_me uuid := me(); v_since timestamptz;
begin
  if current_setting('role') <> 'lay_coach' or v_me is null or not engaged_with(p_client) then return null; end if;
  if p_verb not in ('goals.read', 'ratings.read', 'notes.read', 'notes.written') then return null; end if;
  if my_level() <> 2 then return 'step-up'; end if;
  perform pg_advisory_xact_lock(hashtextextended(v_me::text, 6));
  select greatest(clock_now() - interval '1 hour', s.strong_at) into v_since from staff_session s where s.hash = claim_hash();
  if (select count(*) from record_opening o where o.staff_id = v_me and o.at >= v_since) >= 60 then
    if not exists (select from opening_alert a where a.staff_id = v_me and a.at >= v_since) then
      insert into opening_alert (staff_id) values (v_me);
      perform audit_append('records.too-many', 'coach', v_me, 'coach', v_me, null, null, p_request);
    end if;
    return 'step-up';
  end if;
  insert into record_opening (staff_id, client_id) values (v_me, p_client);
  perform audit_append(p_verb, 'client', p_client, 'coach', v_me, null, null, p_request);
  return 'open';
end $$;

-- The same behind broken glass: whose record it is, where the grant lives and was opened; with an entry each time.
create function open_record_by_grant(p_grant uuid, p_request text) returns uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_client uuid;
begin
  select g.client_id into v_client from break_glass g
   where g.id = p_grant and g.asked_by = me() and g.client_id in (select clients_behind_glass())
     and g.until > clock_now() and g.ended_at is null and g.opened_at is not null;
  if v_client is null then return null; end if;
  insert into record_opening (staff_id, client_id, grant_id) values (me(), v_client, p_grant);
  perform audit_append('notes.read', 'client', v_client, 'governance', me(), p_grant, null, p_request);
  return v_client;
end $$;
grant execute on function engaged_with(uuid), open_record(uuid, text, text) to lay_coach;
grant execute on function records_open() to lay_coach, lay_opening;
grant execute on function open_record_by_grant(uuid, text) to lay_opening;

-- Whose plan this browser may open without signing in, by the client's own choice.
create function plans_open_here() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select p.client_id from plan_access p where p.browser = claim_hash() and may_open_plan(p.client_id)
$$;
grant execute on function plans_open_here() to lay_public;

grant select on engagement to lay_client, lay_coach;
create policy own on engagement for select to lay_client using (client_id = (select me()));
create policy coaching on engagement for select to lay_coach using (coach_id = (select me()));

-- Goals and actions: their client's, by the way that they chose; of what they share, their coach's.
do $$
declare one text;
begin
  foreach one in array '{goal,action_step}'::text[] loop
    execute format('grant select, insert, update, delete on %I to lay_client', one);
    execute format('grant select on %I to lay_public, lay_coach', one);
    execute format('create policy own on %I to lay_client using (client_id = (select me()) and may_open_plan(client_id))
      with check (client_id = (select me()) and may_open_plan(client_id))', one);
    execute format('create policy here on %I for select to lay_public using (client_id in (select plans_open_here()))', one);
    execute format('create policy shared on %I for select to lay_coach using (shared and client_id in (select records_open()))', one);
  end loop;
end $$;
grant select, insert on goal_rating to lay_client;
grant select on goal_rating to lay_coach;
create policy own on goal_rating to lay_client using (client_id = (select me()) and may_open_plan(client_id))
  with check (client_id = (select me()) and may_open_plan(client_id));
create policy coaching on goal_rating for select to lay_coach using (client_id in (select records_open()));

grant select, insert, delete on note_choice to lay_coach;
create policy own on note_choice to lay_coach using (coach_id = (select me())) with check (coach_id = (select me()));
grant select, insert, delete on coach_note to lay_coach;
create policy own on coach_note to lay_coach using (coach_id = (select me()) and client_id in (select records_open()))
  with check (coach_id = (select me()) and client_id in (select records_open())
    and exists (select from note_choice n where n.coach_id = (select me())));
grant select on coach_note to lay_opening;
create policy behind_glass on coach_note for select to lay_opening using (client_id in (select records_open()));

grant select, insert, delete on reflection_log to lay_coach;
create policy own on reflection_log to lay_coach using (coach_id = (select me()) and (select my_level()) = 2)
  with check (coach_id = (select me()) and (select my_level()) = 2);

grant select on opening_alert to lay_governance;
grant update (seen_at, seen_by) on opening_alert to lay_governance;
create policy governing on opening_alert for select to lay_governance using ((select me()) is not null);
create policy seeing on opening_alert for update to lay_governance using (seen_at is null)
  with check (seen_by = (select me()) and seen_by <> staff_id);

grant select on supervision_record to lay_coach, lay_supervisor, lay_governance;
grant insert on supervision_record to lay_supervisor;
create policy own on supervision_record for select to lay_coach using (coach_id = (select me()));
create policy of_ones_coaches on supervision_record for select to lay_supervisor using (coach_id in (select c.id from coach c));
create policy held on supervision_record for insert to lay_supervisor
  with check (supervisor_id = (select me()) and coach_id in (select c.id from coach c));
create policy governing on supervision_record for select to lay_governance using ((select me()) is not null);

/*
 * Whether coaches had supervision within the last quarter of a year, and whether they wrote down what they thought; that
 * it was done, never what. A supervisor of their own, a rota of its provider's and of supervision alone.
 */
create function done_of_coaches(out coach_id uuid, out supervision boolean, out reflection boolean)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id, exists (select from supervision_record r where r.coach_id = c.id and r.held_on > clock_now() - interval '91 days'),
         case when current_setting('role') <> 'lay_rota' then
           exists (select from reflection_log l where l.coach_id = c.id and l.written_at > clock_now() - interval '91 days') end
    from coach c
   where c.active and me() is not null and case current_setting('role')
     when 'lay_rota' then c.provider_id = my_provider()
     when 'lay_supervisor' then exists (select from supervision_of s
       where s.coach_id = c.id and s.supervisor_id = me() and s.ended_at is null)
     else current_setting('role') in ('lay_lead', 'lay_governance') end
$$;
grant execute on function done_of_coaches() to lay_supervisor, lay_rota, lay_lead, lay_governance;

-- A concern: whoever raised it, whoever has the duty, governance; its theme to the supervisor, its times to operations,
-- and to the client once they were told.
grant select on concern to lay_coach, lay_opening;
grant select (id, level, theme, booking_id, coach_id, raised_at, told_at, taken_at, taken_by, closed_at) on concern
  to lay_governance, lay_duty;
grant select (coach_id, theme) on concern to lay_supervisor;
grant select (id, level, raised_at, taken_at, closed_at) on concern to lay_lead;
grant select (id, client_id, raised_at, told_at, closed_at) on concern to lay_client;
grant update (taken_at, taken_by) on concern to lay_duty;
create policy raised on concern for select to lay_coach using (coach_id = (select me()));
create policy governing on concern for select to lay_governance using ((select me()) is not null);
create policy on_duty on concern for select to lay_duty using ((select on_duty()));
create policy taking on concern for update to lay_duty using ((select on_duty()) and taken_at is null)
  with check (taken_by = (select me()));
create policy themes on concern for select to lay_supervisor using (coach_id in (select c.id from coach c));
create policy timers on concern for select to lay_lead using ((select me()) is not null);
create policy told on concern for select to lay_client using (client_id = (select me()) and told_at is not null);
grant select, update (settled, sealed_words, sealed_name, sealed_number, sealed_location) on concern to lay_worker;
create policy settled on concern for select to lay_worker using (true);
create policy settling on concern for update to lay_worker using (not settled) with check (true);

-- Name, number and place open at once to whoever has the duty, at levels 3 and 4: by an opening that is reviewed like others.
create function is_urgent(p_concern uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from concern c where c.id = p_concern and c.level >= 3 and c.closed_at is null)
$$;
create function concerns_opened() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select o.concern_id from opening o
   where o.kind = 'concern' and o.opened_by = me() and o.shown_until > clock_now() and on_duty()
$$;
grant execute on function is_urgent(uuid), concerns_opened() to lay_opening;
create policy opening_concern on opening for insert to lay_opening with check (opened_by = (select me()) and kind = 'concern'
  and as_role = 'duty_lead' and (select on_duty()) and is_urgent(concern_id));
create policy opened on concern for select to lay_opening using (id in (select concerns_opened()));

-- The session that a concern is about, for whoever has the duty.
grant select (id, mode, starts_at, ends_at, area) on booking to lay_duty;
create policy of_the_case on booking for select to lay_duty
  using (id in (select c.booking_id from concern c where c.closed_at is null));

/*
 * Raises a concern. It asks for nothing but the row: not for a key, not for the trail, not that the coach's session still
 * lives; whose session it was is enough, and where even that is not known the concern stands without it.
 */
create function raise_concern(p_id uuid, p_level integer, p_theme text, p_booking uuid, p_words bytea, p_name bytea,
  p_number bytea, p_location bytea) returns uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_coach uuid;
begin
  select s.staff_id into v_coach from staff_session s join coach c on c.id = s.staff_id
   where s.hash = claim_hash() and starts_with(current_setting('app.claim', true), 'session:');
  insert into concern (id, level, theme, booking_id, client_id, coach_id, sealed_words, sealed_name, sealed_number, sealed_location)
    select p_id, p_level, p_theme, b.id, (to_jsonb(b) ->> 'client_id')::uuid, v_coach, p_words, p_name, p_number, p_location
      from (select) one left join booking b on b.id = p_booking and b.coach_id = v_coach
  on conflict (id) do nothing;
  begin
    perform enqueue_job('concern-settle', array[p_id]);
  exception when others then
    raise warning 'A concern could not be queued: %', sqlstate;
  end;
  return v_coach;
end $$;
grant execute on function raise_concern(uuid, integer, text, uuid, bytea, bytea, bytea, bytea) to lay_public;
select make_queue('concern-settle', true);

/*
 * Whose keys a claim opens, besides those that were known before: what a client shares, to a coach who works with them;
 * a client's record behind broken glass; how somebody is reached, while a task of looking is open; a concern of level 3 or
 * 4 that was opened on duty.
 */
alter function may_open(text, uuid, text) rename to may_open_before;
create function may_open(as_role text, subject uuid, purpose text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if may_open_before(as_role, subject, purpose) then return true; end if;
  if as_role = 'lay_coach' and purpose = 'content' then
    return my_level() = 2 and (subject = me() or engaged_with(subject));
  end if;
  if as_role = 'lay_coach' and purpose = 'case' then
    return exists (select from concern c where c.id = subject and c.coach_id = me());
  end if;
  if as_role in ('lay_client', 'lay_public') and purpose = 'content' then
    return (as_role = 'lay_client' and subject = me() and my_level() = 2) or exists (select from plan_access p
      where p.client_id = subject and case as_role
        when 'lay_client' then subject = me() and (p.mode = 'code' or p.mode = 'browser' and p.until > clock_now() and exists (
          select from client_session s where s.hash = claim_hash() and s.browser = p.browser))
        else starts_with(current_setting('app.claim', true), 'browser:') and p.mode = 'browser' and p.browser = claim_hash()
          and p.until > clock_now() and exists (select from client c where c.id = subject and c.erased_at is null) end);
  end if;
  if as_role = 'lay_opening' and purpose = 'content' then
    return exists (select from break_glass g where g.client_id = subject and g.asked_by = me() and g.opened_at is not null
      and g.until > clock_now() and g.ended_at is null);
  end if;
  if as_role = 'lay_opening' and purpose = 'contact' then
    return exists (select from booking b
      where b.id in (select bookings_open_to_me()) and (to_jsonb(b) ->> 'client_id')::uuid = subject);
  end if;
  if as_role = 'lay_opening' and purpose = 'case' then return subject in (select concerns_opened()); end if;
  return false;
end $$;
