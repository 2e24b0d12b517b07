-- What each role of staff may see of what there already is, and the records of looking further: who supervises whom, who
-- is on duty, the tasks for which somebody's name is shown, and the breaking of glass. Grants first, policies second.

-- Whom a supervisor supervises, from when to when.
create table supervision_of (
  id uuid primary key default gen_random_uuid(),
  supervisor_id uuid not null references staff,
  coach_id uuid not null references coach,
  began_at timestamptz not null default clock_now(),
  ended_at timestamptz,
  check (supervisor_id <> coach_id)
);
create unique index one_supervision on supervision_of (supervisor_id, coach_id) where ended_at is null;
create index on supervision_of (coach_id) where ended_at is null;
comment on table supervision_of is 'room: governance';

-- What a coach is entitled by: an accreditation, an insurance, a check; until the end of a day.
create table credential (
  id uuid primary key default gen_random_uuid(),
  coach_id uuid not null references coach,
  kind text not null check (kind in ('accreditation', 'insurance', 'identity', 'safeguarding', 'information-governance')),
  body text not null check (length(body) between 1 and 100),
  level text check (length(level) between 1 and 100),
  valid_until date not null
);
create unique index one_credential on credential (coach_id, kind, body);
comment on table credential is 'room: governance';

-- Who is the one to call about somebody's safety, and when. Nobody has two turns at a time; two people may share one.
create table duty_turn (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references staff,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  check (ends_at > starts_at and isfinite(starts_at) and isfinite(ends_at)),
  constraint one_turn_at_a_time exclude using gist (staff_id with =, tstzrange(starts_at, ends_at) with &&)
);
create index on duty_turn (ends_at);
comment on table duty_turn is 'room: governance';

-- Why somebody's name and contact are wanted: one booking, one reason, one person who looks.
create table reveal_task (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('re-home', 'bounce', 'call-back', 'complaint')),
  -- By its id alone: what was looked at outlives the booking.
  booking_id uuid not null,
  reason text not null check (length(btrim(reason)) >= 20 and length(reason) <= 1000),
  made_by uuid not null references staff,
  made_at timestamptz not null default clock_now()
);
create index on reveal_task (made_by, made_at);
create index on reveal_task (booking_id);
comment on table reveal_task is 'room: governance';

-- Each time that a name and contact were shown to staff; somebody else looks at every one of them the day after.
create table opening (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('reveal', 'concern')),
  task_id uuid references reveal_task on delete cascade,
  concern_id uuid,
  booking_id uuid,
  opened_by uuid not null references staff,
  as_role text not null check (as_role in ('lead_ops', 'governance', 'duty_lead')),
  opened_at timestamptz not null default clock_now(),
  shown_until timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by uuid references staff,
  check ((kind = 'reveal') = (task_id is not null) and (kind = 'concern') = (concern_id is not null)),
  check (shown_until <= opened_at + interval '10 minutes'),
  check ((reviewed_at is null) = (reviewed_by is null)),
  check (reviewed_by <> opened_by)
);
create unique index one_opening_a_task on opening (task_id);
create index on opening (opened_at);
create index on opening (opened_by, shown_until);
comment on table opening is 'room: governance';

/*
 * Breaking the glass: one person of governance asks for one client's record, with a reason; another one approves; it is
 * open for an hour at most, and the client is told at once, or later with a reason that somebody reviews within 72 hours.
 */
create table break_glass (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references client on delete cascade,
  reference text not null,
  reason text not null check (length(btrim(reason)) >= 20 and length(reason) <= 1000),
  minutes integer not null check (minutes between 5 and 60),
  asked_by uuid not null references staff,
  asked_at timestamptz not null default clock_now(),
  -- Why the client is not told at once; null where they are.
  delay_reason text check (length(btrim(delay_reason)) >= 20 and length(delay_reason) <= 1000),
  approved_by uuid references staff,
  approved_at timestamptz,
  until timestamptz,
  refused_by uuid references staff,
  refused_at timestamptz,
  opened_at timestamptz,
  ended_at timestamptz,
  told_at timestamptz,
  delay_reviewed_by uuid references staff,
  delay_reviewed_at timestamptz,
  constraint two_people check (approved_by <> asked_by and refused_by <> asked_by and delay_reviewed_by <> asked_by),
  check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (until is null)),
  check (until <= approved_at + interval '60 minutes'),
  check ((refused_by is null) = (refused_at is null) and (refused_by is null or approved_by is null)),
  check (opened_at is null or approved_at is not null)
);
create index on break_glass (asked_at);
comment on table break_glass is 'room: governance';

