-- What is kept with a coach is kept no longer once it does not lie whole in hours that they work, in the transaction that says so.
create function kept_with(p_coach uuid, out starts_at timestamptz, out ends_at timestamptz) language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if coalesce(me(), p_coach) <> p_coach then raise insufficient_privilege using message = 'hours are changed by whose they are'; end if;
  select min(o.starts_at), max(o.ends_at) into kept_with.starts_at, kept_with.ends_at
    from offer o where o.coach_id = p_coach and o.state = 'open';
end $$;
revoke execute on function kept_with(uuid) from public;
grant execute on function kept_with(uuid) to lay_coach, lay_ops;

-- The hours come as what is worked from the first that is kept until the end of the last: each start with its end, none touching another.
create function let_go_outside_hours(p_coach uuid, p_starts timestamptz[], p_ends timestamptz[]) returns boolean language plpgsql
security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_claims uuid[];
begin
  if coalesce(me(), p_coach) <> p_coach then raise insufficient_privilege using message = 'hours are changed by whose they are'; end if;
  with gone as (update offer o set state = 'lapsed' where o.coach_id = p_coach and o.state = 'open'
      and not exists (select from unnest(p_starts, p_ends) as worked (starts_at, ends_at)
                       where worked.starts_at <= o.starts_at and o.ends_at <= worked.ends_at)
      returning o.claim_id)
    select array_agg(claim_id) into v_claims from gone;
  update claim set active = false where id = any(v_claims) and active;
  return v_claims is not null;
end $$;
revoke execute on function let_go_outside_hours(uuid, timestamptz[], timestamptz[]) from public;
grant execute on function let_go_outside_hours(uuid, timestamptz[], timestamptz[]) to lay_coach, lay_ops;

-- Recovery has a session stand whose coach works then again, however that came about.
grant update (given_up) on rehome_task to lay_worker;
