-- What was done, by whom, to what: verbs and ids, never words that somebody wrote about a person.
-- Written in the same transaction as the act. No acting role can read, change or remove a row.
create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_now(),
  verb text not null check (length(verb) between 1 and 60),
  subject_kind text not null check (length(subject_kind) between 1 and 40),
  subject_id uuid not null,
  actor_kind text not null check (length(actor_kind) between 1 and 40),
  actor_id uuid,
  reason text check (length(reason) <= 200),
  request_id text check (length(request_id) <= 100)
);
create index audit_event_of_subject on audit_event (subject_id, id);
comment on table audit_event is 'room: audit';

-- A coach's transaction can write only in that coach's name.
alter table audit_event enable row level security;
create policy acting on audit_event for insert to lay_public, lay_ops, lay_worker with check (true);
create policy acting_coach on audit_event for insert to lay_coach
  with check (actor_kind = 'coach' and actor_id = nullif(current_setting('app.actor', true), '')::uuid);
grant insert on audit_event to lay_public, lay_coach, lay_ops, lay_worker;