select secure('supervision_of');
select secure('credential');
select secure('duty_turn');
select secure('reveal_task');
select secure('opening');
select secure('break_glass');

-- Oneself by name; those who must know who else there is, by name too.
grant select (id, name) on staff to lay_supervisor, lay_rota, lay_lead, lay_governance, lay_duty, lay_commissioner,
  lay_evaluator, lay_sysadmin;
create policy oneself on staff for select to lay_supervisor, lay_rota, lay_lead, lay_commissioner, lay_evaluator, lay_sysadmin
  using (id = (select me()));
create policy named on staff for select to lay_governance, lay_duty using ((select me()) is not null);

-- Coaches: a supervisor's own, a provider's own, or all.
grant select (id, provider_id, name_shown, active) on coach to lay_supervisor, lay_rota, lay_lead, lay_governance, lay_duty;
create policy supervised on coach for select to lay_supervisor
  using (id in (select s.coach_id from supervision_of s where s.supervisor_id = (select me()) and s.ended_at is null));
create policy of_provider on coach for select to lay_rota using (provider_id = (select my_provider()));
create policy all_of_them on coach for select to lay_lead, lay_governance, lay_duty using ((select me()) is not null);

grant select on supervision_of to lay_supervisor, lay_governance;
grant insert, update (ended_at) on supervision_of to lay_governance;
create policy own on supervision_of for select to lay_supervisor using (supervisor_id = (select me()));
create policy governing on supervision_of to lay_governance using ((select me()) is not null);

grant select on credential to lay_coach, lay_supervisor, lay_rota, lay_lead, lay_governance;
grant select (coach_id, kind, body, level, valid_until) on credential to lay_public, lay_client;
create policy accredited on credential for select to lay_public, lay_client using (kind = 'accreditation');
create policy own on credential for select to lay_coach using (coach_id = (select me()));
create policy of_ones_coaches on credential for select to lay_supervisor, lay_rota
  using (coach_id in (select c.id from coach c));
create policy all_of_them on credential for select to lay_lead, lay_governance using ((select me()) is not null);

-- Who has the duty is no secret among those who may have to call; turns are governance's to give.
grant select on duty_turn to lay_duty, lay_governance, lay_lead;
grant insert, delete on duty_turn to lay_governance;
create policy known on duty_turn for select to lay_duty, lay_lead using ((select me()) is not null);
create policy governing on duty_turn to lay_governance using ((select me()) is not null);

-- Whether whoever asks has the duty now.
create function on_duty() returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from duty_turn t join staff_role r on r.staff_id = t.staff_id and r.role = 'duty_lead' and r.ended_at is null
    where t.staff_id = me() and t.starts_at <= clock_now() and t.ends_at > clock_now())
$$;
grant execute on function on_duty() to lay_duty, lay_opening;

-- Sessions: a provider's rota sees its own coaches' times and how, and nothing that says whose, or which booking it is.
grant select (coach_id, status, mode, starts_at, ends_at) on booking to lay_rota;
create policy of_provider on booking for select to lay_rota
  using (coach_id in (select c.id from coach c where c.provider_id = (select my_provider())));
grant select (id, reference, status, service_key, coach_id, mode, longer, starts_at, ends_at, area, role_group_key, made_at,
  cancelled_at, cancelled_by) on booking to lay_lead, lay_governance;
-- What has to be arranged, and who somebody is, are in columns that change when they are sealed: as many as there are.
do $$
declare one record;
begin
  for one in
    select r, c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid,
           unnest(case c.relname when 'booking' then '{lay_lead,lay_governance}'::text[] else '{lay_opening}' end) r
     where not a.attisdropped and (
       c.oid = 'booking'::regclass and a.attname in ('adjustments', 'interpreter')
       or c.oid = 'booking_person'::regclass
          and a.attname in ('booking_id', 'client_id', 'name', 'email', 'phone', 'channel', 'sealed_name', 'sealed_email', 'sealed_phone'))
  loop
    execute format('grant select (%I) on %I to %I', one.attname, one.relname, one.r);
  end loop;
end $$;
create policy operating on booking for select to lay_lead, lay_governance using ((select me()) is not null);

/*
 * A provider's own sessions of some days, each with a name that it has for that day alone. It is made from the booking's
 * id, which the rota cannot ask for, and from the day: the same session moved to another day has another name.
 */
