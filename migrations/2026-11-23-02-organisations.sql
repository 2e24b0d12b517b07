create extension if not exists btree_gist;

create table region (
  code text primary key,
  ons_code text not null,
  name text not null
);
comment on table region is 'room: organisations';

-- Integrated care boards of every boundary set; a board is valid on days from valid_from until before valid_to.
create table board (
  code text primary key check (code ~ '^[A-Z0-9]{3,5}$'),
  name text not null,
  short_name text not null,
  region_code text not null references region,
  valid_from date not null,
  valid_to date,
  check (valid_to is null or valid_to > valid_from)
);
comment on table board is 'room: organisations';

-- The land a board covers, by the statistics office's code. A board that grew keeps its own code and has two rows.
create table board_boundary (
  board_code text not null references board,
  ons_code text not null,
  valid_from date not null,
  valid_to date,
  primary key (board_code, valid_from),
  check (valid_to is null or valid_to > valid_from)
);
comment on table board_boundary is 'room: organisations';

create table board_succession (
  from_code text not null references board,
  to_code text not null references board,
  on_date date not null,
  primary key (from_code, to_code)
);
comment on table board_succession is 'room: organisations';

-- Where a board was split: the successor of a place (a sub-board location) that went to one of them as a whole.
create table board_place (
  from_code text not null,
  place_code text not null,
  to_code text not null,
  primary key (from_code, place_code),
  foreign key (from_code, to_code) references board_succession
);
comment on table board_place is 'room: organisations';

-- Organisations that people may name as where they work. No table refers to this one: a workplace is used within
-- the request and then forgotten. The board and the place are as published, of whichever boundary set.
create table workplace (
  code text primary key check (code ~ '^[A-Z0-9]{3,12}$'),
  name text not null,
  town text not null,
  postcode text not null,
  board_code text not null,
  place_code text not null,
  setting_key text not null,
  status text not null check (status in ('active', 'closed', 'dormant', 'proposed')),
  opened_on date,
  closed_on date,
  -- What it is found by: every word of its name, town, address and postcode.
  words tsvector not null
);
create index workplace_words on workplace using gin (words) where status = 'active';
comment on table workplace is 'room: organisations';

create table setting (key text primary key, name text not null, position integer not null);
comment on table setting is 'room: organisations';

create table role_group (key text primary key, name text not null, position integer not null);
comment on table role_group is 'room: organisations';

create table provider (
  id uuid primary key default gen_random_uuid(),
  key text not null unique,
  name text not null,
  lead boolean not null default false
);
comment on table provider is 'room: organisations';

-- What the programme says of itself from a moment on. Rows are added, never changed.
create table programme_version (
  version integer primary key,
  valid_from timestamptz not null,
  name text not null,
  -- Where the people work whom it is for, as said in a sentence: "England".
  area text not null,
  -- How to reach the people who run it; null where there is no such way.
  phone text,
  email text,
  -- Who runs it, who pays for it and who decides about the records, each as said in a sentence.
  run_by text,
  paid_by text,
  controller text
);
comment on table programme_version is 'room: organisations';

-- A service as it is offered from a day on. Rows are added, never changed: a booking names the version it was made under.
create table service_version (
  key text not null,
  version integer not null,
  valid_from timestamptz not null,
  name text not null,
  description text not null,
  who_for text not null,
  what_happens text not null,
  kind text not null check (kind in ('one-to-one', 'group', 'team', 'away-day')),
  bookable text not null check (bookable in ('slots', 'enquiry')),
  modes text[] not null,
  minutes integer not null check (minutes > 0),
  -- Other lengths it comes in, by agreement.
  also_minutes integer[] not null default '{}',
  longer_minutes integer not null default 15 check (longer_minutes >= 0),
  zone text not null default 'Europe/London',
  opens time not null default '08:00',
  closes time not null default '22:00',
  notice_minutes integer not null default 30,
  interpreter_notice_hours integer not null default 48,
  buffer_minutes integer not null default 15,
  window_days integer not null default 28,
  start_every_minutes integer not null default 15 check (start_every_minutes in (15, 30, 60)),
  ethnically_diverse boolean not null default false,
  -- Where the people work whom it is meant for: asked and counted, never a reason to refuse.
  settings text[] not null default '{}',
  delivered_by text not null,
  position integer not null,
  primary key (key, version)
);
comment on table service_version is 'room: organisations';

-- Days or hours on which nothing is offered, whatever a coach's pattern says. A null service means all of them.
create table closure (
  id uuid primary key default gen_random_uuid(),
  service_key text,
  during tstzrange not null check (not isempty(during) and isfinite(lower(during)) and isfinite(upper(during))
    and lower(during) is not null and upper(during) is not null),
  reason text not null
);
comment on table closure is 'room: organisations';

-- One row: counts every change to services and closures, so that a claim made under older ones is noticed.
create table service_stamp (one boolean primary key default true check (one), version integer not null default 1);
insert into service_stamp default values;
comment on table service_stamp is 'room: organisations';

create function stamp_services() returns trigger language plpgsql as $$
begin
  update service_stamp set version = version + 1;
  perform pg_notify('rules', 'services');
  return null;
end $$;
create trigger stamp after insert or update or delete on service_version for each statement execute function stamp_services();
create trigger stamp after insert or update or delete on closure for each statement execute function stamp_services();

-- Whom to reach when coaching is not enough or not now; dated, so that a wrong number is replaced and not lost.
create table helpline (
  id uuid primary key default gen_random_uuid(),
  key text not null,
  name text not null,
  words text not null,
  phone text,
  text_to text,
  url text,
  hours text not null,
  urgent boolean not null,
  position integer not null,
  valid_from date not null,
  valid_to date,
  check (valid_to is null or valid_to > valid_from),
  constraint one_helpline_a_day exclude using gist
    (key with =, daterange(valid_from, valid_to) with &&)
);
comment on table helpline is 'room: organisations';

grant select on region, board, board_boundary, board_succession, board_place, workplace, setting, role_group, provider,
  programme_version, service_version, closure, service_stamp, helpline to lay_public, lay_coach, lay_ops, lay_worker;
grant insert, update, delete on region, board, board_boundary, board_succession, board_place, workplace, setting,
  role_group, provider, closure, helpline to lay_ops;
grant insert on service_version, programme_version to lay_ops;
grant update on service_stamp to lay_ops;
