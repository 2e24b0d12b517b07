/*
 * Once its client was asked to choose another time, a session is given to nobody at its own: they hear one story. Whoever asked for
 * cover may still say that they hold it after all.
 */
grant execute on function was_asked_to_choose(uuid) to lay_worker;

-- Ends the offers of a swap of a session, or those too that name it, to which nobody has agreed; each is on the trail.
create function withdraw_swaps(p_booking uuid, p_named boolean, p_as text, p_request text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_offered uuid;
begin
  for v_offered in
    update cover set settled_at = clock_now(), outcome = 'withdrawn'
     where (booking_id = p_booking or p_named and swap_for = p_booking) and settled_at is null and chosen_id is null and swap_for is not null
    returning booking_id
  loop
    perform audit_append('swap.withdrawn', 'booking', v_offered, p_as, case when p_as <> 'worker' then me() end, null, null, p_request);
  end loop;
end $$;
revoke execute on function withdraw_swaps(uuid, boolean, text, text) from public;

-- As before; but whoever takes back the offer of a swap has not said that they will hold it: what the lead decided stands.
create or replace function stop_cover(p_booking uuid, p_request text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_own boolean; v_swap boolean;
begin
  if covering_as() is distinct from 'coach' then return false; end if;
  -- Locked first, as whoever gives it away or gives it up does.
  perform from booking where id = p_booking and coach_id = me() and status = 'booked' for no key update;
  if not found then return false; end if;
  update cover set to_coaches = false,
      settled_at = case when asked_as in ('coach', 'worker') then clock_now() end,
      outcome = case when asked_as in ('coach', 'worker') then 'withdrawn' end
   where booking_id = p_booking and coach_id = me() and (to_coaches or swap_for is not null) and settled_at is null and chosen_id is null
   returning settled_at is not null, swap_for is not null into v_own, v_swap;
  if v_own is null then return false; end if;
  if v_own and not v_swap then
    update rehome_task set by_hand = null where booking_id = p_booking and settled_at is null and by_hand is not null;
  end if;
  perform audit_append(case when v_swap then 'swap.withdrawn' else 'cover.stopped' end, 'booking', p_booking, 'coach', me(), null, null, p_request);
  return true;
end $$;

-- As before; and the offer of a swap that it takes back is on the trail.
create or replace function ask_for_cover(p_coach uuid, p_starts timestamptz, p_request text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_as text := covering_as(); v_booking uuid; v_cover uuid; v_new boolean;
begin
  if v_as is null or not covers_for(p_coach) then return null; end if;
  select b.id into v_booking from booking b
   where b.coach_id = p_coach and b.starts_at = p_starts and b.status = 'booked' and b.starts_at > clock_now() for no key update;
  if v_booking is null then return null; end if;
  perform withdraw_swaps(v_booking, false, v_as, p_request);
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

-- As before; and offers of a swap of it, or for it, are over: nobody is to agree to one while its client chooses.
create or replace function let_go_session(p_booking uuid, p_how text, p_request text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if covering_as() is distinct from 'lead_ops' then return false; end if;
  insert into rehome_task (booking_id, coach_id, by_hand)
    select b.id, b.coach_id, p_how from booking b
     where b.id = p_booking and b.status = 'booked' and b.starts_at > clock_now() for no key update
    on conflict (booking_id) where settled_at is null do update set by_hand = excluded.by_hand;
  if not found then return false; end if;
  perform withdraw_swaps(p_booking, true, 'lead_ops', p_request);
  perform audit_append('cover.given-up', 'booking', p_booking, 'lead_ops', me(), null, p_how, p_request);
  return true;
end $$;

-- As before; but nobody once its client was asked to choose another time.
create or replace function give_cover(p_cover uuid, p_coach uuid, p_request text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_as text := covering_as(); v_booking uuid;
begin
  update cover v set chosen_id = p_coach, missed_id = null
   where v.id = p_cover and v.settled_at is null and v.chosen_id is null and v.starts_at > clock_now()
     and not was_asked_to_choose(v.booking_id)
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

-- As before; nor may it be swapped then, from either side.
create or replace function answer_swap(p_cover uuid, p_agreed boolean, p_request text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_cover cover;
begin
  update cover v set chosen_id = case when p_agreed then me() end, settled_at = case when not p_agreed then clock_now() end,
         outcome = case when not p_agreed then 'declined' end
   where v.id = p_cover and v.settled_at is null and v.chosen_id is null and v.missed_id is null and v.swap_with = me()
     and covering_as() = 'coach' and least(v.starts_at, v.swap_at) > clock_now()
     and not (p_agreed and (was_asked_to_choose(v.booking_id) or was_asked_to_choose(v.swap_for)))
     and exists (select from coach has, coach own where has.id = v.coach_id and own.id = me() and own.active and has.provider_id = own.provider_id)
   returning * into v_cover;
  if v_cover.id is null then return false; end if;
  perform audit_append(case when p_agreed then 'swap.agreed' else 'swap.declined' end, 'booking', one, 'coach', me(), null, null, p_request)
    from unnest(case when p_agreed then array[v_cover.booking_id, v_cover.swap_for] else array[v_cover.booking_id] end) one;
  return true;
end $$;

create or replace function swaps_for(p_booking uuid, out coach_id uuid, out starts_at timestamptz, out ends_at timestamptz, out mode text,
  out service_key text, out longer boolean)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select b.coach_id, b.starts_at, b.ends_at, b.mode, b.service_key, b.longer
    from booking mine join coach own on own.id = mine.coach_id
    join coach c on c.provider_id = own.provider_id and c.id <> own.id
    join booking b on b.coach_id = c.id and b.status = 'booked' and b.starts_at > clock_now()
   where mine.id = p_booking and covering_as() = 'coach' and own.id = me() and mine.status = 'booked' and mine.starts_at > clock_now()
     and meets(c, mine.service_key, mine.mode, mine.matched_on) and meets(own, b.service_key, b.mode, b.matched_on)
     and not exists (select from rehome_task t where t.booking_id in (mine.id, b.id) and t.settled_at is null and t.told_at is not null)
     and not exists (select from kept_apart k
       where k.client_id = mine.client_id and k.coach_id = c.id or k.client_id = b.client_id and k.coach_id = own.id)
     and not exists (select from cover v where v.booking_id = mine.id and v.swap_for = b.id and v.outcome = 'declined'
       and v.settled_at > clock_now() - interval '1 day' and (v.coach_id, v.starts_at, v.swap_with, v.swap_at)
         = (mine.coach_id, mine.starts_at, b.coach_id, b.starts_at))
$$;

create or replace function swaps_offered_to_me(out id uuid, out coach text, out own_at timestamptz, out starts_at timestamptz, out ends_at timestamptz,
  out mode text, out service_key text, out state text)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select v.id, has.name_shown, v.swap_at, b.starts_at, b.ends_at, b.mode, b.service_key,
         case when v.chosen_id is not null then 'agreed' when v.missed_id is not null then 'missed' else 'open' end
    from cover v join booking b on b.id = v.booking_id join coach has on has.id = v.coach_id
   where v.settled_at is null and v.swap_with = me() and covering_as() = 'coach' and least(v.starts_at, v.swap_at) > clock_now()
     and (v.chosen_id is not null or v.missed_id is not null or not (was_asked_to_choose(v.booking_id) or was_asked_to_choose(v.swap_for)))
   order by v.asked_at, v.id limit 20
$$;

create or replace function covers_open_to_me(out id uuid, out starts_at timestamptz, out ends_at timestamptz, out mode text, out service_key text,
  out state text)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select v.id, b.starts_at, b.ends_at, b.mode, b.service_key,
         case when v.chosen_id = me() then 'mine' when v.missed_id = me() then 'missed' else 'open' end
    from cover v join booking b on b.id = v.booking_id join coach has on has.id = v.coach_id join coach own on own.id = me()
   where v.settled_at is null and v.swap_for is null and v.starts_at > clock_now() and covering_as() = 'coach' and v.coach_id <> own.id
     and (v.chosen_id = own.id or v.chosen_id is null and v.missed_id = own.id
       or v.chosen_id is null and v.to_coaches and own.active and has.provider_id = own.provider_id and not was_asked_to_choose(v.booking_id)
          and exists (select from cover_candidate k where k.cover_id = v.id and k.coach_id = own.id))
   order by b.starts_at limit 20
$$;

-- As before; whoever would give it reads why nobody can be given it now.
create or replace function cover_to_fill(p_cover uuid, out coach_id uuid, out coach text, out starts_at timestamptz, out ends_at timestamptz, out mode text,
  out service_key text, out looked boolean, out chosen text, out missed text, out outcome text)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select v.coach_id, has.name_shown, v.starts_at, b.ends_at, b.mode, b.service_key, v.looked_at is not null,
         case when covers_for(v.chosen_id) then chosen.name_shown when v.chosen_id is not null then '' end,
         case when covers_for(v.missed_id) then missed.name_shown end,
         coalesce(v.outcome, case when was_asked_to_choose(v.booking_id) then 'asked' end)
    from cover v join booking b on b.id = v.booking_id join coach has on has.id = v.coach_id
    left join coach chosen on chosen.id = v.chosen_id left join coach missed on missed.id = v.missed_id
   where v.id = p_cover and covering_as() in ('lead_ops', 'partner_rota') and covers_for(v.coach_id)
$$;

/*
 * As before, with the booking locked, as whoever gives it up does: it is acknowledged before it is cancelled, or not at all. Whoever
 * acknowledges locks it first, since a change of a booking ends what was asked with it locked.
 */
create or replace function end_cover_task() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from booking where id = new.booking_id for no key update;
  update task set done_at = clock_now(), outcome = 'not-needed'
   where booking_id = new.booking_id and kind = 're-home' and done_at is null;
  update cover set settled_at = clock_now(), outcome = 'withdrawn'
   where booking_id = new.booking_id and coach_id = new.coach_id and not to_coaches and swap_for is null
     and (asked_as = 'worker' or asked_as in ('lead_ops', 'partner_rota') and asked_at >= new.asked_at)
     and settled_at is null and chosen_id is null;
  if found then
    update rehome_task set by_hand = null where booking_id = new.booking_id and settled_at is null and by_hand is not null;
  end if;
  return null;
end $$;

create or replace function acknowledge_by_link(out booking_id uuid, out coach_id uuid) returns setof record
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select from booking b where b.id = (select a.booking_id from acknowledgement a
    where starts_with(current_setting('app.claim', true), 'acknowledge:') and a.link_hash = claim_hash()) for no key update;
  update acknowledgement a set acknowledged_at = clock_now()
   where starts_with(current_setting('app.claim', true), 'acknowledge:') and a.link_hash = claim_hash()
     and a.acknowledged_at is null and a.ended_at is null and a.starts_at > clock_now()
     and exists (select from booking b where b.id = a.booking_id and b.status = 'booked')
  returning a.booking_id, a.coach_id
$$;

-- Locks a session of the coach who asks, which their role cannot change.
create function lock_own_session(p_booking uuid) returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select from booking b where b.id = p_booking and b.coach_id = me() and current_setting('role') = 'lay_coach' for no key update
$$;
revoke execute on function lock_own_session(uuid) from public;
grant execute on function lock_own_session(uuid) to lay_coach;