create function sessions_of_my_provider(p_from timestamptz, p_until timestamptz, out slot text, out coach_id uuid,
  out starts_at timestamptz, out ends_at timestamptz, out mode text, out interpreter boolean)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select upper(substr(encode(sha256(convert_to('slot ' || b.id || (b.starts_at at time zone 'Europe/London')::date, 'UTF8')), 'hex'), 1, 6)),
         b.coach_id, b.starts_at, b.ends_at, b.mode, coalesce(to_jsonb(b) -> 'interpreter', to_jsonb(b) -> 'adjustments') ?| '{bsl,interpreter}'
    from booking b join coach c on c.id = b.coach_id
   where c.provider_id = my_provider() and b.status <> 'cancelled' and b.starts_at >= p_from and b.starts_at < p_until
   order by b.starts_at, b.coach_id limit 500
$$;
grant execute on function sessions_of_my_provider(timestamptz, timestamptz) to lay_rota;

/*
 * A provider's own sessions of the whole month before this one, by area; fewer than eight are not counted out. A month
 * that is over, and no choice of days: two answers cannot be taken from each other to find one session's area.
 */
create function areas_of_my_provider(out area text, out sessions bigint)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select b.area, case when count(*) >= 8 then count(*) end
    from booking b join coach c on c.id = b.coach_id
   where c.provider_id = my_provider() and b.status <> 'cancelled'
     and b.starts_at >= date_trunc('month', clock_now(), 'Europe/London') - interval '1 month'
     and b.starts_at < date_trunc('month', clock_now(), 'Europe/London')
   group by b.area order by b.area nulls last
$$;
grant execute on function areas_of_my_provider() to lay_rota;

-- Operations: what waits, and what did not arrive.
grant select on rehome_task to lay_lead;
create policy waiting on rehome_task for select to lay_lead using ((select me()) is not null);
grant select (id, kind, subject_id, recipient, channel, due_at, state, fault, planned_at) on message to lay_lead;
create policy operating on message for select to lay_lead using ((select me()) is not null);

-- Tasks of looking: made in one's own name; governance sees everybody's.
grant select, insert (kind, booking_id, reason, made_by) on reveal_task to lay_lead, lay_governance;
create policy making on reveal_task to lay_lead using (made_by = (select me())) with check (made_by = (select me()));
create policy governing on reveal_task for select to lay_governance using ((select me()) is not null);
create policy made on reveal_task for insert to lay_governance with check (made_by = (select me()));
grant select on reveal_task to lay_opening;
create policy looking on reveal_task for select to lay_opening using (made_by = (select me()));

grant select on opening to lay_opening, lay_governance, lay_lead, lay_duty;
grant insert (kind, task_id, concern_id, booking_id, opened_by, as_role, shown_until) on opening to lay_opening;
grant update (reviewed_at, reviewed_by) on opening to lay_governance;
create policy own on opening for select to lay_opening, lay_lead, lay_duty using (opened_by = (select me()));
create policy governing on opening for select to lay_governance using ((select me()) is not null);
create policy reviewing on opening for update to lay_governance using (reviewed_at is null) with check (reviewed_by = (select me()));

-- The bookings whose person is open to whoever asks: by a task of theirs, for the ten minutes after it was opened.
create function bookings_open_to_me() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select o.booking_id from opening o where o.opened_by = me() and o.shown_until > clock_now() and o.booking_id is not null
$$;
grant execute on function bookings_open_to_me() to lay_opening;
create policy opening on opening for insert to lay_opening with check (opened_by = (select me()) and kind = 'reveal'
  and exists (select from reveal_task t where t.id = task_id and t.booking_id = opening.booking_id
    and t.made_at > clock_now() - interval '24 hours'));
grant select (id, reference, starts_at) on booking to lay_opening;
create policy opened on booking for select to lay_opening using (id in (select bookings_open_to_me()));
create policy opened on booking_person for select to lay_opening using (booking_id in (select bookings_open_to_me()));

-- The glass: what governance sees of it is not whose record it is. Each step is a function, so that each person writes
-- themselves in and nobody else.
grant select (id, reference, reason, minutes, asked_by, asked_at, delay_reason, approved_by, approved_at, until, refused_by,
  refused_at, opened_at, ended_at, told_at, delay_reviewed_by, delay_reviewed_at) on break_glass to lay_governance, lay_opening;
create policy governing on break_glass for select to lay_governance using ((select me()) is not null);
create policy own on break_glass for select to lay_opening using (asked_by = (select me()));

