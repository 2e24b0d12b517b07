-- Whom a session was to go to and could not, each time; both coaches are told of the last. Its coach may know that, and not who.
alter table cover add column missed_ids uuid[] not null default '{}',
  add column missed boolean not null generated always as (missed_id is not null) stored;
grant update (missed_ids) on cover to lay_worker;
-- Who asks is said to its coach: nobody reads "you asked" who did not.
grant select (asked_as, to_coaches, missed) on cover to lay_coach;

/*
 * A coach asks no more, while nobody has taken it. What the lead said is to become of it meanwhile is undone with it: where its client
 * was told, recovery tells them that it stands. Where the lead or the provider asks as well, the asking goes on without the coach.
 */
create or replace function stop_cover(p_booking uuid, p_request text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_own boolean;
begin
  if covering_as() is distinct from 'coach' then return false; end if;
  -- Locked first, as whoever gives it away or gives it up does.
  perform from booking where id = p_booking and coach_id = me() and status = 'booked' for no key update;
  if not found then return false; end if;
  update cover set to_coaches = false,
      settled_at = case when asked_as in ('coach', 'worker') then clock_now() end,
      outcome = case when asked_as in ('coach', 'worker') then 'withdrawn' end
   where booking_id = p_booking and coach_id = me() and to_coaches and settled_at is null and chosen_id is null
   returning settled_at is not null into v_own;
  if v_own is null then return false; end if;
  if v_own then
    update rehome_task set by_hand = null where booking_id = p_booking and settled_at is null and by_hand is not null;
  end if;
  perform audit_append('cover.stopped', 'booking', p_booking, 'coach', me(), null, null, p_request);
  return true;
end $$;

-- As before; and what was looked for since nobody had acknowledged it is looked for no more, nor is its client moved for that.
create or replace function end_cover_task() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update task set done_at = clock_now(), outcome = 'not-needed'
   where booking_id = new.booking_id and kind = 're-home' and done_at is null;
  update cover set settled_at = clock_now(), outcome = 'withdrawn'
   where booking_id = new.booking_id and coach_id = new.coach_id and asked_as = 'worker' and not to_coaches
     and settled_at is null and chosen_id is null;
  if found then
    update rehome_task set by_hand = null where booking_id = new.booking_id and settled_at is null and by_hand is not null;
  end if;
  return null;
end $$;

-- As before; but nobody whom the coach who asks is kept apart from: what they opened would never be theirs.
create or replace function waits_for_me() returns table (client_id uuid, service_key text, longer boolean, from_at timestamptz, before_at timestamptz, passed text[],
  refused text[]) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select b.client_id, b.service_key, b.longer, greatest(a.not_before, clock_now()), b.starts_at, a.passed,
         array(select to_char(o.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from offer o
           where o.booking_id = b.id and o.kind = 'sooner' and o.state in ('declined', 'lapsed') and o.starts_at > clock_now())
    from waiting_alert a join booking b on b.id = a.booking_id join coach c on c.id = me() and current_setting('role') = 'lay_coach'
   where b.status = 'booked' and b.starts_at > clock_now() and b.interpreter = '{}' and meets(c, b.service_key, b.mode, b.matched_on)
     and not exists (select from kept_apart k where k.client_id = b.client_id and k.coach_id = c.id)
     and not exists (select from offer o where o.booking_id = b.id and o.kind = 'sooner' and o.state = 'open' and o.until > clock_now())
     and not exists (select from rehome_task t where t.booking_id = b.id and t.settled_at is null)
$$;
