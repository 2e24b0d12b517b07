/*
 * As before; and tries by one who takes calls, and tries of one reference, take their turns, so that of many at once no more are
 * looked for than of one after another. A right one still counts for nothing.
 */
create or replace function find_for_caller(p_reference text, p_contact bytea, out outcome text, out booking uuid) returns record
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  whose uuid := takes_calls();
  mine bytea := sha256(convert_to('calls of ' || whose, 'UTF8'));
  its bytea := sha256(convert_to('called by ' || p_reference, 'UTF8'));
begin
  if whose is null then
    raise insufficient_privilege using message = 'only operations looks for the booking of a caller';
  end if;
  -- Whoever takes calls before the reference, always: two can never wait for each other.
  perform pg_advisory_xact_lock(hashtextextended(mine::text, 0));
  perform pg_advisory_xact_lock(hashtextextended(its::text, 0));
  if exists (select from sign_in_count c where c.quarter = date_bin('15 minutes', clock_now(), 'epoch')
               and (c.bucket = mine and c.asked >= 10 or c.bucket = its and c.asked >= 5)) then
    outcome := 'too-many';
    return;
  end if;
  booking := booking_by_facts(p_reference, p_contact);
  if booking is null then
    perform count_asked(mine, 10), count_asked(its, 5);
    outcome := 'wrong';
    return;
  end if;
  insert into browser_grant as g (subject, browser, until)
    values (booking, claim_hash(), clock_now() + interval '15 minutes')
    on conflict (subject, browser) do update set until = excluded.until;
  outcome := 'found';
end $$;
