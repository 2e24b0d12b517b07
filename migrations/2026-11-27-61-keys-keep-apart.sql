-- Only with a booking of the browser that books, or of the key: what another system books is kept apart by its contacts, too.
drop policy booking on kept_apart;
create policy booking on kept_apart for insert to lay_public
  with check (exists (select from booking b where b.client_id = kept_apart.client_id
    and (b.browser = (select claim_hash()) or b.api_key_id = (select claim_key()))));
