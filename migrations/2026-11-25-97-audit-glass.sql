-- What was done with a grant that opened somebody's record belongs to what they are told: once it was opened, and, where
-- telling at once was unsafe, once a second person has looked at that.
create or replace function audit_subjects_of_me() returns setof uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role') <> 'lay_client' or me() is null or my_level() is distinct from 2 then return; end if;
  return next me();
  return query select bookings_of_client(me());
  return query select g.id from break_glass g
    where g.client_id = me() and g.opened_at is not null and (g.delay_reason is null or g.delay_reviewed_at is not null);
end $$;

create or replace function audit_told(p_object uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return p_object is null or not exists (select from break_glass g
    where g.id = p_object and g.delay_reason is not null and g.delay_reviewed_at is null);
end $$;

create or replace function audit_was_delayed(p_object uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return p_object is not null and exists (select from break_glass g where g.id = p_object and g.delay_reason is not null);
end $$;
