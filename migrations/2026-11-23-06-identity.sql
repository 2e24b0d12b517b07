-- A code of eight digits that was sent to somebody. The digits follow from the id and a key that the database
-- never sees; the row keeps a keyed hash to compare with. Without a subject it is a decoy: nothing will be sent.
create table one_time_code (
  id uuid primary key,
  purpose text not null check (purpose in ('team', 'booking', 'keep')),
  subject uuid,
  browser bytea not null check (length(browser) = 32),
  code_hash bytea not null check (length(code_hash) = 32),
  issued_at timestamptz not null default clock_now(),
  expires_at timestamptz not null,
  tries integer not null default 0 check (tries <= 5),
  used_at timestamptz
);
create index one_time_code_of_browser on one_time_code (browser, purpose, issued_at);
create index one_time_code_of_subject on one_time_code (subject, purpose, issued_at);
create index one_time_code_issued on one_time_code (issued_at);
comment on table one_time_code is 'room: identity';

-- A browser that proved itself may act for the subject (a booking) until then.
create table browser_grant (
  subject uuid not null,
  browser bytea not null check (length(browser) = 32),
  until timestamptz not null,
  primary key (subject, browser)
);
create index browser_grant_until on browser_grant (until);
comment on table browser_grant is 'room: identity';

-- Another system that may use the API. The text of the key is shown once and not kept.
create table api_key (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 100),
  scope text not null check (scope in ('booking', 'metrics')),
  hash bytea not null unique check (length(hash) = 32),
  made_at timestamptz not null default clock_now(),
  revoked_at timestamptz
);
comment on table api_key is 'room: identity';

-- The answer given to one call, so that the same call again gets the same answer. No foreign key to api_key:
-- it would lock one row of that table for every booking made.
create table api_answer (
  key_id uuid not null,
  idempotency_key text not null check (length(idempotency_key) between 1 and 255),
  call_hash bytea not null check (length(call_hash) = 32),
  status integer,
  body text,
  made_at timestamptz not null default clock_now(),
  primary key (key_id, idempotency_key)
) with (fillfactor = 70);
create index api_answer_made on api_answer (made_at);
comment on table api_answer is 'room: identity';

-- A member of staff who is signed in. No foreign key: whom the id names is for the rooms above to say.
create table team_session (
  hash bytea primary key check (length(hash) = 32),
  staff_id uuid not null,
  made_at timestamptz not null default clock_now(),
  last_seen_at timestamptz not null default clock_now()
);
create index team_session_of_staff on team_session (staff_id);
create index team_session_made on team_session (made_at);
comment on table team_session is 'room: identity';

grant select, insert, update (tries, used_at) on one_time_code to lay_public;
grant select, delete on one_time_code to lay_worker;
grant select, insert, update (until) on browser_grant to lay_public;
grant select, delete on browser_grant to lay_worker;
grant select on api_key to lay_public;
grant select, insert, update (revoked_at) on api_key to lay_ops;
grant select, insert, update on api_answer to lay_public;
grant select, delete on api_answer to lay_worker;
grant select, insert, update (last_seen_at), delete on team_session to lay_public;
grant select, delete on team_session to lay_ops, lay_worker;
