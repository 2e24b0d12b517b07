-- Whether an account hangs on a booking of this browser that nobody proved: its contact is the account's by then, and is not
-- corrected where the booking was made. The notices and codes of that account go to it.
create function carries_account(p_booking uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from booking b join client_contact k on k.client_id = b.client_id
    where b.id = p_booking and b.browser = claim_hash() and starts_with(current_setting('app.claim', true), 'browser:')
      and k.verified_at is not null and k.removed_at is null)
$$;
revoke execute on function carries_account(uuid) from public;
grant execute on function carries_account(uuid) to lay_public;
