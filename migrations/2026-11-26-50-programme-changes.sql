-- The lead changes what is offered, when nothing is, and how the programme is reached, by the same statements as the operator; and
-- what was changed stands beside it, before and after, for whoever looks later.

-- What was changed of the programme: added to, never changed. Null: by the operator's tool.
create table programme_change (
  id uuid primary key default gen_random_uuid(),
  -- In the order in which they were made.
  n bigint generated always as identity unique,
  at timestamptz not null default clock_now(),
  what text not null check (what in ('service', 'programme', 'closure', 'pause')),
  -- The service's key, or the id of the closure or pause.
  subject text not null check (length(subject) between 1 and 60),
  title text not null check (length(title) between 1 and 300),
  -- Which version of a service or of the programme it made.
  version integer,
  -- [{"name", "before", "after"}]: texts, null where there was or is none.
  fields jsonb not null check (jsonb_typeof(fields) = 'array' and jsonb_array_length(fields) > 0),
  by_staff uuid references staff
);
create index on programme_change (what, subject, n);
create index on programme_change (by_staff) where by_staff is not null;
comment on table programme_change is 'room: organisations';
select secure('programme_change');
grant select, insert (what, subject, title, version, fields, by_staff) on programme_change to lay_lead, lay_ops;
create policy reading on programme_change for select to lay_lead, lay_ops using (true);
create policy changing on programme_change for insert to lay_lead with check (by_staff = (select me()));
create policy operator on programme_change for insert to lay_ops with check (by_staff is null);

-- Time in which no new booking is taken, whenever its session would be. Bookings that stand are moved and cancelled as ever.
create table pause (
  id uuid primary key default gen_random_uuid(),
  -- Null pauses every service.
  service_key text,
  during tstzrange not null check (not isempty(during) and isfinite(lower(during)) and isfinite(upper(during))
    and lower(during) is not null and upper(during) is not null),
  -- What clients read, as whole sentences.
  words text not null check (length(words) between 1 and 300),
  constraint one_pause_at_a_time exclude using gist (coalesce(service_key, '') with =, during with &&)
);
create trigger stamp after insert or update or delete on pause for each statement execute function stamp_services();
comment on table pause is 'room: organisations';
select secure('pause');

-- Days that are bank holidays in England. They change nothing by themselves.
create table bank_holiday (
  on_date date primary key,
  name text not null
);
comment on table bank_holiday is 'room: organisations';
select secure('bank_holiday');
grant select on bank_holiday to lay_lead, lay_ops;
create policy reading on bank_holiday for select to lay_lead, lay_ops using (true);

do $$
declare everybody text := 'lay_public, lay_client, lay_coach, lay_supervisor, lay_rota, lay_lead, lay_governance, lay_duty,
  lay_commissioner, lay_evaluator, lay_sysadmin, lay_demo, lay_opening, lay_worker, lay_ops, lay_keys';
begin
  execute format('grant select on pause to %s', everybody);
  execute format('create policy reading on pause for select to %s using (true)', everybody);
end $$;
grant insert, update, delete on pause to lay_ops;
create policy changing on pause to lay_ops using (true) with check (true);

-- The lead adds versions, closes and pauses; what has been stays as it was.
grant insert on service_version, programme_version to lay_lead;
create policy adding on service_version for insert to lay_lead with check ((select me()) is not null and valid_from = clock_now());
create policy adding on programme_version for insert to lay_lead with check ((select me()) is not null and valid_from = clock_now());
do $$
declare one text;
begin
  foreach one in array '{closure,pause}'::text[] loop
    execute format('grant insert, update (during), delete on %s to lay_lead', one);
    execute format('create policy adding on %s for insert to lay_lead
      with check ((select me()) is not null and upper(during) > clock_now())', one);
    execute format('create policy cutting on %s for update to lay_lead using ((select me()) is not null and upper(during) > clock_now())
      with check (upper(during) >= clock_now())', one);
    execute format('create policy taking_back on %s for delete to lay_lead
      using ((select me()) is not null and lower(during) >= clock_now())', one);
  end loop;
end $$;

-- Whoever may change a service, a closure or a pause counts it; nobody has the count in hand.
create or replace function stamp_services() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update service_stamp set version = version + 1;
  perform pg_notify('rules', 'services');
  return null;
end $$;
