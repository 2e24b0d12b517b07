/*
 * A task ends with its reason, in the statement that ends it: nobody is sent after another coach for a session that has one, that is
 * off, or whose coach says that they are there, nor after somebody whom nothing can reach any more.
 */
create function end_tasks() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update task set done_at = clock_now(), outcome = case when new.status = 'booked' and new.coach_id <> old.coach_id then 'done' else 'not-needed' end
   where booking_id = new.id and done_at is null and (kind = 're-home'
      or kind = 'bounce' and new.status <> 'booked' and new.cancelled_by is distinct from 'service');
  return null;
end $$;
create trigger end_tasks after update of status, coach_id, starts_at on booking for each row
  when (old.status <> new.status or old.coach_id <> new.coach_id or old.starts_at <> new.starts_at) execute function end_tasks();

create function end_cover_task() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update task set done_at = clock_now(), outcome = 'not-needed'
   where booking_id = new.booking_id and kind = 're-home' and done_at is null;
  return null;
end $$;
create trigger end_cover_task after update of acknowledged_at on acknowledgement for each row
  when (old.acknowledged_at is null and new.acknowledged_at is not null) execute function end_cover_task();

create function end_tasks_of_nobody() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update task set done_at = clock_now(), outcome = 'not-needed' where booking_id = old.booking_id and done_at is null;
  return null;
end $$;
create trigger end_tasks after delete on booking_person for each row execute function end_tasks_of_nobody();

-- Who wants no more texts is not texted about sooner times: they wait no longer, and their page says so.
create function stop_alert() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from waiting_alert where booking_id = new.booking_id;
  update offer set state = 'declined' where booking_id = new.booking_id and kind = 'sooner' and state = 'open';
  return null;
end $$;
create trigger stop_alert after update of stopped_hash on booking_person for each row
  when (new.stopped_hash is not null and new.takes_texts and (new.channel = 'text' or not new.has_email))
  execute function stop_alert();
revoke execute on function end_tasks(), end_cover_task(), end_tasks_of_nobody(), stop_alert() from public;

-- As before; and a session that took place after all stood, whoever was looked for.
create or replace function settle_rehome() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_coach uuid;
begin
  update rehome_task set settled_at = clock_now(), outcome = case
      when new.status in ('fulfilled', 'noshow') then 'stands'
      when new.status <> 'booked' then case when new.cancelled_by = 'service' then 'cancelled' else 'let-go' end
      when new.starts_at = old.starts_at then 'reassigned'
      when exists (select from offer o where o.booking_id = new.id and o.state = 'taken' and o.claim_id = new.claim_id) then 'chosen'
      else 'moved' end
    where booking_id = new.id and settled_at is null;
  if new.status <> 'booked' or new.starts_at <> old.starts_at then
    delete from waiting_alert where booking_id = new.id;
  end if;
  if not exists (select from offer o where o.booking_id = new.id and o.state = 'open') then return null; end if;
  for v_coach in select release_offers(new.id) loop
    perform pg_notify('claims', v_coach::text);
  end loop;
  return null;
end $$;
