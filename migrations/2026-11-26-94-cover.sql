-- Cover: a session that somebody else is asked to hold, at its own time. Its coach has it until another was given it.
create table cover (
  id uuid primary key default gen_random_uuid(),
  booking_id uuid not null references booking on delete cascade,
  coach_id uuid not null references coach,
  starts_at timestamptz not null,
  asked_as text not null check (asked_as in ('coach', 'partner_rota', 'lead_ops', 'worker')),
  asked_at timestamptz not null default clock_now(),
  -- Whether the coaches of its own provider who could hold it are asked on their page of the day.
  to_coaches boolean not null,
  -- When the worker last looked who could.
  looked_at timestamptz,
  -- Who takes it, from the press until the worker has given it to them; and who could not have it after all.
  chosen_id uuid references coach,
  missed_id uuid references coach,
  settled_at timestamptz,
  outcome text check (outcome in ('given', 'changed', 'withdrawn', 'begun')),
  check ((settled_at is null) = (outcome is null))
);
comment on table cover is 'room: booking';
create unique index one_open_cover_a_booking on cover (booking_id) where settled_at is null;
create index cover_open on cover (starts_at) where settled_at is null;
create index cover_of_coach on cover (coach_id);
create index cover_chosen on cover (chosen_id) where chosen_id is not null;
create index cover_missed on cover (missed_id) where missed_id is not null;
select secure('cover');

-- Who could hold it: qualified, as its client asked, and free then. Brought to what is so by the worker.
create table cover_candidate (
  cover_id uuid not null references cover on delete cascade,
  coach_id uuid not null references coach,
  -- When they last said of any session that they would be there.
  answered_at timestamptz,
  primary key (cover_id, coach_id)
);
comment on table cover_candidate is 'room: booking';
create index on cover_candidate (coach_id);
select secure('cover_candidate');

grant select (id, booking_id, coach_id, asked_at, chosen_id, settled_at) on cover to lay_coach;
create policy own on cover for select to lay_coach using (coach_id = (select me()));
grant select on cover to lay_lead;
create policy operating on cover for select to lay_lead using ((select me()) is not null);
grant select, update (looked_at, chosen_id, missed_id, settled_at, outcome) on cover to lay_worker;
create policy working on cover to lay_worker using (true) with check (true);
grant select, insert, update, delete on cover_candidate to lay_worker;
create policy working on cover_candidate to lay_worker using (true) with check (true);

-- In which role whoever asks is here; null for anybody who has nothing to do with cover.
create function covering_as() returns text language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select case when current_setting('role') = 'lay_worker' then 'worker' when me() is null then null else
    case current_setting('role') when 'lay_coach' then 'coach' when 'lay_rota' then 'partner_rota' when 'lay_lead' then 'lead_ops' end end
$$;
revoke execute on function covering_as() from public;

-- Whether a coach's sessions are the business of whoever asks: their own, their provider's, or anybody's.
create function covers_for(p_coach uuid) returns boolean language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select case covering_as() when 'coach' then p_coach = me() when 'lead_ops' then true when 'worker' then true
    when 'partner_rota' then exists (select from coach c where c.id = p_coach and c.provider_id = my_provider()) else false end
$$;
revoke execute on function covers_for(uuid) from public;

