/*
 * Operations books, moves and cancels for somebody who calls. It is done where clients' bookings are written, as the public
 * role, by the session of whoever takes the call: what they write they cannot read back, and no key is opened to them.
 */

-- Whoever takes calls: the member of operations, surely known, whose session the public role carries; null for anybody else.
create function takes_calls() returns uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role', true) <> 'lay_public' or not starts_with(current_setting('app.claim', true), 'session:') then
    return null;
  end if;
  return (select s.staff_id from staff_session s join staff p on p.id = s.staff_id and p.active
           where s.hash = claim_hash() and staff_session_lives(s) and s.level = 2
             and exists (select from staff_role r where r.staff_id = s.staff_id and r.role = 'lead_ops' and r.ended_at is null));
end $$;
revoke execute on function takes_calls() from public;
grant execute on function takes_calls() to lay_public;

/*
 * Lets go of a booking that was just made for a caller: from here on it is nobody's browser's, so that the session which
 * wrote it cannot read it, and the caller proves its contact from any browser of theirs.
 */
create function give_to_caller(p_booking uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if takes_calls() is null then
    raise insufficient_privilege using message = 'only operations books for a caller';
  end if;
  update booking set browser = null, release_at = null where id = p_booking and browser = claim_hash();
  return found;
end $$;
revoke execute on function give_to_caller(uuid) from public;
grant execute on function give_to_caller(uuid) to lay_public;

/*
 * The booking of a caller, by its reference and a contact that they say: both must fit. Found, it may be moved or cancelled by
 * this session for a quarter of an hour. Wrong tries are counted for whoever takes the call and for the reference, in each
 * quarter of an hour; after too many nothing is looked for.
 */
create function find_for_caller(p_reference text, p_contact bytea, out outcome text, out booking uuid) returns record
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  whose uuid := takes_calls();
  mine bytea := sha256(convert_to('calls of ' || whose, 'UTF8'));
  its bytea := sha256(convert_to('called by ' || p_reference, 'UTF8'));
begin
  if whose is null then
    raise insufficient_privilege using message = 'only operations looks for the booking of a caller';
  end if;
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
revoke execute on function find_for_caller(text, bytea) from public;
grant execute on function find_for_caller(text, bytea) to lay_public;

-- As before; and whoever takes calls writes what they do for a caller in their own name, to bookings that they may change.
create or replace function audit_stranger_check(p_verb text, p_subject_kind text, p_subject_id uuid, p_kind text, p_id uuid)
returns void language plpgsql stable as $$
begin
  if current_setting('role') <> 'lay_public' or p_kind in ('client', 'key') then return; end if;
  if p_kind = 'coach' and p_verb = 'booking.acknowledged' and p_subject_kind = 'booking'
     and starts_with(current_setting('app.claim', true), 'acknowledge:')
     and exists (select from acknowledgement a where a.link_hash = claim_hash() and a.booking_id = p_subject_id
                    and a.coach_id = p_id and a.acknowledged_at = clock_now()) then
    return;
  end if;
  if p_kind = 'lead_ops' and p_subject_kind = 'booking' and p_id = takes_calls()
     and p_verb in ('booking.booked-by-phone', 'booking.found-by-phone', 'booking.moved-by-phone', 'booking.cancelled-by-phone')
     and (exists (select from booking b where b.id = p_subject_id and b.browser = claim_hash())
       or exists (select from browser_grant g where g.subject = p_subject_id and g.browser = claim_hash() and g.until > clock_now())) then
    return;
  end if;
  if p_subject_kind is distinct from 'staff' or p_subject_id is distinct from p_id
     or not exists (select from staff_role r where r.staff_id = p_id and r.role = p_kind and r.ended_at is null)
     or p_verb not in ('team.signed-in', 'team.signed-out', 'team.passkey-added', 'team.passkey-refused', 'team.link-added',
       'team.recovered', 'team.signed-out-everywhere', 'team.way-in-removed')
     or p_verb = 'team.signed-in'
        and not exists (select from staff_session s where s.staff_id = p_id and s.made_at = clock_now())
     or p_verb in ('team.signed-out-everywhere', 'team.way-in-removed')
        and not exists (select from staff_session s where s.staff_id = p_id and s.hash = claim_hash()) then
    raise insufficient_privilege using message = 'an act is recorded in the name of who does it', table = 'audit_event';
  end if;
end $$;

-- What callers were offered is counted as what pages and systems offer.
alter table request_record drop constraint request_record_source_check,
  add constraint request_record_source_check check (source in ('pages', 'api', 'phone'));
