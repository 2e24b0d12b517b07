create table coach (
  id uuid primary key default gen_random_uuid(),
  -- A small number for sets of coaches held in memory; means nothing else.
  number integer generated always as identity unique,
  provider_id uuid not null references provider,
  email text not null unique,
  name_shown text not null check (length(name_shown) between 1 and 100),
  background text not null,
  biography text not null default '',
  gender text check (gender in ('woman', 'man', 'other')),
  -- BCP 47; English is said, not assumed.
  languages text[] not null default '{en}',
  -- The coach's own choice to be listed for the ethnically diverse pathway.
  ethnically_diverse boolean not null default false,
  modes text[] not null default '{video,phone}',
  services text[] not null,
  -- The coach's own room at another provider, opened from Join; null where sessions are by telephone only.
  meeting_link text,
  daily_cap integer not null default 6 check (daily_cap between 1 and 8),
  gap_minutes integer not null default 15 check (gap_minutes in (15, 30, 45, 60)),
  active boolean not null default true,
  feed_hash bytea unique,
  -- Raised by every change to when, how and for whom this coach works: a claim names the version it was worked out from.
  version integer not null default 1
);
comment on table coach is 'room: coaches';

-- Working hours as a recurrence: from starts_at to ends_at local time on the days that the rule gives.
create table coach_pattern (
  id uuid primary key default gen_random_uuid(),
  coach_id uuid not null references coach,
  rule text not null check (rule like 'FREQ=%'),
  starts_on date not null,
  starts_at time not null,
  ends_at time not null check (ends_at > starts_at),
  zone text not null default 'Europe/London'
);
create index on coach_pattern (coach_id);
comment on table coach_pattern is 'room: coaches';

-- One day that differs from the pattern: extra hours, or hours taken out.
create table coach_exception (
  id uuid primary key default gen_random_uuid(),
  coach_id uuid not null references coach,
  kind text not null check (kind in ('open', 'closed')),
  on_date date not null,
  starts_at time not null,
  ends_at time not null check (ends_at > starts_at),
  zone text not null default 'Europe/London'
);
create index on coach_exception (coach_id, on_date);
comment on table coach_exception is 'room: coaches';

-- Absence may be recorded over bookings that stand, so it lies outside the diary's constraint.
create table absence (
  id uuid primary key default gen_random_uuid(),
  coach_id uuid not null references coach,
  during tstzrange not null check (not isempty(during) and isfinite(lower(during)) and isfinite(upper(during))
    and lower(during) is not null and upper(during) is not null),
  reason text not null check (reason in ('ill', 'leave', 'other')),
  recorded_at timestamptz not null default clock_now()
);
create index on absence using gist (coach_id, during);
comment on table absence is 'room: coaches';

-- Every change to a coach's rules waits for claims under way on this coach, and every later claim sees it.
create function lock_coach(coach uuid) returns void language sql as
  $$ select pg_advisory_xact_lock(hashtextextended(coach::text, 0)) $$;

create function stamp_coach() returns trigger language plpgsql as $$
declare who uuid := case tg_op when 'DELETE' then old.coach_id else new.coach_id end;
begin
  perform lock_coach(who);
  update coach set version = version + 1 where id = who;
  return null;
end $$;
create trigger stamp after insert or update or delete on coach_pattern for each row execute function stamp_coach();
create trigger stamp after insert or update or delete on coach_exception for each row execute function stamp_coach();
create trigger stamp after insert or update or delete on absence for each row execute function stamp_coach();

create function stamp_profile() returns trigger language plpgsql as $$
begin
  perform lock_coach(new.id);
  if new.version = old.version then new.version := old.version + 1; end if;
  return new;
end $$;
create trigger stamp before update on coach for each row execute function stamp_profile();

create function tell_coach() returns trigger language plpgsql as $$
begin
  perform pg_notify('rules', new.id::text);
  return null;
end $$;
create trigger tell after insert or update on coach for each row execute function tell_coach();

grant select on coach, coach_pattern, coach_exception, absence to lay_public, lay_coach, lay_ops, lay_worker;
grant insert, update, delete on coach_pattern, coach_exception, absence to lay_coach, lay_ops;
grant insert, update on coach to lay_ops;
grant update (version, feed_hash) on coach to lay_coach;
