-- A swap: a session that its coach offers a colleague for one of theirs. Each has their own until the worker gives both at once.
alter table cover
  add column swap_for uuid references booking on delete cascade,
  add column swap_with uuid references coach,
  add column swap_at timestamptz,
  add constraint cover_whole_swap check (num_nulls(swap_for, swap_with, swap_at) in (0, 3)),
  drop constraint cover_outcome_check,
  add constraint cover_outcome_check check (outcome in ('given', 'changed', 'withdrawn', 'begun', 'declined'));
create index cover_swap_for on cover (swap_for) where swap_for is not null;
create index cover_swap_with on cover (swap_with) where swap_with is not null;
-- Not which booking: when it is and whose.
grant select (swap_with, swap_at, missed_id) on cover to lay_coach;

-- Colleagues' sessions of which each of the two coaches is what the other's client asked for, nearest to one's own first. Whether
-- they are free then is not looked at. Not whose they are, nor which.
create function swaps_for(p_booking uuid, out coach_id uuid, out starts_at timestamptz, out ends_at timestamptz, out mode text,
  out service_key text, out longer boolean)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select b.coach_id, b.starts_at, b.ends_at, b.mode, b.service_key, b.longer
    from booking mine join coach own on own.id = mine.coach_id
    join coach c on c.provider_id = own.provider_id and c.id <> own.id
    join booking b on b.coach_id = c.id and b.status = 'booked' and b.starts_at > clock_now()
   where mine.id = p_booking and covering_as() = 'coach' and own.id = me() and mine.status = 'booked' and mine.starts_at > clock_now()
     and meets(c, mine.service_key, mine.mode, mine.matched_on) and meets(own, b.service_key, b.mode, b.matched_on)
     and not exists (select from kept_apart k
       where k.client_id = mine.client_id and k.coach_id = c.id or k.client_id = b.client_id and k.coach_id = own.id)
     and not exists (select from cover v where v.booking_id = mine.id and v.swap_for = b.id and v.outcome = 'declined')
   order by abs(extract(epoch from b.starts_at - mine.starts_at)), b.starts_at, c.id limit 200
$$;

