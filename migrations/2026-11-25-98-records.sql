-- What somebody may do with what is held about them: have it deleted, keep it out of the evaluation, complain; and how long
-- it is kept when nobody asks.

-- A reason, in law, not to delete what is held about one client for now. Somebody owns it and looks at it again.
create table legal_hold (
  id uuid primary key default gen_random_uuid(),
  client_id uuid not null references client,
  reason text not null check (length(reason) between 20 and 1000),
  owner_id uuid not null references staff,
  review_on date not null,
  made_at timestamptz not null default clock_now(),
  lifted_at timestamptz,
  lifted_by uuid references staff
);
create unique index one_live_hold on legal_hold (client_id) where lifted_at is null;
comment on table legal_hold is 'room: records';
select secure('legal_hold');
grant select, insert, update (review_on, lifted_at, lifted_by) on legal_hold to lay_governance;
create policy governing on legal_hold to lay_governance using (true) with check (owner_id = (select me()));
grant select (id, client_id, review_on, lifted_at) on legal_hold to lay_client;
create policy own on legal_hold for select to lay_client using (client_id = (select me()));

-- Somebody who is coached and takes no part in the evaluation.
create table evaluation_objection (
  client_id uuid primary key references client on delete cascade,
  made_at timestamptz not null default clock_now()
);
comment on table evaluation_objection is 'room: records';
select secure('evaluation_objection');
grant select, insert, delete on evaluation_objection to lay_client;
create policy own on evaluation_objection to lay_client using (client_id = (select me())) with check (client_id = (select me()));

/* Whether whoever asks, in whatever zone, has a role and is surely who they say. */
create function has_role(which text) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from staff_role r where r.staff_id = me() and r.role = which and r.ended_at is null)
$$;
grant execute on function has_role(text) to lay_opening, lay_keys, lay_governance;

/*
 * A complaint about how somebody's data was used. What it says and where the answer goes are sealed under keys of its own,
 * so that it outlives the record it is about.
 */
create table data_complaint (
  id uuid primary key,
  reference text not null unique check (reference ~ '^[A-HJKMNP-TV-Z2-9]{8}$'),
  received_at timestamptz not null default clock_now(),
  acknowledge_by date not null,
  answer_by date not null,
  acknowledged_at timestamptz,
  answered_at timestamptz,
  sealed_words bytea not null,
  sealed_email bytea,
  check (answer_by > acknowledge_by)
);
create index on data_complaint (received_at) where answered_at is null;
comment on table data_complaint is 'room: records';
select secure('data_complaint');
grant insert on data_complaint to lay_public;
create policy giving on data_complaint for insert to lay_public with check (true);
grant select (id, reference, received_at, acknowledge_by, answer_by, acknowledged_at, answered_at),
  update (acknowledged_at, answered_at) on data_complaint to lay_governance;
create policy governing on data_complaint to lay_governance using (true) with check (true);
grant select on data_complaint to lay_opening;
create policy opening on data_complaint for select to lay_opening using (has_role('governance'));
grant select (id, reference, acknowledge_by, answer_by, sealed_email) on data_complaint to lay_worker;
create policy working on data_complaint for select to lay_worker using (true);

/* Keeps the keys of a complaint in the transaction that makes it. */
create function new_complaint(complaint uuid, kek text, wrapped_words bytea, wrapped_email bytea) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform keep_key(complaint, 'case', kek, wrapped_words);
  if wrapped_email is not null then perform keep_key(complaint, 'contact', kek, wrapped_email); end if;
end $$;
grant execute on function new_complaint(uuid, text, bytea, bytea) to lay_public;

/* Whose words about their data governance may open. */
create function opens_complaint(as_role text, subject uuid, purpose text) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select as_role = 'lay_opening' and purpose in ('case', 'contact') and has_role('governance')
     and exists (select from data_complaint c where c.id = subject)
$$;

