-- Whose keys a claim opens, in one place; functions without the questions that only mattered while tables were being made;
-- and rows that are written only as whoever may say so.

-- Whether this is a complaint about data and whoever asks is of governance.
create function governs_complaint(subject uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select has_role('governance') and exists (select from data_complaint c where c.id = subject)
$$;

/*
 * Whose keys a claim opens, by the role that asks.
 * The worker: how anybody is reached. A browser: the contact of a booking that it made and that nobody proved to be theirs
 * yet, to correct it; and what was said, where the client chose this browser (plan_access). A client: how they are reached
 * at level 2 alone, since a code need not be theirs; and what was said as they chose. A coach: how the clients are reached
 * whom they see, until 30 days after; at level 2 what was said in their engagements and what they wrote of themselves; a
 * concern that they raised. Where records are opened: what a grant, a task or the duty opened to this person, and to
 * governance what was written about data. The operator: who wrote to us.
 */
create or replace function may_open(as_role text, subject uuid, purpose text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return coalesce(case as_role || ' ' || purpose
    when 'lay_worker contact' then true
    when 'lay_public contact' then exists (select from booking b where b.client_id = subject and b.browser = claim_hash()
      and starts_with(current_setting('app.claim', true), 'browser:') and b.status = 'booked' and b.verified_at is null)
    when 'lay_public content' then may_open_plan(subject)
    when 'lay_client contact' then subject = me() and my_level() = 2
    when 'lay_client content' then may_open_plan(subject)
    when 'lay_coach contact' then exists (select from booking b where b.client_id = subject and b.coach_id = me()
      and b.ends_at > clock_now() - interval '30 days')
    when 'lay_coach content' then my_level() = 2 and (subject = me() or engaged_with(subject))
    when 'lay_coach case' then exists (select from concern c where c.id = subject and c.coach_id = me())
    when 'lay_opening content' then exists (select from break_glass g where g.client_id = subject and g.asked_by = me()
      and g.opened_at is not null and g.until > clock_now() and g.ended_at is null)
    when 'lay_opening contact' then governs_complaint(subject)
      or exists (select from booking b where b.client_id = subject and b.id in (select bookings_open_to_me()))
    when 'lay_opening case' then governs_complaint(subject) or subject in (select concerns_opened())
    when 'lay_ops contact' then exists (select from enquiry e where e.id = subject)
  end, false);
end $$;
drop function may_open_others(text, uuid, text), may_open_before(text, uuid, text), opens_complaint(text, uuid, text);

create or replace function contact_to_reach(p_hash bytea) returns uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return coalesce(
    (select k.id from client_contact k join client c on c.id = k.client_id and c.erased_at is null
      where k.contact_hash = p_hash and k.verified_at is not null and k.removed_at is null and k.codes),
    (select b.id from booking b
      where b.contact_hashes[1] = p_hash and b.api_key_id is null
        and not exists (select from client_contact k
                         where k.contact_hash = p_hash and k.verified_at is not null and k.removed_at is null)
        and not exists (select from client_contact k
                         where k.client_id = b.client_id and k.verified_at is not null)
        and exists (select from client c where c.id = b.client_id and c.erased_at is null)
      order by b.starts_at desc limit 1));
end $$;

create or replace function prove_contact(p_booking uuid) returns uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare b record; known record;
begin
  select booking.id, booking.client_id, booking.contact_hashes[1] as hash, p.channel into b
    from booking join booking_person p on p.booking_id = booking.id
   where booking.id = p_booking and booking.verified_at is not null;
  if not found then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('contact ' || encode(b.hash, 'hex'), 0));
  select k.id, k.client_id into known from client_contact k
   where k.contact_hash = b.hash and k.verified_at is not null and k.removed_at is null;
  if not found then
    if exists (select from client_contact k where k.client_id = b.client_id and k.verified_at is not null) then
      return b.client_id;
    end if;
    insert into client_contact (client_id, kind, contact_hash, booking_id, verified_at)
      values (b.client_id, case b.channel when 'text' then 'phone' else 'email' end, b.hash, b.id, clock_now())
      returning id, client_id into known;
  end if;
  perform enqueue_job('client-join', array[known.id]);
  return known.client_id;
end $$;

create or replace function ask_to_break_glass(p_reference text, p_reason text, p_minutes integer, p_delay text) returns uuid
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_id uuid;
begin
  insert into break_glass (client_id, reference, reason, minutes, asked_by, delay_reason)
    select c.id, p_reference, p_reason, p_minutes, me(), p_delay
      from booking b join client c on c.id = b.client_id
     where b.reference = p_reference and governing() and c.erased_at is null
  returning id into v_id;
  return v_id;
end $$;

create or replace function raise_concern(p_id uuid, p_level integer, p_theme text, p_booking uuid, p_words bytea,
  p_name bytea, p_number bytea, p_location bytea) returns uuid
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_coach uuid;
begin
  select s.staff_id into v_coach from staff_session s join coach c on c.id = s.staff_id
   where s.hash = claim_hash() and starts_with(current_setting('app.claim', true), 'session:');
  insert into concern (id, level, theme, booking_id, client_id, coach_id, sealed_words, sealed_name, sealed_number, sealed_location)
    select p_id, p_level, p_theme, b.id, b.client_id, v_coach, p_words, p_name, p_number, p_location
      from (select) one left join booking b on b.id = p_booking and b.coach_id = v_coach
  on conflict (id) do nothing;
  begin
    perform enqueue_job('concern-settle', array[p_id]);
  exception when others then
    raise warning 'A concern could not be queued: %', sqlstate;
  end;
  return v_coach;
end $$;

-- Told is what was sent: where nothing is left to reach somebody by, nobody says that they were told.
create or replace function tell_of_glass(g break_glass) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_booking uuid; v_channel text;
begin
  select b.id, p.channel into v_booking, v_channel
    from booking b join booking_person p on p.booking_id = b.id
   where b.client_id = g.client_id order by b.starts_at desc limit 1;
  if v_booking is not null then
    insert into message (kind, subject_id, subject_sequence, recipient, channel, due_at, try_at)
      values ('record-opened', v_booking, (select 1000 + count(*) from break_glass o
                where o.client_id = g.client_id and o.told_at is not null), 'client', v_channel, clock_now(), clock_now())
      on conflict do nothing;
    perform enqueue_job('messages', array[v_booking]);
    update break_glass set told_at = clock_now() where id = g.id;
  end if;
end $$;

-- A booking is made as one's own and changed by whoever made it or proved themselves; a link only shows it. Whose it is, who
-- made it and where somebody works is never rewritten, and a coach cancels and does nothing else.
drop policy own on booking;
create policy own on booking for select to lay_public
  using (browser = (select claim_hash()) or api_key_id = (select claim_key()) or visit_hash = (select claim_hash())
    or exists (select from browser_grant g
                where g.subject = booking.id and g.browser = (select claim_hash()) and g.until > clock_now()));
create policy making on booking for insert to lay_public
  with check (browser = (select claim_hash()) or api_key_id = (select claim_key()));
create policy changing on booking for update to lay_public
  using (browser = (select claim_hash()) or api_key_id = (select claim_key())
    or exists (select from browser_grant g
                where g.subject = booking.id and g.browser = (select claim_hash()) and g.until > clock_now()));
alter policy coaching on booking with check (coach_id = (select me()));
revoke update on booking from lay_public, lay_coach;
grant update (claim_id, coach_id, mode, longer, starts_at, ends_at, service_version, matched_on, sequence, status,
  cancelled_at, cancelled_by, contact_hashes, link_number, visit_hash, release_at, verified_at) on booking to lay_public;
grant update (status, cancelled_at, cancelled_by, sequence) on booking to lay_coach;

-- Who a booking's person is: written with the booking, corrected by whoever may change it, read by its coach.
revoke update on booking_person from lay_public, lay_coach;
grant update (sealed_name, sealed_email, sealed_phone, sealed_session_phone, channel, takes_texts) on booking_person to lay_public;
drop policy own on booking_change;
create policy own on booking_change for select to lay_public, lay_coach using (exists (select from booking b where b.id = booking_id));
-- A booking that is made in the same statement cannot be seen yet.
create policy writing on booking_change for insert to lay_public, lay_coach
  with check (sequence = 0 and what = 'booked' or exists (select from booking b where b.id = booking_id));

-- Whoever plans messages sees of them what planning asks for; people of staff only while they are signed in.
revoke select on message from lay_client;
grant select (due_at, is_code, subject_id) on message to lay_client;
alter policy planned_staff on message using (recipient = 'address' and (select me()) is not null);
alter policy planning_staff on message with check (recipient = 'address' and (select me()) is not null);

-- The way in writes whose session it is and how surely; when it began is the clock's.
revoke insert on staff_session from lay_public;
grant insert (hash, staff_id, level, strong_at, device) on staff_session to lay_public;
alter policy mine on staff_session with check (level = 1 or strong_at is not null);

-- A role without anybody in it finds nothing, here as elsewhere.
alter policy governing on data_complaint using ((select me()) is not null) with check ((select me()) is not null);
alter policy governing on legal_hold using ((select me()) is not null);
alter policy seeing on access_review using ((select me()) is not null);
alter policy seeing on access_review_line using ((select me()) is not null);
alter policy seeing on invitation using ((select me()) is not null);
alter policy taking_back on invitation using ((select me()) is not null) with check ((select me()) is not null);
alter policy seeing on recovery using ((select me()) is not null);
alter policy agreeing on recovery using ((select me()) is not null);
alter policy agreeing_governance on recovery using ((select me()) is not null);
alter policy seeing on staff using ((select me()) is not null);
alter policy inviting on staff with check ((select me()) is not null);
alter policy seeing on staff_role using ((select me()) is not null);
