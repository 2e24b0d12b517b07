-- Strangers who ask for codes under somebody's contact use up what strangers may have, and not what their own browser may.

-- Whether a browser is known to whom a code is for: it booked for them, had a session of theirs, or proved itself.
create function known_to(p_browser bytea, p_subject uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  with whose as (
    select client_id from client_contact where id = p_subject
    union all select client_id from booking where id = p_subject
    union all select client_id from client_notice where id = p_subject)
  select exists (select from whose w join booking b on b.client_id = w.client_id and b.browser = p_browser)
      or exists (select from whose w join client_session s on s.client_id = w.client_id and s.browser = p_browser)
      or exists (select from browser_grant g where g.subject = p_subject and g.browser = p_browser and g.until > clock_now())
$$;
create index client_session_of_browser on client_session (client_id, browser);

drop function codes_lately(uuid, text);
/*
 * Whether a code for a subject goes out to the browser that asks: a known one has its own three in a quarter of an hour, which
 * are counted for each browser; all others together have three more.
 */
create function may_have_code(p_subject uuid, p_purpose text) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select starts_with(current_setting('app.claim', true), 'browser:') and known_to(claim_hash(), p_subject)
      or 3 > (select count(*) from one_time_code c
               where c.subject = p_subject and c.purpose = p_purpose and c.issued_at > clock_now() - interval '15 minutes'
                 and not known_to(c.browser, p_subject))
$$;
revoke execute on function known_to(bytea, uuid), may_have_code(uuid, text) from public;
grant execute on function may_have_code(uuid, text) to lay_public;
