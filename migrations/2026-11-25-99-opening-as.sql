-- As whom of the staff a claim opens keys: the role for which the database role that is answered may be taken on. For the
-- record that the key holder writes.
create function opening_as() returns text language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select r.role from staff_role r
   where r.staff_id = me() and r.ended_at is null and r.role = any (keys_of_role(current_setting('app.answering', true)))
   order by r.given_at desc limit 1
$$;
grant execute on function opening_as() to lay_keys;