-- Whether this is somebody of governance, acting as that.
create function governing() returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$ select current_setting('role') = 'lay_governance' and me() is not null $$;

-- Asked for by the reference of one of the client's bookings; whose it is stays inside. Null where nobody is known by it.
create function ask_to_break_glass(p_reference text, p_reason text, p_minutes integer, p_delay text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_id uuid;
begin
  insert into break_glass (client_id, reference, reason, minutes, asked_by, delay_reason)
    select c.id, p_reference, p_reason, p_minutes, me(), p_delay
      from booking b join client c on c.id = (to_jsonb(b) ->> 'client_id')::uuid
     where b.reference = p_reference and governing() and c.erased_at is null
  returning id into v_id;
  return v_id;
end $$;
grant execute on function ask_to_break_glass(text, text, integer, text) to lay_governance;

-- The second person says yes, and the time begins. Saying yes to one's own request breaks the table's own rule.
create function approve_glass(p_id uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update break_glass set approved_by = me(), approved_at = clock_now(), until = clock_now() + make_interval(mins => minutes)
   where id = p_id and governing() and approved_by is null and refused_by is null and asked_at > clock_now() - interval '24 hours';
  return found;
end $$;
create function refuse_glass(p_id uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update break_glass set refused_by = me(), refused_at = clock_now()
   where id = p_id and governing() and approved_by is null and refused_by is null;
  return found;
end $$;
-- Closing it early is open to each of the two.
create function end_glass(p_id uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update break_glass set ended_at = clock_now()
   where id = p_id and governing() and until > clock_now() and ended_at is null and me() in (asked_by, approved_by);
  return found;
end $$;
create function review_glass_delay(p_id uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update break_glass set delay_reviewed_by = me(), delay_reviewed_at = clock_now()
   where id = p_id and governing() and delay_reason is not null and opened_at is not null and delay_reviewed_by is null;
  return found;
end $$;
grant execute on function approve_glass(uuid), refuse_glass(uuid), end_glass(uuid), review_glass_delay(uuid) to lay_governance;

/*
 * The holder opens what was approved: only with a passkey or its like given within the last five minutes. Says 'open',
 * 'step-up' where that is not so, or null where there is nothing to open.
 */
create function open_glass(p_id uuid) returns text language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare g break_glass;
begin
  if current_setting('role') <> 'lay_opening' then return null; end if;
  select * into g from break_glass where id = p_id and asked_by = me() and until > clock_now() and ended_at is null for update;
  if g.id is null or not exists (select from staff_role r where r.staff_id = g.asked_by and r.role = 'governance' and r.ended_at is null)
    then return null; end if;
  if g.opened_at is not null then return 'open'; end if;
  if not exists (select from staff_session s where s.hash = claim_hash() and s.strong_at > clock_now() - interval '5 minutes')
    then return 'step-up'; end if;
  update break_glass set opened_at = clock_now() where id = p_id;
  return 'open';
end $$;
grant execute on function open_glass(uuid) to lay_opening;

-- The clients whose record is open to whoever asks.
create function clients_behind_glass() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select g.client_id from break_glass g
   where g.asked_by = me() and g.opened_at is not null and g.until > clock_now() and g.ended_at is null
     and current_setting('role') = 'lay_opening'
$$;
grant execute on function clients_behind_glass() to lay_opening;

-- The client sees what was opened of theirs: at once, or where telling waited, once somebody had reviewed that.
grant select (id, client_id, reason, asked_at, opened_at, until, told_at, delay_reason, delay_reviewed_at) on break_glass
  to lay_client;
create policy about_me on break_glass for select to lay_client
  using (client_id = (select me()) and opened_at is not null and (delay_reason is null or delay_reviewed_at is not null));

-- Whoever keeps the machines: counts, and whether the diary was proved; no row of anybody's.
create function system_counts(out coaches bigint, out ahead bigint, out staff bigint, out signed_in bigint, out waiting bigint,
  out failed bigint) language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select (select count(*) from coach where active),
         (select count(*) from booking where status = 'booked' and starts_at > clock_now()),
         (select count(*) from staff where active),
         (select count(distinct s.staff_id) from staff_session s where staff_session_lives(s)),
         (select count(*) from message where state = 'waiting'),
         (select count(*) from message where state = 'failed' and due_at > clock_now() - interval '7 days')
$$;
grant execute on function system_counts() to lay_sysadmin;
grant select on diary_proof to lay_sysadmin;
create policy shown on diary_proof for select to lay_sysadmin using (true);
