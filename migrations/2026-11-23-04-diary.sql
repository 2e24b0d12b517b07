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

/*
 * Claims a time with the first coach of a list who can take it. Coaches on whom another claim is being made at this
 * moment are passed over, so that two callers with the same list never wait for each other. Says the claim and its
 * coach, or null and each coach's refusal in the order of the list.
 */
create function claim_first(
  p_coaches uuid[], p_versions integer[], p_untils timestamptz[], p_stamp integer, p_starts_at timestamptz,
  p_day tstzrange, p_kind text, p_expires timestamptz, p_patient boolean,
  out claim_id uuid, out coach_id uuid, out refusals text[]
) language plpgsql as $$
declare v_refusal text;
begin
  refusals := '{}';
  for i in 1 .. cardinality(p_coaches) loop
    select c.claim_id, c.refusal into claim_id, v_refusal
      from claim_time(p_coaches[i], p_versions[i], p_stamp, tstzrange(p_starts_at, p_untils[i]), p_day, p_kind,
        p_expires, p_patient) c;
    if claim_id is not null then
      coach_id := p_coaches[i];
      return;
    end if;
    refusals := refusals || v_refusal;
  end loop;
end $$;

/*
 * Turns a hold's claim into a booking's. A hold that has run out still books while its time is free; it is lost once
 * another claim, an absence or the coach's leaving has taken it. Says the claim's id, or null when it is lost.
 */
create function confirm_claim(p_claim uuid, p_day tstzrange, p_session_end timestamptz) returns uuid
language plpgsql as $$
declare v_claim claim; v_cap integer; v_count integer; v_new uuid;
begin
  select * into v_claim from claim where id = p_claim;
  perform lock_coach(v_claim.coach_id);
  select daily_cap into v_cap from coach where id = v_claim.coach_id and active;
  if v_cap is null or exists (
    select from absence a
     where a.coach_id = v_claim.coach_id and a.during && tstzrange(lower(v_claim.during), p_session_end)
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

grant select on claim to lay_public, lay_coach, lay_ops, lay_worker;
grant insert, update on claim to lay_public, lay_coach, lay_ops, lay_worker;
