-- Who checked which wording of an easy-read text or one in another language, on which day. A wording that nobody checked is shown to
-- nobody but in the demonstration; one that is changed is another wording.
create table plain_review (
  id uuid primary key default gen_random_uuid(),
  text_key text not null check (text_key ~ '^[a-z-]{2,20}$'),
  version integer not null check (version > 0),
  digest text not null check (digest ~ '^[0-9a-f]{32}$'),
  -- Who read it, by the name and standing that they gave.
  checked_by text not null check (length(checked_by) between 1 and 200),
  checked_on date not null,
  recorded_by uuid not null references staff,
  recorded_at timestamptz not null default clock_now(),
  withdrawn_by uuid references staff,
  withdrawn_at timestamptz,
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
create unique index one_review on plain_review (text_key, digest) where withdrawn_at is null;
create index on plain_review (recorded_by);
create index on plain_review (withdrawn_by) where withdrawn_by is not null;
comment on table plain_review is 'room: information';
select secure('plain_review');
grant select (text_key, digest, checked_on, withdrawn_at) on plain_review to lay_public;
create policy shown on plain_review for select to lay_public using (withdrawn_at is null);
grant select, insert (text_key, version, digest, checked_by, checked_on, recorded_by), update (withdrawn_by, withdrawn_at)
  on plain_review to lay_lead, lay_governance;
create policy reading on plain_review for select to lay_lead, lay_governance using ((select me()) is not null);
create policy recording on plain_review for insert to lay_lead, lay_governance with check (recorded_by = (select me()));
create policy withdrawing on plain_review for update to lay_lead, lay_governance
  using (withdrawn_at is null and (select me()) is not null) with check (withdrawn_by = (select me()));
