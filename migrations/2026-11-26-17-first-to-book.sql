-- Whoever booked first under a contact may choose a passphrase at once in that browser, whoever books under it after them: what
-- others booked is not in the account, and a stranger who books once more does not keep its owner from it for three days.
create or replace function may_enrol_at_once() returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare whose uuid := me(); here bytea; v_first timestamptz; acting text := current_setting('role', true);
begin
  if acting = 'lay_keys' then acting := current_setting('app.answering', true); end if;
  if whose is null or acting <> 'lay_client' or client_has_more(whose) then return false; end if;
  select s.browser into here from client_session s where s.hash = claim_hash();
  select min(b.made_at) into v_first from booking b where b.browser = here and b.id in (select bookings_of_client(whose));
  return coalesce(v_first >= clock_now() - interval '30 minutes', false)
    and not exists (select from booking b
                     where b.id in (select bookings_of_client(whose)) and b.browser is distinct from here and b.made_at <= v_first)
    and not exists (select from client_contact k
                     where k.client_id = whose and k.verified_at < clock_now() - interval '30 minutes');
end $$;
