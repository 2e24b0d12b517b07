-- A time kept for somebody who is still answering questions. The claim decides; this row says for whom and for what.
create table hold (
  id uuid primary key default gen_random_uuid(),
  claim_id uuid not null references claim,
  coach_id uuid not null references coach,
  service_key text not null,
  service_version integer not null,
  mode text not null check (mode in ('video', 'phone')),
  longer boolean not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  expires_at timestamptz not null,
  matched_on text[] not null,
  -- Exactly one of: the browser (a hash of its token) or the key that made it.
  browser bytea,
  api_key_id uuid,
  state text not null default 'live' check (state in ('live', 'used', 'released')),
  made_at timestamptz not null default clock_now(),
  -- Why this coach: the seed, how many were free, and the first of them in order with their load.
  assignment jsonb not null,
  check ((browser is null) <> (api_key_id is null)),
  foreign key (service_key, service_version) references service_version (key, version)
);
create index hold_of_browser on hold (browser) where state = 'live' and browser is not null;
create index hold_of_key on hold (api_key_id) where state = 'live' and api_key_id is not null;
comment on table hold is 'room: booking';

create table booking (
  id uuid primary key default gen_random_uuid(),
  reference text not null unique check (reference ~ '^[A-HJKMNP-TV-Z2-9]{8}$'),
  -- FHIR's Appointment states.
  status text not null default 'booked' check (status in ('booked', 'cancelled', 'fulfilled', 'noshow')),
  sequence integer not null default 0,
  service_key text not null,
  service_version integer not null,
  coach_id uuid not null references coach,
  claim_id uuid not null unique references claim,
  mode text not null check (mode in ('video', 'phone')),
  longer boolean not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  matched_on text[] not null,
  adjustments text[] not null default '{}',
  area text references board,
  setting_key text references setting,
  role_group_key text references role_group,
  browser bytea,
  api_key_id uuid,
  -- Hash of the token in the messages' links.
  visit_hash bytea not null unique,
  -- Keyed hashes of the normalised e-mail address and telephone number.
  contact_hashes bytea[] not null,
  verified_at timestamptz,
  -- When a further booking of an unverified contact lets go of its time unless verified.
  release_at timestamptz,
  made_at timestamptz not null default clock_now(),
  cancelled_at timestamptz,
  cancelled_by text check (cancelled_by in ('client', 'coach', 'service', 'unverified')),
  foreign key (service_key, service_version) references service_version (key, version)
);
create index booking_of_coach on booking (coach_id, starts_at);
create index booking_of_contact on booking using gin (contact_hashes) where status = 'booked';
create index booking_releasing on booking (release_at) where release_at is not null and status = 'booked';
comment on table booking is 'room: booking';

-- Who the person is. Kept apart from the booking; gone when the booking's retention ends.
create table booking_person (
  booking_id uuid primary key references booking on delete cascade,
  name text not null check (length(name) between 1 and 400),
  email text,
  phone text,
  -- The number to ring for a telephone session; blanked 24 hours after it.
  session_phone text,
  check (email is not null or phone is not null)
);
comment on table booking_person is 'room: booking';

-- What happened to a booking, in order; the number is the calendar's SEQUENCE.
create table booking_change (
  booking_id uuid not null references booking on delete cascade,
  sequence integer not null,
  what text not null check (what in ('booked', 'moved', 'cancelled', 'corrected')),
  at timestamptz not null default clock_now(),
  by_whom text not null,
  coach_id uuid not null,
  starts_at timestamptz not null,
  primary key (booking_id, sequence, what)
);
comment on table booking_change is 'room: booking';

-- One row for each journey that reached the times: what was asked and what could be offered. No person.
create table request_record (
  id uuid primary key default gen_random_uuid(),
  asked_at timestamptz not null default clock_now(),
  source text not null check (source in ('pages', 'api')),
  service_key text not null,
  match text not null check (match in ('any', 'ethnically-diverse', 'named', 'same', 'language', 'gender', 'several')),
  mode text not null,
  earliest_start timestamptz,
  same_day boolean not null,
  within_24_hours boolean not null
);
create index on request_record (asked_at);
comment on table request_record is 'room: booking';

-- "None of these suit me", counted without a person.
create table unmet_demand (
  id uuid primary key default gen_random_uuid(),
  recorded_at timestamptz not null default clock_now(),
  service_key text not null,
  match text not null,
  mode text not null,
  wanted text not null check (wanted in ('sooner', 'morning', 'afternoon', 'evening', 'weekend', 'other-coach', 'other'))
);
comment on table unmet_demand is 'room: booking';

grant select, insert, update on hold, booking, booking_person to lay_public, lay_coach, lay_ops, lay_worker;
grant select, insert on booking_change, request_record, unmet_demand to lay_public, lay_coach, lay_ops, lay_worker;
grant delete on booking, booking_person, hold to lay_worker;