/* Whose keys a claim opens, as before; and governance those of a complaint. */
create or replace function may_open_before(as_role text, subject uuid, purpose text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if as_role = 'lay_worker' then return purpose = 'contact'; end if;
  if as_role = 'lay_client' then
    return subject = me() and (purpose = 'contact' or (purpose = 'content' and my_level() = 2));
  end if;
  if opens_complaint(as_role, subject, purpose) then return true; end if;
  if purpose <> 'contact' then return false; end if;
  if as_role = 'lay_public' then
    return exists (select from booking b where b.client_id = subject and b.browser = claim_hash()
                      and starts_with(current_setting('app.claim', true), 'browser:')
                      and b.status = 'booked' and b.verified_at is null);
  end if;
  if as_role = 'lay_coach' then
    return exists (select from booking b where b.client_id = subject and b.coach_id = me()
                      and b.ends_at > clock_now() - interval '30 days');
  end if;
  return as_role = 'lay_ops' and exists (select from enquiry e where e.id = subject);
end $$;

-- What was destroyed because its time was over: what kind, how much, by which rule. Nothing of what it was.
create table destruction (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_now(),
  kind text not null,
  rule text not null,
  how_many bigint not null check (how_many > 0)
);
comment on table destruction is 'room: records';
select secure('destruction');
grant insert on destruction to lay_worker;
create policy working on destruction for insert to lay_worker with check (true);
grant select on destruction to lay_governance, lay_sysadmin;
create policy reading on destruction for select to lay_governance, lay_sysadmin using (true);

/*
 * Everything that the tables hold about whoever asks, surely known: each table that names a client, with their rows. A
 * table that nobody thought of is in it too. Left out is what has a page of its own, which knows what may be told yet: who
 * opened the record, and under what. A worry about somebody's safety stands in it once they were told, without what was said
 * and by whom; a legal hold without its reason, which may name others. A coach's private notes are given by a subject
 * request, which governance releases; they are only counted.
 */
create function my_record() returns jsonb language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  who uuid := me();
  one text;
  rows jsonb;
  held jsonb := '{}';
begin
  if who is null or my_level() is distinct from 2 then
    raise insufficient_privilege using message = 'a record is shown to whose it is, surely known';
  end if;
  select jsonb_build_object('client', jsonb_agg(to_jsonb(c))) into held from client c where c.id = who;
  for one in
    select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
     where a.attname = 'client_id' and not a.attisdropped and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and c.relname not in ('break_glass', 'record_opening', 'reveal_task')
     order by c.relname
  loop
    if one = 'coach_note' then
      select to_jsonb(count(*)) into rows from coach_note n where n.client_id = who;
    elsif one = 'booking' then
      select coalesce(jsonb_agg(to_jsonb(b) - 'client_id' || jsonb_build_object('coach', c.name_shown) order by b.starts_at), '[]')
        into rows from booking b join coach c on c.id = b.coach_id where b.client_id = who;
    elsif one = 'concern' then
      select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'raised_at', c.raised_at, 'told_at', c.told_at, 'closed_at', c.closed_at)
          order by c.raised_at), '[]')
        into rows from concern c where c.client_id = who and c.told_at is not null;
    elsif one = 'legal_hold' then
      select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'made_at', h.made_at, 'review_on', h.review_on, 'lifted_at', h.lifted_at)
          order by h.made_at), '[]')
        into rows from legal_hold h where h.client_id = who;
    else
      execute format('select coalesce(jsonb_agg(to_jsonb(t) - ''client_id''), ''[]'') from (select * from %I where client_id = $1 limit 2000) t', one)
        into rows using who;
    end if;
    held := held || jsonb_build_object(one, rows);
  end loop;
  select coalesce(jsonb_agg(to_jsonb(h) order by h.at), '[]') into rows
    from booking_change h join booking b on b.id = h.booking_id where b.client_id = who;
  held := held || jsonb_build_object('booking_change', rows);
  select coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'channel', m.channel, 'due_at', m.due_at, 'sent_at', m.sent_at,
           'state', m.state) order by m.due_at), '[]') into rows
    from message m join booking b on b.id = m.subject_id where b.client_id = who and m.recipient <> 'coach';
  return held || jsonb_build_object('message', rows);
end $$;
grant execute on function my_record() to lay_client;

/* The end of the chain of one's own trail, for a receipt: whoever keeps it can show later that nothing was put in its place. */
create function my_chain_end() returns text language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select encode(hash, 'hex') from audit_event where subject_id = me() order by n desc limit 1
$$;
grant execute on function my_chain_end() to lay_client;

