-- Somebody who wants to be told when a time before their booking's opens: in line by when they asked, for one booking.
create table waiting_alert (
  booking_id uuid primary key references booking on delete cascade,
  asked_at timestamptz not null default clock_now(),
  -- No time before this is wanted; null takes any.
  not_before timestamptz,
  -- Times that were free when they asked and still are, in UTC: there to be taken, and nothing that opened.
  passed text[] not null
);
comment on table waiting_alert is 'room: booking';
create index waiting_alert_line on waiting_alert (asked_at, booking_id);
select secure('waiting_alert');
grant select, insert (booking_id, not_before, passed), delete on waiting_alert to lay_public;
grant select, update (passed), delete on waiting_alert to lay_worker;
create policy own on waiting_alert to lay_public using (exists (select from booking b where b.id = booking_id))
  with check (exists (select from booking b where b.id = booking_id and b.status = 'booked' and b.starts_at > clock_now()));
create policy working on waiting_alert to lay_worker using (true) with check (true);

-- A time is kept for a booking whose coach is away, or because it opened before the booking's own.
alter table offer
  add column kind text not null default 'recovery' check (kind in ('recovery', 'sooner')),
  drop constraint offer_state_check,
  add constraint offer_state_check check (state in ('open', 'taken', 'released', 'declined', 'lapsed'));
create unique index one_sooner_offer_at_a_time on offer (booking_id) where kind = 'sooner' and state = 'open';
-- What ended without being taken is let go by the next round, which gives it to the next in line.
create index offer_to_pass_on on offer (until) where kind = 'sooner' and state in ('open', 'declined');
drop policy choosing on offer;
create policy choosing on offer for update to lay_public
  using (state = 'open' and exists (select from booking b where b.id = booking_id))
  with check (state = 'taken' or state = 'declined' and kind = 'sooner');

/*
 * Whoever moves or cancels a booking settles its task with it, ends the wait for a sooner time, and lets go of the times that were kept
 * for it, whose coaches are announced; the one that was chosen is the booking's own by then.
 */
create or replace function settle_rehome() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_coach uuid;
begin
  update rehome_task set settled_at = clock_now(), outcome = case
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
