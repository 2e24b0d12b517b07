create table coach (
  id uuid primary key default gen_random_uuid(),
  -- A small number for sets of coaches held in memory; means nothing else.
  number integer generated always as identity unique,
  provider_id uuid not null references provider,
  email text not null unique check (email = lower(email)),
  name_shown text not null check (length(name_shown) between 1 and 100),
  background text not null,
  biography text not null default '',
  gender text check (gender in ('woman', 'man', 'other')),
  -- BCP 47; English is said, not assumed.
  languages text[] not null default '{en}',
  -- The coach's own choice to be listed for the ethnically diverse pathway.
  ethnically_diverse boolean not null default false,
  modes text[] not null default '{video,phone}' check (modes <@ '{video,phone}'),
  services text[] not null,
  -- The coach's own room at another provider, opened from Join; null where sessions are by telephone only.
  meeting_link text check (meeting_link like 'https://%'),
  daily_cap integer not null default 6 check (daily_cap between 1 and 8),
  gap_minutes integer not null default 15 check (gap_minutes in (15, 30, 45, 60)),
  active boolean not null default true,
  -- Hash of the token in the address of the coach's private calendar feed, and when it was made.
  feed_hash bytea unique,
  feed_made_at timestamptz,
  -- Raised by every change to when, how and for whom this coach works: a claim names the version it was worked out from.
  version integer not null default 1,
  check ((feed_hash is null) = (feed_made_at is null))
);
create index on coach (provider_id);
comment on table coach is 'room: coaches';

-- Working hours as a recurrence: from starts_at to ends_at local time on the days that the rule gives, counted from
-- starts_on, up to and with ends_on.
create table coach_pattern (
  id uuid primary key default gen_random_uuid(),
  coach_id uuid not null references coach,
  rule text not null check (
    length(rule) <= 200 and rule ~ '^FREQ=(DAILY|WEEKLY|MONTHLY)(;(INTERVAL|COUNT|UNTIL|WKST|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS)=[-A-Z0-9,]+)*$'
    and rule !~ 'COUNT=[0-9]{4}'
  ),
  starts_on date not null check (isfinite(starts_on)),
  ends_on date check (ends_on >= starts_on and isfinite(ends_on)),
  starts_at time not null,
  ends_at time not null check (ends_at > starts_at),
  zone text not null default 'Europe/London'
);
create index on coach_pattern (coach_id);
comment on table coach_pattern is 'room: coaches';

-- One day that differs from the pattern: extra hours, or hours taken out. Where two speak of the same time the one
-- with the higher number holds.
create table coach_exception (
  id uuid primary key default gen_random_uuid(),
  number bigint generated always as identity,
  coach_id uuid not null references coach,
  kind text not null check (kind in ('open', 'closed')),
  on_date date not null check (isfinite(on_date)),
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
    and lower(during) is not null and upper(during) is not null and lower_inc(during) and not upper_inc(during)),
  reason text not null check (reason in ('ill', 'leave', 'other')),
  recorded_at timestamptz not null default clock_now()
);
-- Leads with the range: the engine asks about all coaches at once, a coach's own page about few rows.
create index on absence using gist (during);
create index on absence (coach_id);
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
  new.version := old.version + 1;
  return new;
end $$;
create trigger stamp before update of provider_id, gender, languages, ethnically_diverse, modes, services, daily_cap,
  gap_minutes, active on coach for each row execute function stamp_profile();

create function tell_coach() returns trigger language plpgsql as $$
begin
  perform pg_notify('rules', new.id::text);
  return null;
end $$;
create trigger tell_new after insert on coach for each row execute function tell_coach();
create trigger tell_changed after update on coach for each row when (
  old.version <> new.version or old.name_shown <> new.name_shown or old.background <> new.background
  or old.meeting_link is distinct from new.meeting_link
) execute function tell_coach();

grant select on coach, coach_pattern, coach_exception to lay_public, lay_coach, lay_ops, lay_worker;
-- Why a coach is away is for the coach and for operations.
grant select (id, coach_id, during) on absence to lay_public, lay_worker;
grant select on absence to lay_coach, lay_ops;
grant insert, update, delete on coach_pattern, coach_exception, absence to lay_coach, lay_ops;
grant insert, update on coach to lay_ops;
grant update (version, feed_hash, feed_made_at) on coach to lay_coach;
