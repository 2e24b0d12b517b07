-- Whoever offered a swap is told that it was declined, by the worker, who knows their ways; what was declined before is old.
alter table cover add column told_at timestamptz;
update cover set told_at = settled_at where outcome = 'declined';
create index cover_declined_untold on cover (settled_at) where outcome = 'declined' and told_at is null;
grant update (told_at) on cover to lay_worker;

/*
 * As before, and all of them: which are shown is for whoever shows them. "Not this time" is no for a day, and for these two coaches
 * at these two times.
 */
create or replace function swaps_for(p_booking uuid, out coach_id uuid, out starts_at timestamptz, out ends_at timestamptz, out mode text,
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
     and not exists (select from cover v where v.booking_id = mine.id and v.swap_for = b.id and v.outcome = 'declined'
       and v.settled_at > clock_now() - interval '1 day' and (v.coach_id, v.starts_at, v.swap_with, v.swap_at)
         = (mine.coach_id, mine.starts_at, b.coach_id, b.starts_at))
$$;
