-- What is to be said to whom, and when: kinds and ids, never words. The words are made at the moment of sending.
create table message (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind ~ '^[a-z]+([.-][a-z]+)*$'),
  -- What it is about (a booking, a code), and which state of it: the calendar's SEQUENCE.
  subject_id uuid not null,
  subject_sequence integer not null,
  recipient text not null check (recipient in ('client', 'coach', 'address')),
  channel text not null check (channel in ('email', 'text')),
  -- A code is handed over once at most, and never late; anything else at least once.
  is_code boolean not null generated always as (kind ~ '(^|[.-])code$') stored,
  due_at timestamptz not null,
  -- When it may next be taken up. A worker that takes it up moves this on, so that if it dies the row comes back.
  try_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'skipped', 'failed')),
  attempts integer not null default 0,
  -- The last fault: a word from a closed list.
  fault text check (fault in ('refused', 'unreachable', 'late', 'lost', 'unsayable', 'no-sender')),
  sent_at timestamptz,
  planned_at timestamptz not null default clock_now(),
  check ((state = 'sent') = (sent_at is not null)),
  unique (subject_id, kind, subject_sequence, recipient, channel)
);
create index message_to_try on message (try_at) where state = 'waiting';
create index message_failed on message (due_at) where state = 'failed';
comment on table message is 'room: notifications';

-- What was said while nothing leaves this machine, for the page that shows it. The newest 500.
create table captured_message (
  id bigint generated always as identity primary key,
  message_id uuid not null,
  at timestamptz not null default clock_now(),
  channel text not null check (channel in ('email', 'text')),
  sent_to text not null,
  subject text,
  body_text text not null,
  body_html text,
  ics text,
  headers jsonb not null
);
comment on table captured_message is 'room: notifications';

grant insert on message to lay_public, lay_coach, lay_ops, lay_worker;
grant select (subject_id, due_at) on message to lay_public, lay_coach;
grant select on message to lay_ops, lay_worker;
grant update (state, attempts, try_at, fault, sent_at) on message to lay_worker;
grant select on captured_message to lay_ops, lay_worker;
grant insert, delete on captured_message to lay_worker;

select make_queue('messages');
select make_queue('messages-due', true);
