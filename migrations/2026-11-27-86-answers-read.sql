/*
 * The one mailbox that people answer to, as the worker finds it: null where none is configured. Whether it is read is seen by operations
 * and the operator, and told once an outage; by its keyed hash alone, as its place.
 */
create table mailbox_watch (
  one boolean primary key default true check (one),
  mailbox bytea check (length(mailbox) = 32),
  since timestamptz not null default clock_now(),
  read_at timestamptz,
  outages integer not null default 0,
  told_at timestamptz
);
comment on table mailbox_watch is 'room: mailbox';
select secure('mailbox_watch');
grant select, insert, update on mailbox_watch to lay_worker;
create policy working on mailbox_watch to lay_worker using (true) with check (true);
grant select (mailbox, since, read_at) on mailbox_watch to lay_lead, lay_ops;
create policy operating on mailbox_watch for select to lay_lead using ((select me()) is not null);
create policy operators on mailbox_watch for select to lay_ops using (true);

-- It was written with the place, and so not where there was nothing new.
alter table mailbox_place drop column read_at;
