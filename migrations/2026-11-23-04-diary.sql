create extension if not exists btree_gist;

-- Every claim on a coach's time, of every kind. The range holds the session and the gap after it.
create table claim (
  id uuid primary key default gen_random_uuid(),
  coach_id uuid not null references coach,
  during tstzrange not null,
  kind text not null check (kind in ('hold', 'booking', 'group', 'supervision')),
  active boolean not null default true,
  expires_at timestamptz,
  constraint claim_bounded check (
    not isempty(during) and lower(during) is not null and upper(during) is not null
    and isfinite(lower(during)) and isfinite(upper(during)) and lower_inc(during) and not upper_inc(during)
  ),
  constraint claim_hold_expires check ((kind = 'hold') = (expires_at is not null)),
  constraint one_claim_on_a_coach exclude using gist (coach_id with =, during with &&) where (active)
);
create index claim_expiring on claim (expires_at) where active and kind = 'hold';
comment on table claim is 'room: diary';

/*
 * The one way into the diary. Takes the coach's lock, checks that the rules the caller worked from are still the
 * coach's rules, releases holds that have run out, counts the day against the coach's cap, and claims.
 * Says the claim's id, or why not: stale (the rules have changed), capped, taken, busy (another claim on this coach is
 * being made at this moment, and patient is false).
 */
create function claim_time(
  p_coach uuid, p_version integer, p_stamp integer, p_during tstzrange, p_day tstzrange, p_kind text,
  p_expires timestamptz, p_patient boolean, out claim_id uuid, out refusal text
) language plpgsql as $$
declare v_version integer; v_cap integer; v_count integer;
begin
  if p_patient then
    perform lock_coach(p_coach);
  elsif not pg_try_advisory_xact_lock(hashtextextended(p_coach::text, 0)) then
    refusal := 'busy';
    return;
  end if;
  select c.version, c.daily_cap into v_version, v_cap from coach c where c.id = p_coach and c.active;
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

grant select on claim to lay_public, lay_coach, lay_ops, lay_worker;
grant insert, update on claim to lay_public, lay_coach, lay_ops, lay_worker;