/*
 * Erases one client: their sessions ahead are cancelled, everything that names them goes, their keys are destroyed, and
 * what must stay (that a session took place) stays under a random name of its own. Every table that names a client is
 * emptied of them unless it is listed here, so that a table nobody thought of is emptied too. Says whether there was
 * anybody. A legal hold stands in the way, except of carrying out again what was carried out before.
 */
create function erase_client(who uuid, again boolean default false) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  one record;
  tombstone uuid;
  stuck text[];
  left_over text[];
begin
  if current_setting('role') = 'lay_client' and (who is distinct from me() or my_level() is distinct from 2 or again) then
    raise insufficient_privilege using message = 'a client erases their own record, surely known';
  end if;
  perform from client where id = who and erased_at is null for update;
  if not found then return false; end if;
  if not again and exists (select from legal_hold h where h.client_id = who and h.lifted_at is null) then
    raise exception 'There is a legal hold on this record' using errcode = 'LH001';
  end if;
  for one in select id, coach_id, claim_id, starts_at, status, sequence from booking where client_id = who loop
    if one.status = 'booked' and one.starts_at > clock_now() then
      update booking set status = 'cancelled', cancelled_at = clock_now(), cancelled_by = 'client', sequence = sequence + 1
       where id = one.id;
      update claim set active = false where id = one.claim_id and active;
      insert into booking_change (booking_id, sequence, what, by_whom, coach_id, starts_at)
        values (one.id, one.sequence + 1, 'cancelled', 'client', one.coach_id, one.starts_at);
      insert into message (kind, subject_id, subject_sequence, recipient, channel, due_at, try_at)
        values ('coach-cancelled', one.id, one.sequence + 1, 'coach', 'email', clock_now(), clock_now())
        on conflict do nothing;
      perform enqueue_job('messages', array[one.id]);
    end if;
    delete from message where subject_id = one.id and recipient <> 'coach';
    delete from browser_grant where subject = one.id;
    delete from one_time_code where subject = one.id;
    tombstone := gen_random_uuid();
    insert into client (id, made_at, last_active_at, erased_at) values (tombstone, clock_now(), clock_now(), clock_now());
    delete from booking_person where booking_id = one.id;
    update booking set client_id = tombstone, contact_hashes = '{}', browser = null, api_key_id = null,
        visit_hash = sha256(convert_to(gen_random_uuid()::text, 'UTF8')), sealed_adjustments = '',
        reference = (select string_agg(substr('ABCDEFGHJKMNPQRSTVWXYZ23456789', 1 + floor(random() * 30)::integer, 1), '')
                       from generate_series(1, 8) n where n + length(one.id::text) > 0)
     where id = one.id;
  end loop;
  delete from one_time_code where subject = who;
  stuck := array(
    select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
     where a.attname = 'client_id' and not a.attisdropped and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and c.relname not in ('booking', 'concern', 'legal_hold') order by c.relname);
  -- Tables that lean on each other go in whatever order works.
  for round in 1 .. 6 loop
    left_over := '{}';
    for i in 1 .. cardinality(stuck) loop
      begin
        execute format('delete from %I where client_id = $1', stuck[i]) using who;
      exception when foreign_key_violation then left_over := left_over || stuck[i];
      end;
    end loop;
    stuck := left_over;
    exit when cardinality(stuck) = 0;
  end loop;
  if cardinality(stuck) > 0 then raise exception 'Nothing of a client may stay in %', stuck; end if;
  perform destroy_keys(who, 'contact'), destroy_keys(who, 'content');
  update client set erased_at = clock_now(), made_at = clock_now(), last_active_at = clock_now() where id = who;
  return true;
end $$;
grant execute on function erase_client(uuid, boolean) to lay_client, lay_worker;

/* Clients whom nobody has seen for as long as the rule says, no hold in the way, oldest first. */
create function clients_past(p_months integer, p_limit integer) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select c.id from client c
   where c.erased_at is null
     and greatest(c.last_active_at, (select max(b.ends_at) from booking b where b.client_id = c.id))
         < clock_now() - make_interval(months => p_months)
     and not exists (select from legal_hold h where h.client_id = c.id and h.lifted_at is null)
   order by c.last_active_at limit p_limit
