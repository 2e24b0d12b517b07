-- A coach needs to know when, how and with whom, not where somebody works or what their work is; nor by what a browser, a
-- key or a contact is known again.
revoke select on booking from lay_coach;
do $$
begin
  execute (select format('grant select (%s) on booking to lay_coach', string_agg(quote_ident(attname), ', '))
    from pg_attribute where attrelid = 'booking'::regclass and attnum > 0 and not attisdropped
     and attname not in ('area', 'setting_key', 'role_group_key', 'contact_hashes', 'browser', 'api_key_id', 'visit_hash'));
end $$;

-- A client has who they are and how they are reached; whoever has the duty, which interpreter the open case needs.
grant select (booking_id, client_id, sealed_name, sealed_email, sealed_phone, channel) on booking_person to lay_client;
create policy of_ones_own on booking_person for select to lay_client using (client_id = (select me()));
grant select (interpreter) on booking to lay_duty;
