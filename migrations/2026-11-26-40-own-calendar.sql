-- When a coach is busy elsewhere, as their own calendar says: an input of what is offered, outside the diary's constraint as
-- absence is, and inside the coach's lock.

-- Where a coach's own calendar is read. `id` says which one it is: what was read of one that is gone is not kept.
create table own_calendar (
  coach_id uuid primary key references coach,
  id uuid not null unique,
  kind text not null check (kind in ('address', 'file')),
  -- Whoever has the address sees all that the calendar says.
  sealed_address bytea check ((kind = 'address') = (sealed_address is not null)),
  added_at timestamptz not null default clock_now(),
  -- Last read, last tried, and what is wrong since.
  read_at timestamptz,
  tried_at timestamptz,
  fault text check (fault ~ '^[a-z]+(-[a-z]+)*$' and length(fault) <= 40),
  failures integer not null default 0 check (failures >= 0),
  -- A file is never read again.
  next_at timestamptz check ((kind = 'address') = (next_at is not null)),
  taken_until timestamptz,
  check ((failures = 0) = (fault is null))
);
create index own_calendar_due on own_calendar (next_at) where next_at is not null;
comment on table own_calendar is 'room: coaches';

-- What was read: times and nothing else, up to `covers_until`. It counts until `counts_until`; then nobody new can book.
create table busy_time (
  coach_id uuid primary key references own_calendar on delete cascade,
  busy tstzmultirange not null default '{}' check (not lower_inf(busy) and not upper_inf(busy)),
  covers_until timestamptz not null check (isfinite(covers_until)),
  counts_until timestamptz not null check (isfinite(counts_until))
);
comment on table busy_time is 'room: coaches';

-- Until when offers of this coach stand, where what their own calendar said may grow old; null without one.
alter table coach add column offers_until timestamptz;

select secure('own_calendar');
select secure('busy_time');
grant select (coach_id, id, kind, added_at, read_at, tried_at, fault, failures, next_at),
  insert (coach_id, id, kind, sealed_address, read_at, next_at), update (next_at), delete on own_calendar to lay_coach;
create policy own on own_calendar to lay_coach using (coach_id = (select me())) with check (coach_id = (select me()));
grant select, update (read_at, tried_at, fault, failures, next_at, taken_until) on own_calendar to lay_worker;
create policy reading on own_calendar for select to lay_worker using (true);
create policy refreshing on own_calendar for update to lay_worker using (true);

grant select on busy_time to lay_public, lay_coach, lay_ops, lay_worker;
create policy reading on busy_time for select to lay_public, lay_coach, lay_ops, lay_worker using (true);
grant insert on busy_time to lay_coach;
create policy own on busy_time for insert to lay_coach with check (coach_id = (select me()));
grant update (busy, covers_until, counts_until) on busy_time to lay_worker;
create policy refreshing on busy_time for update to lay_worker using (true);
grant select (offers_until) on coach to lay_public;

-- As every change to when a coach works: it waits for claims under way, and a claim worked out before it is refused.
create function stamp_busy() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  v_coach uuid := case tg_op when 'DELETE' then old.coach_id else new.coach_id end;
  v_same boolean := tg_op = 'UPDATE' and new.busy = old.busy and new.covers_until >= old.covers_until;
begin
  perform lock_coach(v_coach);
  update coach set version = version + case when v_same then 0 else 1 end,
    offers_until = case tg_op when 'DELETE' then null else new.counts_until end
   where id = v_coach;
  return null;
end $$;
revoke execute on function stamp_busy() from public;
create trigger stamp after insert or update or delete on busy_time for each row execute function stamp_busy();

drop trigger tell_changed on coach;
create trigger tell_changed after update on coach for each row when (
  old.version <> new.version or old.name_shown <> new.name_shown or old.background <> new.background
  or old.meeting_link is distinct from new.meeting_link or old.offers_until is distinct from new.offers_until
) execute function tell_coach();

-- A coach who leaves takes it along.
create function forget_calendar() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from own_calendar where coach_id = new.id;
  return null;
end $$;
revoke execute on function forget_calendar() from public;
create trigger forget_calendar after update of active on coach for each row when (old.active and not new.active)
  execute function forget_calendar();

/*
 * As before; and no claim on a coach whose own calendar has not been read for too long, whatever the caller believes.
 */
create or replace function claim_time(
  p_coach uuid, p_version integer, p_stamp integer, p_during tstzrange, p_day tstzrange, p_kind text,
  p_expires timestamptz, p_patient boolean, out claim_id uuid, out refusal text
) language plpgsql set enable_seqscan = off as $$
declare v_version integer; v_cap integer; v_count integer;
begin
  if p_patient then
    perform lock_coach(p_coach);
  elsif not pg_try_advisory_xact_lock(hashtextextended(p_coach::text, 0)) then
    refusal := 'busy';
    return;
  end if;
  select c.version, c.daily_cap into v_version, v_cap from coach c
   where c.id = p_coach and c.active and (c.offers_until is null or c.offers_until > clock_now());
  if v_version is distinct from p_version or (select s.version from service_stamp s) <> p_stamp then
    refusal := 'stale';
    return;
  end if;
  update claim set active = false
   where coach_id = p_coach and active and kind = 'hold' and expires_at <= clock_now()
     and during && range_merge(p_day, p_during);
  select count(*) into v_count from claim
   where coach_id = p_coach and active and during && p_day and lower(during) <@ p_day;
  if v_count >= v_cap then
    refusal := 'capped';
    return;
  end if;
  insert into claim (coach_id, during, kind, expires_at) values (p_coach, p_during, p_kind, p_expires)
    on conflict do nothing returning id into claim_id;
  if claim_id is null then refusal := 'taken'; end if;
end $$;

/*
 * As before; a hold is lost to a time at which the coach turns out to be busy elsewhere, as to an absence. That their calendar
 * could not be read since the time was held takes it from nobody.
 */
create or replace function confirm_claim(p_claim uuid, p_day tstzrange, p_session_end timestamptz) returns uuid
language plpgsql set enable_seqscan = off as $$
declare v_claim claim; v_cap integer; v_count integer; v_new uuid;
begin
  select * into v_claim from claim where id = p_claim;
  perform lock_coach(v_claim.coach_id);
  select daily_cap into v_cap from coach where id = v_claim.coach_id and active;
  if v_cap is null or exists (
    select from absence a
     where a.coach_id = v_claim.coach_id and a.during && tstzrange(lower(v_claim.during), p_session_end)
  ) or exists (
    select from busy_time b
     where b.coach_id = v_claim.coach_id and b.busy && tstzrange(lower(v_claim.during), p_session_end)
  ) then
    return null;
  end if;
  update claim set kind = 'booking', expires_at = null where id = p_claim and active and kind = 'hold' returning id into v_new;
  if v_new is not null then return v_new; end if;
  update claim set active = false
   where coach_id = v_claim.coach_id and active and kind = 'hold' and expires_at <= clock_now()
     and during && range_merge(p_day, v_claim.during);
  select count(*) into v_count from claim
   where coach_id = v_claim.coach_id and active and during && p_day and lower(during) <@ p_day;
  if v_count >= v_cap then return null; end if;
  insert into claim (coach_id, during, kind) values (v_claim.coach_id, v_claim.during, 'booking')
    on conflict do nothing returning id into v_new;
  return v_new;
end $$;
