/*
 * A contact that somebody typed says nothing of whoever it belongs to: it leaves out no coach, refuses nothing, and what is booked
 * under it speaks for nobody else. Once it is proved, it does: whom not to offer is then one for all who proved it.
 */

-- Who proved a contact: accounts that have it, and whoever's booking was proved under it. Who took it away has it no longer.
create function proved_under(p_contact bytea) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select k.client_id from client_contact k where k.contact_hash = p_contact and k.verified_at is not null and k.removed_at is null
  union
  select b.client_id from booking b where b.contact_hashes[1] = p_contact and b.verified_at is not null
     and not exists (select from client_contact k where k.client_id = b.client_id and k.contact_hash = p_contact and k.removed_at is not null)
$$;

create function keep_apart_as_proved(p_contact bytea) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare one record;
begin
  -- Where there is nothing to bring along, nobody waits for anybody.
  if not exists (select from booking b join kept_apart k on k.client_id = b.client_id where b.contact_hashes[1] = p_contact)
     and not exists (select from client_contact c join kept_apart k on k.client_id = c.client_id where c.contact_hash = p_contact) then
    return;
  end if;
  -- Of two who prove it at once, the second sees the first.
  perform pg_advisory_xact_lock(hashtextextended('contact ' || encode(p_contact, 'hex'), 0));
  for one in
    select p.client, c.coach_id from proved_under(p_contact) p (client)
     cross join (select distinct k.coach_id from kept_apart k where k.client_id in (select proved_under(p_contact))) c
     where not exists (select from kept_apart k where k.client_id = p.client and k.coach_id = c.coach_id)
     order by c.coach_id, p.client loop
    -- Whoever is taking a time with this coach just now is seen by what follows, or sees it.
    perform lock_coach(one.coach_id);
    insert into kept_apart (client_id, coach_id) values (one.client, one.coach_id) on conflict do nothing;
  end loop;
end $$;

create function apart_once_proved() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_table_name = 'booking' then
    perform keep_apart_as_proved(new.contact_hashes[1]);
  else
    perform keep_apart_as_proved(new.contact_hash);
  end if;
  return null;
end $$;
create trigger apart_once_proved after update of verified_at on booking for each row
  when (old.verified_at is null and new.verified_at is not null) execute function apart_once_proved();
create trigger apart_once_added after insert on client_contact for each row
  when (new.verified_at is not null) execute function apart_once_proved();
create trigger apart_once_proved after update of verified_at on client_contact for each row
  when (old.verified_at is null and new.verified_at is not null) execute function apart_once_proved();

-- As before; and what is said of somebody who proved a contact holds for whoever else proved it.
create or replace function kept_apart_now() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_contact bytea;
begin
  perform rehome_apart(new.client_id);
  for v_contact in
    select k.contact_hash from client_contact k
     where k.client_id = new.client_id and k.verified_at is not null and k.removed_at is null
    union select b.contact_hashes[1] from booking b where b.client_id = new.client_id and b.verified_at is not null loop
    perform keep_apart_as_proved(v_contact);
  end loop;
  return null;
end $$;

-- Whoever booked in a browser, and whoever is signed in there.
create function clients_here(p_browser bytea) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select b.client_id from booking b where b.browser = p_browser
  union select s.client_id from client_session s where s.browser = p_browser and client_session_lives(s)
$$;
create index on client_session (browser) where browser is not null;

-- Whom not to offer to whoever asks: by what is known of their browser, and by where they say that they work.
drop function coaches_left_out(bytea, bytea[]);
create function coaches_left_out(p_place bytea) returns text[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(one::text order by one), '{}') from (
    select k.coach_id as one from clients_here(claim_hash()) c join kept_apart k on k.client_id = c
    union select w.coach_id from coach_workplace w where w.token = p_place) t
$$;

/*
 * Whom a new booking is kept apart from for good: those who work where its client says that they do, and those kept apart from
 * the same person, as who booked in this browser under the same contact is, or who proved it and is signed in here. Who else used the
 * same browser is another person: what is left out for them is not offered there, and is kept for nobody.
 */
drop function coaches_kept_from(bytea, bytea[]);
create function coaches_kept_from(p_place bytea, p_contact bytea) returns text[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(one::text order by one), '{}') from (
    select k.coach_id as one from booking b join kept_apart k on k.client_id = b.client_id
     where b.browser = claim_hash() and b.contact_hashes[1] = p_contact
    union select k.coach_id from client_session s
      join client_contact c on c.client_id = s.client_id and c.contact_hash = p_contact and c.verified_at is not null and c.removed_at is null
      join kept_apart k on k.client_id = s.client_id
     where s.browser = claim_hash() and client_session_lives(s)
    union select w.coach_id from coach_workplace w where w.token = p_place) t
$$;

create or replace function hold_not_apart() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse_apart(exists (select from clients_here(new.browser) c join kept_apart k on k.client_id = c
    where k.coach_id = new.coach_id), new.coach_id);
  return new;
end $$;

-- What another system books is kept apart from nobody as it is booked: a key has no workplace to say and proves no contact.
drop policy booking on kept_apart;
create policy booking on kept_apart for insert to lay_public
  with check (exists (select from booking b where b.client_id = kept_apart.client_id and b.browser = (select claim_hash())));

revoke execute on function proved_under(bytea), keep_apart_as_proved(bytea), apart_once_proved(), clients_here(bytea),
  coaches_left_out(bytea), coaches_kept_from(bytea, bytea) from public;
grant execute on function coaches_left_out(bytea), coaches_kept_from(bytea, bytea) to lay_public;
