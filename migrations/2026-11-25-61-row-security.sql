-- Every table answers by row: first what a role was granted, then which rows are theirs. A statement that forgets to ask
-- as somebody finds nothing.

/*
 * Puts a table under row security, for its owner too; only functions of the owner's and migrations see the whole of it.
 * For migrations only.
 */
create function secure(p_table regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', p_table);
  execute format('alter table %s force row level security', p_table);
  execute format('create policy owner on %s to lay_owner using (true) with check (true)', p_table);
end $$;

select secure(c.oid) from pg_class c
 where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname;

-- No function is anybody's who was not named.
revoke execute on all functions in schema public from public;
alter default privileges in schema public revoke execute on functions from public;
alter default privileges revoke execute on functions from public;
grant execute on function clock_now() to public;
do $$
declare everybody text := 'lay_public, lay_client, lay_coach, lay_supervisor, lay_rota, lay_lead, lay_governance, lay_duty,
  lay_commissioner, lay_evaluator, lay_sysadmin, lay_demo, lay_opening, lay_worker, lay_ops, lay_keys';
declare one text;
begin
  execute 'grant execute on function claim_hash(), claim_key(), me(), my_level(), my_provider() to ' || everybody;
  -- Facts about services and organisations: everybody's to read, the operator's to change.
  foreach one in array '{region,board,board_boundary,board_succession,board_place,setting,role_group,provider,
    programme_version,service_version,closure,service_stamp,helpline,workplace}'::text[] loop
    execute format('grant select on %s to %s', one, everybody);
    execute format('create policy reading on %s for select to %s using (true)', one, everybody);
    execute format('create policy changing on %s to lay_ops using (true) with check (true)', one);
  end loop;
end $$;
grant execute on function see_staff_session(), see_client_session(), staff_by_email(text) to lay_public;
grant execute on function lock_coach(uuid), claim_time(uuid, integer, integer, tstzrange, tstzrange, text, timestamptz, boolean),
  claim_first(uuid[], integer[], timestamptz[], integer, timestamptz, tstzrange, text, timestamptz, boolean),
  confirm_claim(uuid, tstzrange, timestamptz) to lay_public, lay_client, lay_coach, lay_ops, lay_worker;
grant execute on function enqueue_job(text, uuid[]) to lay_public, lay_client, lay_coach, lay_lead, lay_governance, lay_ops, lay_worker;

-- People of staff. Whoever signs in is not known yet, so the way in writes sessions; it reads none but its own.
grant insert, select, delete on staff_session to lay_public;
create policy mine on staff_session to lay_public using (hash = (select claim_hash())) with check (true);
grant select, update (ended_at), delete on staff_session to lay_ops;
create policy operator on staff_session to lay_ops using (true);
grant select, delete on staff_session to lay_worker;
create policy tidying on staff_session to lay_worker using (true);
grant select, insert, update on staff, staff_role to lay_ops;
create policy operator on staff to lay_ops using (true) with check (true);
create policy operator on staff_role to lay_ops using (true) with check (true);
grant select on staff to lay_public;
create policy who_is_signed_in on staff for select to lay_public
  using (id in (select s.staff_id from staff_session s where s.hash = (select claim_hash())));

-- Coaches: what a profile shows is public; the rest is theirs and the operator's.
revoke select on coach from lay_public;
grant select (id, number, provider_id, name_shown, background, biography, gender, languages, ethnically_diverse, modes,
  services, meeting_link, daily_cap, gap_minutes, active, feed_hash, feed_made_at, version) on coach to lay_public;
create policy reading on coach for select to lay_public, lay_coach, lay_ops, lay_worker using (true);
create policy own on coach for update to lay_coach using (id = (select me())) with check (id = (select me()));
create policy operator on coach to lay_ops using (true) with check (true);
drop trigger own_row on coach;
drop function refuse_other_coach();
do $$
declare one text;
begin
  foreach one in array '{coach_pattern,coach_exception,absence}'::text[] loop
    execute format('create policy reading on %s for select to lay_public, lay_coach, lay_ops, lay_worker using (true)', one);
    execute format('create policy own on %s to lay_coach using (coach_id = (select me())) with check (coach_id = (select me()))', one);
    execute format('create policy operator on %s to lay_ops using (true) with check (true)', one);
  end loop;
end $$;

-- The diary holds times of coaches and nobody else.
create policy diary on claim to lay_public, lay_coach, lay_ops, lay_worker using (true) with check (true);

-- What a browser or a key holds is its own.
revoke insert, select, update on hold from lay_coach, lay_ops;
create policy own on hold to lay_public
  using (browser = (select claim_hash()) or api_key_id = (select claim_key()))
  with check (browser = (select claim_hash()) or api_key_id = (select claim_key()));
create policy tidying on hold to lay_worker using (true) with check (true);

-- A booking is its browser's, its key's, that of a browser that proved itself, and (to be looked at) its link's.
revoke insert, update on booking from lay_ops;
revoke insert on booking from lay_coach, lay_worker;
create policy own on booking to lay_public
  using (browser = (select claim_hash()) or api_key_id = (select claim_key()) or visit_hash = (select claim_hash())
    or exists (select from browser_grant g
                where g.subject = booking.id and g.browser = (select claim_hash()) and g.until > clock_now()))
  with check (true);
