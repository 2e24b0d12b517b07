/*
 * Whatever a verb believes: nobody gets a session, an offer or a hold with a coach who is kept apart from them. Refused under a
 * code of its own, with the coach as its detail, so that whoever asked looks further without that coach, or says that the time has
 * gone; tried again as it was, it would be refused again.
 */
create function refuse_apart(p_refused boolean, p_coach uuid) returns void language plpgsql as $$
begin
  if p_refused then raise exception 'This coach is not offered here' using errcode = 'LA001', detail = p_coach; end if;
end $$;
revoke execute on function refuse_apart(boolean, uuid) from public;

create or replace function booking_not_apart() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse_apart(exists (select from kept_apart k where k.client_id = new.client_id and k.coach_id = new.coach_id), new.coach_id);
  return new;
end $$;

create or replace function offer_not_apart() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse_apart(exists (select from booking b join kept_apart k on k.client_id = b.client_id
    where b.id = new.booking_id and k.coach_id = new.coach_id), new.coach_id);
  return new;
end $$;

create or replace function hold_not_apart() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse_apart(exists (select from booking b join kept_apart k on k.client_id = b.client_id
    where b.browser = new.browser and k.coach_id = new.coach_id), new.coach_id);
  return new;
end $$;
drop function refuse_apart(boolean);
