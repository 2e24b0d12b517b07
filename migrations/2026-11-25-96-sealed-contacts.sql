-- Who somebody is and how they are reached, what help they asked for and what they wrote to us is sealed from here on. A
-- migration cannot seal: what is plain goes into tables of its own, and the launcher seals it and drops them before
-- anything else starts.

/* What must be sealed in every row, said once nothing is plain any more. Called by the launcher, and here for a new database. */
create function all_sealed() returns void language plpgsql as $$
begin
  alter table booking alter column sealed_adjustments set not null;
  alter table booking_person alter column sealed_name set not null,
    add check (sealed_email is not null or sealed_phone is not null);
  alter table enquiry alter column sealed_aim set not null, alter column sealed_dates set not null,
    alter column sealed_email set not null;
end $$;

/* A person who is coached, with the key of how they are reached, in the transaction that makes them. */
create function new_client(client uuid, kek text, wrapped bytea) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into client (id) values (client);
  perform keep_key(client, 'contact', kek, wrapped);
end $$;
grant execute on function new_client(uuid, text, bytea) to lay_public, lay_client;

/* Keeps the key of an enquiry, unless that is there already: a form that is sent twice keeps what it kept. */
create function new_enquiry(enquiry uuid, kek text, wrapped bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from enquiry e where e.id = new_enquiry.enquiry) then return false; end if;
  perform keep_key(enquiry, 'contact', kek, wrapped);
  return true;
end $$;
grant execute on function new_enquiry(uuid, text, bytea) to lay_public;

-- Every booking is somebody's. Whose bookings are one person's is only known once both contacts were proved.
alter table booking add column client_id uuid,
  -- Which interpreter has to be found, all that somebody who arranges it needs to know.
  add column interpreter text[] not null default '{}' check (interpreter <@ '{bsl,interpreter}'),
  add column sealed_adjustments bytea;
update booking set client_id = gen_random_uuid(),
  interpreter = array(select one from unnest(adjustments) one where one in ('bsl', 'interpreter'));
insert into client (id, made_at, last_active_at) select client_id, made_at, made_at from booking;
alter table booking alter column client_id set not null, add foreign key (client_id) references client;
create index booking_of_client on booking (client_id);

alter table booking_person add column client_id uuid,
  add column sealed_name bytea,
  add column sealed_email bytea,
  add column sealed_phone bytea,
  -- The number to ring: sealed for the same cell as the phone, so that SQL can put the one in place of the other.
  add column sealed_session_phone bytea,
  -- Whether the phone takes texts: enough to plan messages without knowing it.
  add column takes_texts boolean not null default false;
update booking_person p set client_id = b.client_id from booking b where b.id = p.booking_id;
alter table booking_person alter column client_id set not null;
create index booking_person_of_client on booking_person (client_id);

alter table enquiry add column sealed_aim bytea, add column sealed_dates bytea, add column sealed_email bytea;
alter table api_answer add column sealed_body bytea;

do $$ begin
  if exists (select from booking) or exists (select from enquiry) or exists (select from api_answer) then
    create table plain_booking as
      select b.id, b.client_id, b.adjustments, p.name, p.email, p.phone, p.session_phone
        from booking b left join booking_person p on p.booking_id = b.id;
    create table plain_enquiry as select id, aim, dates, email from enquiry;
    create table plain_answer as select key_id, idempotency_key, body from api_answer where body is not null;
    perform secure('plain_booking'), secure('plain_enquiry'), secure('plain_answer');
  end if;
end $$;

alter table booking drop column adjustments;
alter table booking_person drop column name, drop column email, drop column phone, drop column session_phone;
grant select (interpreter) on booking to lay_lead, lay_governance;
grant select (client_id) on booking to lay_opening;
grant select (client_id, sealed_name, sealed_email, sealed_phone) on booking_person to lay_opening;
create or replace function sessions_of_my_provider(p_from timestamptz, p_until timestamptz, out slot text,
  out coach_id uuid, out starts_at timestamptz, out ends_at timestamptz, out mode text, out interpreter boolean)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select upper(substr(encode(sha256(convert_to('slot ' || b.id || (b.starts_at at time zone 'Europe/London')::date, 'UTF8')), 'hex'), 1, 6)),
         b.coach_id, b.starts_at, b.ends_at, b.mode, b.interpreter <> '{}'
    from booking b join coach c on c.id = b.coach_id
   where c.provider_id = my_provider() and b.status <> 'cancelled' and b.starts_at >= p_from and b.starts_at < p_until
   order by b.starts_at, b.coach_id limit 500
$$;
alter table enquiry drop column aim, drop column dates, drop column email;
alter table api_answer drop column body;
do $$ begin
  if to_regclass('plain_booking') is null then perform all_sealed(); end if;
end $$;

-- What the demonstration has sent so far is forgotten.
delete from captured_message;
alter table captured_message
  drop column sent_to, drop column subject, drop column body_text, drop column body_html, drop column ics, drop column headers,
  -- The whole of it, sealed; and a blind index of the address or number that it went to.
  add column sealed bytea not null,
  add column sent_index bytea not null check (length(sent_index) = 32);
create index captured_message_to on captured_message (sent_index, id);

/*
 * Whose keys a claim opens. The worker: how anybody is reached. A browser: the contact of a booking that it made and that
 * nobody proved to be theirs yet, to correct it. A client: their own, what they said only at level 2. A coach: how the
 * clients are reached whom they see, until 30 days after. The operator: who wrote to us.
 * More is opened besides by may_open().
 */
create or replace function may_open_before(as_role text, subject uuid, purpose text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if as_role = 'lay_worker' then return purpose = 'contact'; end if;
  if as_role = 'lay_client' then
    return subject = me() and (purpose = 'contact' or (purpose = 'content' and my_level() = 2));
  end if;
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