-- Offers a colleague one's own session for theirs at a time. The same offer again is the one that is open; null where it cannot be.
create function offer_swap(p_booking uuid, p_with uuid, p_at timestamptz, p_request text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_for uuid; v_cover uuid;
begin
  if covering_as() is distinct from 'coach' then return null; end if;
  select b.id into v_for from booking b where b.coach_id = p_with and b.starts_at = p_at and b.status = 'booked';
  perform from booking b where b.id in (p_booking, v_for) order by b.id for no key update;
  if not exists (select from swaps_for(p_booking) s join booking b on b.coach_id = s.coach_id and b.starts_at = s.starts_at
       where b.id = v_for and s.coach_id = p_with and s.starts_at = p_at) then return null; end if;
  insert into cover (booking_id, coach_id, starts_at, asked_as, to_coaches, swap_for, swap_with, swap_at)
    select p_booking, me(), b.starts_at, 'coach', false, v_for, p_with, p_at from booking b where b.id = p_booking
    on conflict (booking_id) where settled_at is null do nothing returning id into v_cover;
  if v_cover is null then
    select id into v_cover from cover where booking_id = p_booking and settled_at is null and swap_for = v_for;
    return v_cover;
  end if;
  perform audit_append('swap.offered', 'booking', p_booking, 'coach', me(), null, null, p_request);
  return v_cover;
end $$;

-- What colleagues offer the coach who asks: their session for one's own at a time. Not whose it is, nor which.
create function swaps_offered_to_me(out id uuid, out coach text, out own_at timestamptz, out starts_at timestamptz, out ends_at timestamptz,
  out mode text, out service_key text, out state text)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select v.id, has.name_shown, v.swap_at, b.starts_at, b.ends_at, b.mode, b.service_key,
         case when v.chosen_id is not null then 'agreed' when v.missed_id is not null then 'missed' else 'open' end
    from cover v join booking b on b.id = v.booking_id join coach has on has.id = v.coach_id
   where v.settled_at is null and v.swap_with = me() and covering_as() = 'coach' and least(v.starts_at, v.swap_at) > clock_now()
   order by v.asked_at, v.id limit 20
$$;

-- The colleague agrees, and the worker does the rest; or does not. False where it is too late.
create function answer_swap(p_cover uuid, p_agreed boolean, p_request text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_cover cover;
begin
  update cover v set chosen_id = case when p_agreed then me() end, settled_at = case when not p_agreed then clock_now() end,
         outcome = case when not p_agreed then 'declined' end
   where v.id = p_cover and v.settled_at is null and v.chosen_id is null and v.missed_id is null and v.swap_with = me()
     and covering_as() = 'coach' and least(v.starts_at, v.swap_at) > clock_now()
     and exists (select from coach has, coach own where has.id = v.coach_id and own.id = me() and own.active and has.provider_id = own.provider_id)
   returning * into v_cover;
  if v_cover.id is null then return false; end if;
  perform audit_append(case when p_agreed then 'swap.agreed' else 'swap.declined' end, 'booking', one, 'coach', me(), null, null, p_request)
    from unnest(case when p_agreed then array[v_cover.booking_id, v_cover.swap_for] else array[v_cover.booking_id] end) one;
  return true;
end $$;
revoke execute on function swaps_for(uuid), offer_swap(uuid, uuid, timestamptz, text), swaps_offered_to_me(),
  answer_swap(uuid, boolean, text) from public;
grant execute on function swaps_for(uuid), offer_swap(uuid, uuid, timestamptz, text), swaps_offered_to_me(),
  answer_swap(uuid, boolean, text) to lay_coach;

-- As before; asking for cover takes back the offer of a swap to which nobody has agreed.
create or replace function ask_for_cover(p_coach uuid, p_starts timestamptz, p_request text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_as text := covering_as(); v_booking uuid; v_cover uuid; v_new boolean;
begin
  if v_as is null or not covers_for(p_coach) then return null; end if;
  select b.id into v_booking from booking b
   where b.coach_id = p_coach and b.starts_at = p_starts and b.status = 'booked' and b.starts_at > clock_now() for no key update;
  if v_booking is null then return null; end if;
  update cover set settled_at = clock_now(), outcome = 'withdrawn'
   where booking_id = v_booking and settled_at is null and chosen_id is null and swap_for is not null;
  insert into cover (booking_id, coach_id, starts_at, asked_as, to_coaches)
    values (v_booking, p_coach, p_starts, v_as, v_as = 'coach')
    on conflict (booking_id) where settled_at is null do nothing returning id into v_cover;
  v_new := v_cover is not null;
  if not v_new then
    update cover set to_coaches = true where booking_id = v_booking and settled_at is null and swap_for is null and v_as = 'coach' and not to_coaches
      returning true into v_new;
    select id into v_cover from cover where booking_id = v_booking and settled_at is null;
  end if;
  if v_new then
    perform audit_append('cover.asked', 'booking', v_booking, v_as, case when v_as <> 'worker' then me() end, null, null, p_request);
  end if;
  return v_cover;
end $$;

-- As before; a swap is listed with the swaps.
create or replace function covers_open_to_me(out id uuid, out starts_at timestamptz, out ends_at timestamptz, out mode text, out service_key text,
  out state text)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select v.id, b.starts_at, b.ends_at, b.mode, b.service_key,
         case when v.chosen_id = me() then 'mine' when v.missed_id = me() then 'missed' else 'open' end
    from cover v join booking b on b.id = v.booking_id join coach has on has.id = v.coach_id join coach own on own.id = me()
   where v.settled_at is null and v.swap_for is null and v.starts_at > clock_now() and covering_as() = 'coach' and v.coach_id <> own.id
     and (v.chosen_id = own.id or v.chosen_id is null and v.missed_id = own.id
       or v.chosen_id is null and v.to_coaches and own.active and has.provider_id = own.provider_id
          and exists (select from cover_candidate k where k.cover_id = v.id and k.coach_id = own.id))
   order by b.starts_at limit 20
$$;

-- As before; and the offer of a swap ends with either session.
create or replace function settle_cover() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update cover set settled_at = clock_now(),
    outcome = case when booking_id = new.id and new.status = 'booked' and new.starts_at = old.starts_at and new.coach_id = chosen_id then 'given' else 'changed' end
   where (booking_id = new.id or swap_for = new.id) and settled_at is null;
  return null;
end $$;

-- As before; a swap needs no cover.
create or replace function recovery_of_my_provider(out slot text, out coach_id uuid, out coach text, out starts_at timestamptz, out mode text, out why text,
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
       and (v.outcome is null or v.outcome = 'given') and v.swap_for is null
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
