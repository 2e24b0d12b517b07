/*
 * A coach says that they know somebody while another booking of that person is proved under the same contact: each looked before the
 * other was there, and neither brought along what the other had. Both take the contact's turn first, before they look and before
 * they wait for the coach.
 */
create function take_turn_of_contact(p_contact bytea) returns void language sql
set search_path = pg_catalog, public, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('contact ' || encode(p_contact, 'hex'), 0))
$$;
revoke execute on function take_turn_of_contact(bytea) from public;

create or replace function keep_apart_as_proved(p_contact bytea) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare one record;
begin
  -- Of two who prove it at once, the second sees the first.
  perform take_turn_of_contact(p_contact);
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

create or replace function i_know(p_booking uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_client uuid; v_me uuid := me();
begin
  if current_setting('role') <> 'lay_coach' or v_me is null then return false; end if;
  select b.client_id into v_client from booking b
   where b.id = p_booking and b.coach_id = v_me and b.status = 'booked' and b.starts_at > clock_now()
     and not exists (select from kept_apart k where k.client_id = b.client_id and k.coach_id = v_me) for no key update;
  if v_client is null then return false; end if;
  perform take_turn_of_contact(contact) from (
    select k.contact_hash as contact from client_contact k where k.client_id = v_client
    union select b.contact_hashes[1] from booking b where b.client_id = v_client order by 1) all_of_theirs;
  -- Whoever is taking a time with this coach just now is seen by what follows, or sees it.
  perform lock_coach(v_me);
  insert into kept_apart (client_id, coach_id) values (v_client, v_me) on conflict do nothing;
  return found;
end $$;

-- Where a call alone was asked for, and the session is another's or stands after all, nobody calls about it any more.
create function end_call_alone() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update task set done_at = clock_now(), outcome = 'not-needed'
   where booking_id = new.booking_id and kind = 'call' and done_at is null and opened_at >= new.called_at;
  return null;
end $$;
revoke execute on function end_call_alone() from public;
create trigger end_call_alone after update of settled_at on rehome_task for each row
  when (old.settled_at is null and new.called_at is not null and new.outcome not in ('cancelled', 'under-way'))
  execute function end_call_alone();
