-- Whoever may choose a passphrase at once is known well enough to be told that it has their own name in it; and once one is chosen
-- for the first time, whoever else came in by a code alone is out.
create or replace function may_enrol_at_once() returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare whose uuid := me(); here bytea; acting text := current_setting('role', true);
begin
  if acting = 'lay_keys' then acting := current_setting('app.answering', true); end if;
  if whose is null or acting <> 'lay_client' then return false; end if;
  select s.browser into here from client_session s where s.hash = claim_hash();
  return not client_has_more(whose)
    and exists (select from booking where client_id = whose)
    and not exists (
      select from booking b where b.id in (select bookings_of_client(whose))
         and (b.browser is distinct from here or b.made_at < clock_now() - interval '30 minutes'))
    and not exists (select from client_contact k
                     where k.client_id = whose and k.verified_at < clock_now() - interval '30 minutes');
end $$;

-- As before; and how a client is reached, where they may choose a passphrase at once and so reach that level anyway.
create or replace function may_open(as_role text, subject uuid, purpose text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return coalesce(case as_role || ' ' || purpose
    when 'lay_worker contact' then true
    when 'lay_public contact' then exists (select from booking b where b.client_id = subject and b.browser = claim_hash()
      and starts_with(current_setting('app.claim', true), 'browser:') and b.status = 'booked' and b.verified_at is null)
    when 'lay_public content' then may_open_plan(subject)
    when 'lay_client contact' then subject = me() and (my_level() = 2 or may_enrol_at_once())
    when 'lay_client content' then may_open_plan(subject)
    when 'lay_coach contact' then exists (select from booking b where b.client_id = subject and b.coach_id = me()
      and b.ends_at > clock_now() - interval '30 days')
    when 'lay_coach content' then my_level() = 2 and (subject = me() or engaged_with(subject))
    when 'lay_coach case' then exists (select from concern c where c.id = subject and c.coach_id = me())
    when 'lay_opening content' then exists (select from break_glass g where g.client_id = subject and g.asked_by = me()
      and g.opened_at is not null and g.until > clock_now() and g.ended_at is null)
    when 'lay_opening contact' then governs_complaint(subject)
      or exists (select from booking b where b.client_id = subject and b.id in (select bookings_open_to_me()))
    when 'lay_opening case' then governs_complaint(subject) or subject in (select concerns_opened())
    when 'lay_ops contact' then exists (select from enquiry e where e.id = subject)
  end, false);
end $$;

create function end_codes_sessions() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform end_client_sessions(s.client_id, s.hash) from client_session s
   where s.client_id = new.client_id and s.ended_at is null and client_level(s) = 1 and s.hash is distinct from claim_hash();
  return null;
end $$;
revoke execute on function end_codes_sessions() from public;
create trigger first_passphrase after insert on client_passphrase for each row execute function end_codes_sessions();
