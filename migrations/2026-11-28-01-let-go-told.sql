/*
 * Once the client of a session was asked to choose another time, its coach has nothing left to acknowledge: they hear one story. Before
 * that the word of its coach ends what the lead decided, whoever asked for cover and when.
 */
drop function asked_by_link();
create function asked_by_link(out starts_at timestamptz, out mode text, out let_go boolean) returns setof record
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.starts_at, b.mode, was_asked_to_choose(b.id) from acknowledgement a join booking b on b.id = a.booking_id and b.status = 'booked'
   where starts_with(current_setting('app.claim', true), 'acknowledge:') and a.link_hash = claim_hash()
     and a.acknowledged_at is null and a.ended_at is null and a.starts_at > clock_now()
$$;
revoke execute on function asked_by_link() from public;
grant execute on function asked_by_link() to lay_public;

create or replace function acknowledge_by_link(out booking_id uuid, out coach_id uuid) returns setof record
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  select from booking b where b.id = (select a.booking_id from acknowledgement a
    where starts_with(current_setting('app.claim', true), 'acknowledge:') and a.link_hash = claim_hash()) for no key update;
  update acknowledgement a set acknowledged_at = clock_now()
   where starts_with(current_setting('app.claim', true), 'acknowledge:') and a.link_hash = claim_hash()
     and a.acknowledged_at is null and a.ended_at is null and a.starts_at > clock_now()
     and not was_asked_to_choose(a.booking_id)
     and exists (select from booking b where b.id = a.booking_id and b.status = 'booked')
  returning a.booking_id, a.coach_id
$$;

create or replace function end_cover_task() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_over boolean;
begin
  perform from booking where id = new.booking_id for no key update;
  update task set done_at = clock_now(), outcome = 'not-needed'
   where booking_id = new.booking_id and kind = 're-home' and done_at is null;
  update cover set settled_at = clock_now(), outcome = 'withdrawn'
   where booking_id = new.booking_id and coach_id = new.coach_id and not to_coaches and swap_for is null
     and (asked_as = 'worker' or asked_as in ('lead_ops', 'partner_rota') and asked_at >= new.asked_at)
     and settled_at is null and chosen_id is null;
  v_over := found;
  update rehome_task set by_hand = null
   where booking_id = new.booking_id and settled_at is null and by_hand is not null and (v_over or told_at is null);
  return null;
end $$;
