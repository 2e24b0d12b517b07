-- As before; both a coach who is kept apart from a client opens nothing of theirs, and whoever has the duty opens what is to be looked at now.
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
    when 'lay_client case' then my_level() = 2 and subject in (select replies_of_client(me()))
    when 'lay_coach contact' then exists (select from booking b where b.client_id = subject and b.coach_id = me()
      and b.ends_at > clock_now() - interval '30 days')
      and not exists (select from kept_apart k where k.client_id = subject and k.coach_id = me())
    when 'lay_coach content' then my_level() = 2 and (subject = me() or engaged_with(subject))
    when 'lay_coach case' then exists (select from concern c where c.id = subject and c.coach_id = me())
    when 'lay_opening content' then exists (select from break_glass g where g.client_id = subject and g.asked_by = me()
      and g.opened_at is not null and g.until > clock_now() and g.ended_at is null)
    when 'lay_opening contact' then governs_complaint(subject)
      or exists (select from booking b where b.client_id = subject and b.id in (select bookings_open_to_me()))
    when 'lay_opening case' then governs_complaint(subject) or subject in (select concerns_opened())
      or subject in (select id from concern_words_opened())
      or exists (select from reply r where r.id = subject and (has_role('lead_ops') or r.look_now and on_duty()))
    when 'lay_ops contact' then exists (select from enquiry e where e.id = subject)
  end, false);
end $$;

-- Who wants no more mail is not written to about sooner times either.
create trigger stop_alert_by_mail after update of mail_stopped_hash on booking_person for each row
  when (new.mail_stopped_hash is not null and new.has_email and not (new.takes_texts and new.channel = 'text'))
  execute function stop_alert();
