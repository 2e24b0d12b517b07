/*
 * As before; and what the lead or the provider asked for while nobody acknowledged it. What they asked for before it was to be
 * acknowledged has another reason, and goes on.
 */
create or replace function end_cover_task() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
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
