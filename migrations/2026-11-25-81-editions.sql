-- What readers outside are given: counts of a finished quarter, hidden and rounded before they come here. Frozen once
-- written; a correction is a new version.
create table edition (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('sessions-by-service-and-board')),
  -- The first day of its quarter.
  quarter date not null check (quarter = date_trunc('quarter', quarter::timestamp)::date),
  version integer not null default 1 check (version >= 1),
  -- The name of the rule of disclosure that it went through.
  rule text not null check (length(rule) between 1 and 60),
  -- Keys and names of rows and columns in their order, as they were called then: [{"key": …, "name": …}].
  down jsonb not null,
  across jsonb not null,
  made_at timestamptz not null default clock_now(),
  constraint one_edition_a_version unique (kind, quarter, version)
);
comment on table edition is 'room: commissioning';

create table edition_cell (
  edition_id uuid not null references edition,
  -- 'all' is the total.
  down_key text not null,
  across_key text not null,
  -- Nothing, the mark, or a number to the nearest 5 from 10 on: a count as it was cannot be written here.
  shown text not null check (shown ~ '^(0|\*|[1-9][0-9]*[05])$'),
  primary key (edition_id, down_key, across_key)
);
comment on table edition_cell is 'room: commissioning';

create function edition_is_frozen() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'An edition is frozen' using errcode = 'restrict_violation';
end $$;
create trigger frozen before update or delete on edition for each row execute function edition_is_frozen();
create trigger frozen before update or delete on edition_cell for each row execute function edition_is_frozen();

select secure('edition'), secure('edition_cell');
grant insert on edition, edition_cell to lay_ops, lay_worker;
create policy making on edition for insert to lay_ops, lay_worker with check (true);
create policy making on edition_cell for insert to lay_ops, lay_worker with check (true);

-- Everybody may read them: that is what they are for.
grant select on edition, edition_cell to lay_public, lay_commissioner, lay_evaluator, lay_ops, lay_worker;
create policy published on edition for select
  to lay_public, lay_commissioner, lay_evaluator, lay_ops, lay_worker using (true);
create policy published on edition_cell for select
  to lay_public, lay_commissioner, lay_evaluator, lay_ops, lay_worker using (true);

-- Refuses any stretch of time but a quarter that is over: two windows that differ by a day would tell of that day.
create function finished_quarter(p_quarter date) returns tstzrange language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  l_from timestamptz := p_quarter::timestamp at time zone 'Europe/London';
  l_until timestamptz := (p_quarter + interval '3 months') at time zone 'Europe/London';
begin
  if p_quarter is null or p_quarter <> date_trunc('quarter', p_quarter::timestamp)::date or l_until > clock_now() then
    raise exception 'Only quarters that are over are counted' using errcode = 'invalid_parameter_value';
  end if;
  return tstzrange(l_from, l_until);
end $$;

/*
 * Sessions of a finished quarter that were booked and not cancelled, by service and by area, with the totals of each and
 * of all, and how many people they were for. Only counts leave; they go through the rule of disclosure before anybody
 * outside sees them.
 */
create function sessions_by_service_and_area(p_quarter date)
returns table (every_service boolean, service_key text, every_area boolean, area text, sessions bigint, people bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select grouping(b.service_key) = 1, b.service_key, grouping(b.area) = 1, b.area, count(*),
         count(distinct b.contact_hashes)
    from public.booking b
   where b.status <> 'cancelled'
     and b.starts_at >= (select lower(public.finished_quarter(p_quarter)))
     and b.starts_at < (select upper(public.finished_quarter(p_quarter)))
   group by cube (b.service_key, b.area)
$$;
grant execute on function sessions_by_service_and_area(date) to lay_ops, lay_worker;

/*
 * For the independent evaluator: the same sessions, counted by week, service, area and group of roles. No time nearer
 * than the week, no coach, no workplace, no person, and no name that could be joined with anything.
 */
create function sessions_by_week(p_quarter date)
returns table (week date, service_key text, area text, role_group_key text, sessions bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select date_trunc('week', b.starts_at at time zone 'Europe/London')::date, b.service_key, b.area, b.role_group_key,
         count(*)
    from public.booking b
   where b.status <> 'cancelled'
     and b.starts_at >= (select lower(public.finished_quarter(p_quarter)))
     and b.starts_at < (select upper(public.finished_quarter(p_quarter)))
   group by 1, 2, 3, 4
$$;
grant execute on function sessions_by_week(date) to lay_evaluator;

select make_queue('edition-make', true);
