-- Governance reads what was said in a concern of any level, open or closed: by an opening of ten minutes that is recorded and
-- that somebody else reviews. Name, number and place stay with whoever has the duty; for those there is a task.
create or replace function concerns_opened() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select o.concern_id from opening o
   where o.kind = 'concern' and o.as_role = 'duty_lead' and o.opened_by = me() and o.shown_until > clock_now() and on_duty()
$$;

create function concern_words_opened() returns table (id uuid, settled boolean, sealed_words bytea)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.id, c.settled, c.sealed_words from concern c
   where has_role('governance') and exists (select from opening o
     where o.concern_id = c.id and o.as_role = 'governance' and o.opened_by = me() and o.shown_until > clock_now())
$$;
create function concern_is_known(p_id uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from concern where id = p_id)
$$;
revoke execute on function concern_words_opened(), concern_is_known(uuid) from public;
grant execute on function concern_words_opened(), concern_is_known(uuid) to lay_opening;
create policy reading_concern on opening for insert to lay_opening with check (opened_by = (select me()) and kind = 'concern'
  and as_role = 'governance' and has_role('governance') and concern_is_known(concern_id));

-- As before; and the words of a concern that governance opened.
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
      or subject in (select id from concern_words_opened())
    when 'lay_ops contact' then exists (select from enquiry e where e.id = subject)
  end, false);
end $$;
