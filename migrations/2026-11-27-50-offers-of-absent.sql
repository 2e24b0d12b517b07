-- What is kept with a coach who goes away then, or leaves, is kept no longer, in the statement that says so: nobody chooses what cannot be.
create function let_go_of_absent() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  v_coach uuid;
  v_claims uuid[];
begin
  if tg_table_name = 'absence' then
    v_coach := new.coach_id;
    with gone as (update offer set state = 'lapsed' where coach_id = v_coach and state = 'open'
        and tstzrange(starts_at, ends_at) && new.during returning claim_id)
      select array_agg(claim_id) into v_claims from gone;
  else
    v_coach := new.id;
    with gone as (update offer set state = 'lapsed' where coach_id = v_coach and state = 'open' returning claim_id)
      select array_agg(claim_id) into v_claims from gone;
  end if;
  update claim set active = false where id = any(v_claims) and active;
  return null;
end $$;
revoke execute on function let_go_of_absent() from public;
create trigger let_go after insert or update of during on absence for each row execute function let_go_of_absent();
create trigger let_go after update of active on coach for each row when (old.active and not new.active)
  execute function let_go_of_absent();
