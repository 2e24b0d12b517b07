-- What is kept with a coach is seen and let go of by whose session it is, or by the operator: a claim that is nobody's is refused.
create or replace function kept_with(p_coach uuid, out starts_at timestamptz, out ends_at timestamptz) language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role') <> 'lay_ops' and p_coach is distinct from me() then
    raise insufficient_privilege using message = 'hours are changed by whose they are';
  end if;
  select min(o.starts_at), max(o.ends_at) into kept_with.starts_at, kept_with.ends_at
    from offer o where o.coach_id = p_coach and o.state = 'open';
end $$;

create or replace function let_go_outside_hours(p_coach uuid, p_starts timestamptz[], p_ends timestamptz[]) returns boolean language plpgsql
security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_claims uuid[];
begin
  if current_setting('role') <> 'lay_ops' and p_coach is distinct from me() then
    raise insufficient_privilege using message = 'hours are changed by whose they are';
  end if;
  with gone as (update offer o set state = 'lapsed' where o.coach_id = p_coach and o.state = 'open'
      and not exists (select from unnest(p_starts, p_ends) as worked (starts_at, ends_at)
                       where worked.starts_at <= o.starts_at and o.ends_at <= worked.ends_at)
      returning o.claim_id)
    select array_agg(claim_id) into v_claims from gone;
  update claim set active = false where id = any(v_claims) and active;
  return v_claims is not null;
end $$;
