-- A hold that becomes a booking stays where it is in the table and in its indexes: nothing that is indexed changes, and
-- there is room beside it. Holds that have run out are found by coach and time; nobody looked for them by their end.
drop index claim_expiring;
alter table claim set (fillfactor = 80);

-- The same as before, in the language whose functions are cheapest to call from the claim functions.
create or replace function lock_coach(coach uuid) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(coach::text, 0));
end $$;