-- Asks for cover of the session that a coach has at a time; the one that is open already stays. Null where there is none.
create function ask_for_cover(p_coach uuid, p_starts timestamptz, p_request text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_as text := covering_as(); v_booking uuid; v_cover uuid; v_new boolean;
begin
  if v_as is null or not covers_for(p_coach) then return null; end if;
  select b.id into v_booking from booking b
   where b.coach_id = p_coach and b.starts_at = p_starts and b.status = 'booked' and b.starts_at > clock_now() for no key update;
  if v_booking is null then return null; end if;
  insert into cover (booking_id, coach_id, starts_at, asked_as, to_coaches)
    values (v_booking, p_coach, p_starts, v_as, v_as = 'coach')
    on conflict (booking_id) where settled_at is null do nothing returning id into v_cover;
  v_new := v_cover is not null;
  if not v_new then
    update cover set to_coaches = true where booking_id = v_booking and settled_at is null and v_as = 'coach' and not to_coaches
      returning true into v_new;
    select id into v_cover from cover where booking_id = v_booking and settled_at is null;
  end if;
  if v_new then
    perform audit_append('cover.asked', 'booking', v_booking, v_as, case when v_as <> 'worker' then me() end, null, null, p_request);
  end if;
  return v_cover;
end $$;

-- A coach asks no more, while nobody has taken it.
create function stop_cover(p_booking uuid, p_request text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update cover set settled_at = clock_now(), outcome = 'withdrawn'
   where booking_id = p_booking and coach_id = me() and settled_at is null and chosen_id is null and covering_as() = 'coach';
  if not found then return false; end if;
  perform audit_append('cover.stopped', 'booking', p_booking, 'coach', me(), null, null, p_request);
  return true;
end $$;

-- Gives the session to one who could hold it, the first who is named; the worker does the rest. False where it is too late.
create function give_cover(p_cover uuid, p_coach uuid, p_request text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_as text := covering_as(); v_booking uuid;
begin
  update cover v set chosen_id = p_coach, missed_id = null
   where v.id = p_cover and v.settled_at is null and v.chosen_id is null and v.starts_at > clock_now()
     and exists (select from cover_candidate k where k.cover_id = v.id and k.coach_id = p_coach)
     and exists (select from coach has, coach takes
       where has.id = v.coach_id and takes.id = p_coach and takes.active and covers_for(p_coach)
         and (v_as = 'lead_ops' or v_as in ('coach', 'partner_rota') and has.provider_id = takes.provider_id)
         and (v_as <> 'coach' or v.to_coaches))
   returning v.booking_id into v_booking;
  if v_booking is null then return false; end if;
  perform audit_append(case v_as when 'coach' then 'cover.taken' else 'cover.chosen' end, 'booking', v_booking, v_as, me(), null, null, p_request);
  return true;
end $$;

-- What the coach who asks could take over from colleagues, has taken, or could not have after all. Not whose it is, nor which.
create function covers_open_to_me(out id uuid, out starts_at timestamptz, out ends_at timestamptz, out mode text, out service_key text,
  out state text)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select v.id, b.starts_at, b.ends_at, b.mode, b.service_key,
         case when v.chosen_id = me() then 'mine' when v.missed_id = me() then 'missed' else 'open' end
    from cover v join booking b on b.id = v.booking_id join coach has on has.id = v.coach_id join coach own on own.id = me()
   where v.settled_at is null and v.starts_at > clock_now() and covering_as() = 'coach' and v.coach_id <> own.id
     and (v.chosen_id = own.id or v.chosen_id is null and v.missed_id = own.id
       or v.chosen_id is null and v.to_coaches and own.active and has.provider_id = own.provider_id
          and exists (select from cover_candidate k where k.cover_id = v.id and k.coach_id = own.id))
   order by b.starts_at limit 20
$$;

-- One that is asked for, for the lead or the provider whose coach has it: when, and how far it has come.
create function cover_to_fill(p_cover uuid, out coach_id uuid, out coach text, out starts_at timestamptz, out ends_at timestamptz, out mode text,
  out service_key text, out looked boolean, out chosen text, out missed text, out outcome text)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select v.coach_id, has.name_shown, v.starts_at, b.ends_at, b.mode, b.service_key, v.looked_at is not null,
         case when covers_for(v.chosen_id) then chosen.name_shown when v.chosen_id is not null then '' end,
         case when covers_for(v.missed_id) then missed.name_shown end, v.outcome
    from cover v join booking b on b.id = v.booking_id join coach has on has.id = v.coach_id
    left join coach chosen on chosen.id = v.chosen_id left join coach missed on missed.id = v.missed_id
   where v.id = p_cover and covering_as() in ('lead_ops', 'partner_rota') and covers_for(v.coach_id)
$$;

-- Who could hold it, whoever answered last first; of one's own provider where that is all one sees.
create function who_could_cover(p_cover uuid, out coach_id uuid, out name text, out provider text, out answered_at timestamptz)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id, c.name_shown, p.name, k.answered_at
    from cover_candidate k join cover v on v.id = k.cover_id join coach c on c.id = k.coach_id join provider p on p.id = c.provider_id
   where k.cover_id = p_cover and v.settled_at is null and c.active and covering_as() in ('lead_ops', 'partner_rota')
     and covers_for(v.coach_id) and covers_for(c.id)
   order by k.answered_at desc nulls last, c.name_shown, c.id limit 100
$$;
revoke execute on function ask_for_cover(uuid, timestamptz, text), stop_cover(uuid, text), give_cover(uuid, uuid, text), covers_open_to_me(),
  cover_to_fill(uuid), who_could_cover(uuid) from public;
grant execute on function ask_for_cover(uuid, timestamptz, text) to lay_coach, lay_rota, lay_lead, lay_worker;
grant execute on function give_cover(uuid, uuid, text) to lay_coach, lay_rota, lay_lead;
grant execute on function stop_cover(uuid, text), covers_open_to_me() to lay_coach;
grant execute on function cover_to_fill(uuid), who_could_cover(uuid) to lay_rota, lay_lead;

-- Whoever changes a session, by whatever way, ends the asking with it.
create function settle_cover() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update cover set settled_at = clock_now(),
    outcome = case when new.status = 'booked' and new.starts_at = old.starts_at and new.coach_id = chosen_id then 'given' else 'changed' end
   where booking_id = new.id and settled_at is null;
  return null;
end $$;
revoke execute on function settle_cover() from public;
create trigger settle_cover after update of status, coach_id, starts_at, mode, longer, matched_on on booking for each row
  when (old.status <> new.status or old.coach_id <> new.coach_id or old.starts_at <> new.starts_at or old.mode <> new.mode
    or old.longer <> new.longer or old.matched_on <> new.matched_on)
  execute function settle_cover();

-- Where nobody can hold a session, the lead says what becomes of it, and recovery does that though no coach is away.
alter table rehome_task add column by_hand text check (by_hand in ('other-times', 'cancel'));
create function let_go_session(p_booking uuid, p_how text, p_request text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if covering_as() is distinct from 'lead_ops' then return false; end if;
  insert into rehome_task (booking_id, coach_id, by_hand)
    select b.id, b.coach_id, p_how from booking b
     where b.id = p_booking and b.status = 'booked' and b.starts_at > clock_now() for no key update
    on conflict (booking_id) where settled_at is null do update set by_hand = excluded.by_hand;
  if not found then return false; end if;
  perform audit_append('cover.given-up', 'booking', p_booking, 'lead_ops', me(), null, p_how, p_request);
  return true;
end $$;
revoke execute on function let_go_session(uuid, text, text) from public;
grant execute on function let_go_session(uuid, text, text) to lay_lead;

/*
 * What became of a provider's own sessions whose coach is or was away, that nobody acknowledged or for which cover is asked: by the
 * name that a session has for one day. Who holds it now is said where that is one of its own coaches.
 */
create function recovery_of_my_provider(out slot text, out coach_id uuid, out coach text, out starts_at timestamptz, out mode text, out why text,
  out since timestamptz, out settled_at timestamptz, out outcome text, out asked boolean, out holder text)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with own as (select c.id, c.name_shown from coach c where c.provider_id = my_provider() and covering_as() = 'partner_rota'),
  all_of_them as (
    select t.booking_id, t.coach_id, t.starts_at, 'away' as why, t.made_at as since, t.settled_at, t.outcome, t.told_at is not null as asked
      from rehome_task t join own on own.id = t.coach_id
     where t.settled_at is null or t.settled_at > clock_now() - interval '2 days'
    union all
    select v.booking_id, v.coach_id, v.starts_at, 'cover', v.asked_at, v.settled_at, v.outcome, v.chosen_id is not null
      from cover v join own on own.id = v.coach_id
     where (v.settled_at is null and v.starts_at > clock_now() or v.settled_at > clock_now() - interval '2 days')
       and (v.outcome is null or v.outcome = 'given')
    union all
    select a.booking_id, a.coach_id, a.starts_at, 'unacknowledged', a.asked_at, null, null, false
      from acknowledgement a join own on own.id = a.coach_id join booking b on b.id = a.booking_id and b.status = 'booked'
     where a.acknowledged_at is null and a.ended_at is null and a.starts_at > clock_now()
       and a.starts_at <= clock_now() + interval '20 minutes' and a.asked_at <= clock_now() - interval '5 minutes')
  select upper(substr(encode(sha256(convert_to('slot ' || b.id || (x.starts_at at time zone 'Europe/London')::date, 'UTF8')), 'hex'), 1, 6)),
         x.coach_id, own.name_shown, x.starts_at, b.mode, x.why, x.since, x.settled_at, x.outcome, x.asked,
         case when b.coach_id <> x.coach_id and b.status = 'booked' then coalesce(h.name_shown, '') end
    from all_of_them x join booking b on b.id = x.booking_id join own on own.id = x.coach_id left join own h on h.id = b.coach_id
   where x.settled_at is not null or b.ends_at > clock_now() and b.status = 'booked'
   order by x.settled_at is not null, x.starts_at, own.name_shown limit 300
$$;
revoke execute on function recovery_of_my_provider() from public;
grant execute on function recovery_of_my_provider() to lay_rota;

-- A task that came out by itself is ended by the worker.
grant update (done_at, outcome) on task to lay_worker;
