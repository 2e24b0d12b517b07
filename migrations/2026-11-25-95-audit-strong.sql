-- What was done with a record says more than when somebody is coached: a code alone does not open it.
create or replace function audit_subjects_of_me() returns setof uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role') <> 'lay_client' or me() is null or my_level() is distinct from 2 then return; end if;
  return next me();
  -- Joined by the rooms that know bookings and contacts.
  if to_regprocedure('bookings_of_client(uuid)') is not null then return query select bookings_of_client(me()); end if;
end $$;