create policy coaching on booking to lay_coach using (coach_id = (select me())) with check (true);
create policy operator on booking for select to lay_ops using (true);
create policy working on booking to lay_worker using (true) with check (true);

do $$
declare one text;
begin
  foreach one in array '{booking_person,booking_change}'::text[] loop
    execute format('create policy own on %s to lay_public, lay_coach using (exists (select from booking b where b.id = booking_id))
      with check (true)', one);
    execute format('create policy working on %s to lay_worker using (true) with check (true)', one);
  end loop;
end $$;
revoke all on booking_person from lay_ops;
revoke insert on booking_person from lay_coach;
create policy operator on booking_change for select to lay_ops using (true);
revoke insert on booking_change from lay_ops;

alter function settle_rehome() security definer set search_path = pg_catalog, public, pg_temp;
revoke all on rehome_task from lay_public;
create policy own on rehome_task to lay_coach using (coach_id = (select me())) with check (coach_id = (select me()));
create policy operating on rehome_task to lay_ops, lay_worker using (true) with check (true);

create policy counting on request_record for insert to lay_public, lay_coach, lay_ops, lay_worker with check (true);
create policy counted on request_record for select to lay_public, lay_coach, lay_ops, lay_worker using (true);
create policy counting on unmet_demand for insert to lay_public, lay_coach, lay_ops, lay_worker with check (true);
create policy counted on unmet_demand for select to lay_public, lay_coach, lay_ops, lay_worker using (true);
create policy proving on diary_proof to lay_worker using (true) with check (true);
create policy proved on diary_proof for select to lay_public, lay_ops using (true);

-- Codes and grants are those of the browser that asks. How often a subject was asked for, and ending its codes, are
-- questions about other browsers: two functions answer them and show nothing.
create policy own on one_time_code to lay_public using (browser = (select claim_hash())) with check (browser = (select claim_hash()));
create policy working on one_time_code to lay_worker using (true);
create policy own on browser_grant to lay_public using (browser = (select claim_hash())) with check (browser = (select claim_hash()));
create policy working on browser_grant to lay_worker using (true);
create function codes_lately(p_subject uuid, p_purpose text) returns bigint language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select count(*) from one_time_code
   where subject = p_subject and purpose = p_purpose and issued_at > clock_now() - interval '15 minutes'
$$;
create function void_codes(p_subject uuid) returns void language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  update one_time_code set used_at = clock_now() where subject = p_subject and used_at is null and expires_at > clock_now()
$$;

-- A booking by the two facts that a person gives to find it: an id to send a code about, never shown.
create function booking_by_facts(p_reference text, p_contact bytea) returns uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select id from booking where reference = p_reference and p_contact = any (contact_hashes)
$$;
-- Whether a contact has an appointment ahead that nobody proved; one booking may be left out.
create function unverified_ahead(p_contact bytea, p_without uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from booking
    where status = 'booked' and starts_at > clock_now() and verified_at is null
      and contact_hashes && array[p_contact] and id is distinct from p_without)
$$;
grant execute on function codes_lately(uuid, text), void_codes(uuid), booking_by_facts(text, bytea),
  unverified_ahead(bytea, uuid) to lay_public;

create policy own on api_key for select to lay_public using (hash = (select claim_hash()));
create policy operator on api_key to lay_ops using (true) with check (true);
create policy own on api_answer to lay_public using (key_id = (select claim_key())) with check (key_id = (select claim_key()));
create policy tidying on api_answer to lay_worker using (true);

create policy giving on enquiry for insert to lay_public with check (true);
create policy operator on enquiry to lay_ops using (true) with check (true);
-- What somebody wrote is opened one by one, at the operator's own desk, after it was written down why.
create policy opening on enquiry for select to lay_opening using (session_user = 'app_desk');
create policy tidying on enquiry to lay_worker using (true);

create policy planning on message for insert to lay_public, lay_coach, lay_ops with check (true);
create policy planned on message for select to lay_public, lay_coach, lay_ops using (true);
create policy working on message to lay_worker using (true) with check (true);
revoke select on captured_message from lay_ops;
grant select on captured_message to lay_demo;
create policy shown on captured_message for select to lay_demo using (true);
create policy working on captured_message to lay_worker using (true) with check (true);

drop policy acting_coach on audit_event;
create policy acting_coach on audit_event for insert to lay_coach
  with check (actor_kind = 'coach' and actor_id = (select me()));

-- When the coach of a private feed is busy, from an instant on; who that is follows from the feed's own secret.
create function busy_of_feed(p_from timestamptz, out reference text, out starts_at timestamptz, out ends_at timestamptz)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select md5('busy ' || b.id), b.starts_at, b.ends_at from booking b join coach c on c.id = b.coach_id
   where c.feed_hash = claim_hash() and starts_with(current_setting('app.claim', true), 'feed:')
     and b.status = 'booked' and b.ends_at > p_from
   order by b.starts_at limit 500
$$;
grant execute on function busy_of_feed(timestamptz) to lay_public;

-- The demonstration shows who is in it.
grant select on coach, staff to lay_demo;
create policy shown on coach for select to lay_demo using (true);
create policy shown on staff for select to lay_demo using (true);
