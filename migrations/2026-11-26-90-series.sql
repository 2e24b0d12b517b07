/*
 * One occurrence of hours that recur that differs from the others: other hours that day, or left out where it has none. It belongs
 * to its series, so that it stays what was said of that day whatever becomes of the series before and after.
 */
alter table coach_pattern add unique (id, coach_id);
create table coach_occurrence (
  pattern_id uuid not null,
  coach_id uuid not null references coach,
  on_date date not null check (isfinite(on_date)),
  starts_at time,
  ends_at time check (ends_at > starts_at),
  primary key (pattern_id, on_date),
  check ((starts_at is null) = (ends_at is null)),
  -- With its coach, so that nobody says anything of another's series.
  foreign key (pattern_id, coach_id) references coach_pattern (id, coach_id)
);
create index on coach_occurrence (coach_id);
comment on table coach_occurrence is 'room: coaches';
select secure('coach_occurrence');
grant select on coach_occurrence to lay_public, lay_coach, lay_ops, lay_worker;
grant insert, update, delete on coach_occurrence to lay_coach, lay_ops;
create policy reading on coach_occurrence for select to lay_public, lay_coach, lay_ops, lay_worker using (true);
create policy own on coach_occurrence to lay_coach using (coach_id = (select me())) with check (coach_id = (select me()));
create policy operator on coach_occurrence to lay_ops using (true) with check (true);
create trigger stamp after insert or update or delete on coach_occurrence for each row execute function stamp_coach();

-- A coach may give up sessions with the hours in which they lie: they need another coach or time although nobody is away.
alter table rehome_task add column given_up boolean not null default false;
grant update (given_up) on rehome_task to lay_coach, lay_ops;
