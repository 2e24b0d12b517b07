/*
 * Whom a new booking is kept apart from for good: coaches who are kept apart from whoever gave the same contact before, by
 * whatever way they come, and those who work where they say that they do. Who else used the same browser is another person: what
 * is left out for them is not offered there, and is kept for nobody.
 */
create function coaches_kept_from(p_place bytea, p_contacts bytea[]) returns text[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(one::text order by one), '{}') from (
    select k.coach_id as one from unnest(p_contacts) contact
      join booking b on b.contact_hashes[1] = contact or b.contact_hashes[2] = contact
      join kept_apart k on k.client_id = b.client_id
    union select w.coach_id from coach_workplace w where w.token = p_place) t
$$;
-- Whom not to offer to whoever asks: those, and the ones kept apart from any client who booked in this browser.
create function coaches_left_out(p_place bytea, p_contacts bytea[]) returns text[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(distinct one order by one), '{}') from (
    select k.coach_id::text as one from booking b join kept_apart k on k.client_id = b.client_id where b.browser = claim_hash()
    union select unnest(coaches_kept_from(p_place, p_contacts))) t
$$;
revoke execute on function coaches_kept_from(bytea, bytea[]), coaches_left_out(bytea, bytea[]) from public;
grant execute on function coaches_kept_from(bytea, bytea[]), coaches_left_out(bytea, bytea[]) to lay_public;
drop function coaches_left_out(bytea);

-- Whoever was erased needs nobody else as their coach leaves.
create or replace function hand_over_tasks() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.active then
    update task t set done_at = clock_now(), outcome = 'not-needed'
      from booking b where b.id = t.booking_id and b.coach_id = new.id and t.kind = 'hand-over' and t.done_at is null;
  else
    insert into task (kind, booking_id, due_at)
      select 'hand-over', n.id, clock_now() + interval '3 days'
        from (select distinct on (b.client_id) b.id from booking b join client c on c.id = b.client_id and c.erased_at is null
               where b.coach_id = new.id and b.status in ('booked', 'fulfilled') and b.starts_at > clock_now() - interval '90 days'
               order by b.client_id, b.starts_at desc) n
      on conflict (booking_id, kind) where done_at is null do nothing;
  end if;
  return null;
end $$;