$$;
grant execute on function clients_past(integer, integer) to lay_worker;

/* The client behind the reference of an appointment, for a hold on their record: an id, which leads to no name. */
create function client_by_reference(p_reference text) returns uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$ select client_id from booking where reference = p_reference $$;
grant execute on function client_by_reference(text) to lay_governance;

/* Clients with nothing to their name: no booking, no contact proved, made more than seven days ago and not seen since. */
create function expire_unfinished() returns bigint language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare gone bigint := 0; one uuid;
begin
  for one in select c.id from client c
      where c.erased_at is null and c.last_active_at < clock_now() - interval '7 days'
        and not exists (select from booking b where b.client_id = c.id)
        and not exists (select from client_contact k where k.client_id = c.id and k.verified_at is not null)
        and not exists (select from legal_hold h where h.client_id = c.id and h.lifted_at is null)
      order by c.id limit 500 loop
    perform erase_client(one);
    gone := gone + 1;
  end loop;
  return gone;
end $$;

/* Complaints that were answered six years ago, with their keys. */
create function expire_complaints() returns bigint language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare gone bigint := 0; one uuid;
begin
  for one in select id from data_complaint where answered_at < clock_now() - interval '6 years' order by id limit 500 loop
    delete from data_complaint where id = one;
    perform destroy_keys(one, null);
    gone := gone + 1;
  end loop;
  return gone;
end $$;

/*
 * Trails whose last entry is six years old go whole; a chain is never cut. A trail that a checkpoint has sealed stays
 * named in it, so that whoever verifies knows that it went by its rule: it is noted here.
 */
create table trail_expired (
  subject_id uuid primary key,
  entries bigint not null,
  last_hash bytea not null,
  at timestamptz not null default clock_now()
);
comment on table trail_expired is 'room: records';
select secure('trail_expired');
grant select on trail_expired to lay_governance, lay_sysadmin, lay_ops;
create policy reading on trail_expired for select to lay_governance, lay_sysadmin, lay_ops using (true);
create function expire_trail() returns bigint language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare gone bigint;
begin
  with old as (
    select subject_id, count(*) as entries, (array_agg(hash order by n desc))[1] as last_hash
      from audit_event group by subject_id having max(at) < clock_now() - interval '6 years' limit 500),
  noted as (insert into trail_expired (subject_id, entries, last_hash) select subject_id, entries, last_hash from old)
  delete from audit_event e using old where e.subject_id = old.subject_id;
  get diagnostics gone = row_count;
  return gone;
end $$;
grant execute on function expire_unfinished(), expire_complaints(), expire_trail() to lay_worker;

/*
 * As before, by people as they are known now: who was erased counts as one, however many sessions are left of them, so
 * that a cell is hidden rather once too often.
 */
create or replace function sessions_by_service_and_area(p_quarter date)
returns table (every_service boolean, service_key text, every_area boolean, area text, sessions bigint, people bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select grouping(b.service_key) = 1, b.service_key, grouping(b.area) = 1, b.area, count(*),
         count(distinct b.client_id) filter (where c.erased_at is null) + coalesce(max(1) filter (where c.erased_at is not null), 0)
    from public.booking b join public.client c on c.id = b.client_id
   where b.status <> 'cancelled'
     and b.starts_at >= (select lower(public.finished_quarter(p_quarter)))
     and b.starts_at < (select upper(public.finished_quarter(p_quarter)))
   group by cube (b.service_key, b.area)
$$;

/* As before, without the sessions of those who take no part in the evaluation. */
create or replace function sessions_by_week(p_quarter date)
returns table (week date, service_key text, area text, role_group_key text, sessions bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select date_trunc('week', b.starts_at at time zone 'Europe/London')::date, b.service_key, b.area, b.role_group_key,
         count(*)
    from public.booking b
   where b.status <> 'cancelled'
     and b.starts_at >= (select lower(public.finished_quarter(p_quarter)))
     and b.starts_at < (select upper(public.finished_quarter(p_quarter)))
     and not exists (select from public.evaluation_objection o where o.client_id = b.client_id)
   group by 1, 2, 3, 4
$$;

select make_queue('record-retention', true);
