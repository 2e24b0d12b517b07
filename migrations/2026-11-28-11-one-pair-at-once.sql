/*
 * Whoever is kept apart from a coach is looked after with that coach locked, pair by pair: a session that is being given away just then
 * by another pair got a task that nothing ended, and one that was moved to that coach meanwhile got none.
 */
create function lock_who_is_apart() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform lock_coach(new.coach_id);
  return new;
end $$;
revoke execute on function lock_who_is_apart() from public;
create trigger lock_first before insert on kept_apart for each row execute function lock_who_is_apart();

-- As before, for one pair. Asked with the coach locked.
create function rehome_apart(p_client uuid, p_coach uuid) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_coach uuid;
begin
  insert into rehome_task (booking_id, coach_id, apart)
    select b.id, b.coach_id, true from booking b
     where b.client_id = p_client and b.coach_id = p_coach and b.status = 'booked' and b.starts_at > clock_now()
    on conflict (booking_id) where settled_at is null do update set apart = true;
  for v_coach in
    with offers as (
      update offer o set state = 'released' from booking b
       where o.state = 'open' and b.id = o.booking_id and b.client_id = p_client and o.coach_id = p_coach
      returning o.claim_id),
    holds as (
      update hold h set state = 'released'
       where h.state = 'live' and h.coach_id = p_coach and h.browser in (select b.browser from booking b where b.client_id = p_client)
      returning h.claim_id)
    update claim set active = false
     where id in (select claim_id from offers union select claim_id from holds) and active returning coach_id
  loop
    perform pg_notify('claims', v_coach::text);
  end loop;
end $$;
revoke execute on function rehome_apart(uuid, uuid) from public;

create or replace function kept_apart_now() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_contact bytea;
begin
  perform rehome_apart(new.client_id, new.coach_id);
  for v_contact in
    select k.contact_hash from client_contact k
     where k.client_id = new.client_id and k.verified_at is not null and k.removed_at is null
    union select b.contact_hashes[1] from booking b where b.client_id = new.client_id and b.verified_at is not null loop
    perform keep_apart_as_proved(v_contact);
  end loop;
  return null;
end $$;

create or replace function keep_apart_as_one() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_coach uuid;
begin
  if exists (select from client c where c.id = new.client_id and c.erased_at is not null) then return null; end if;
  for v_coach in
    select distinct k.coach_id from kept_apart k where k.client_id in (old.client_id, new.client_id) order by k.coach_id loop
    perform lock_coach(v_coach);
    insert into kept_apart (client_id, coach_id) values (new.client_id, v_coach) on conflict do nothing;
    -- The account may have been kept apart before, and the booking that passes to it is with that coach.
    perform rehome_apart(new.client_id, v_coach);
  end loop;
  return null;
end $$;
drop function rehome_apart(uuid);
