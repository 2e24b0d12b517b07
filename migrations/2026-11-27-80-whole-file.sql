-- As before; of a coach's file everything goes that rooms have kept for a coach since: the public page and its photo, workplaces,
-- hours, own calendar, numbers, supervision, the ways in, and whom the coach was said to know.
create or replace function decide_review(p_kind text, p_id uuid, p_until date, p_reason text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_id::text, 6));
  if not exists (select from due_for_review() d where d.kind = p_kind and d.id = p_id) then return false; end if;
  insert into retention_review (kind, subject_id, kept_until, reason, decided_by) values (p_kind, p_id, p_until, p_reason, me());
  if p_until is not null then return true; end if;
  case p_kind
    when 'escalation_safeguarding' then
      delete from concern where id = p_id;
      perform destroy_keys(p_id, null);
    when 'data_protection_complaint' then
      delete from data_complaint where id = p_id;
      perform destroy_keys(p_id, null);
    when 'coach_file' then
      delete from reflection_log where coach_id = p_id;
      delete from supervision_record where coach_id = p_id;
      delete from supervision_of where coach_id = p_id;
      delete from credential where coach_id = p_id;
      delete from note_choice where coach_id = p_id;
      delete from coach_photo where coach_id = p_id;
      delete from coach_page where coach_id = p_id;
      delete from coach_workplace where coach_id = p_id;
      delete from kept_apart where coach_id = p_id;
      delete from coach_texts where coach_id = p_id;
      delete from own_calendar where coach_id = p_id;
      delete from gap_answer where coach_id = p_id;
      delete from absence where coach_id = p_id;
      delete from coach_exception where coach_id = p_id;
      delete from coach_occurrence where coach_id = p_id;
      delete from coach_pattern where coach_id = p_id;
      delete from passkey where staff_id = p_id;
      delete from oidc_link where staff_id = p_id;
      delete from staff_session where staff_id = p_id;
      delete from invitation where staff_id = p_id;
      delete from recovery where staff_id = p_id;
      perform destroy_keys(p_id, null);
      update coach set email = p_id || '@left.invalid', name_shown = 'A former coach', background = '', biography = '',
        gender = null, languages = '{en}', ethnically_diverse = false, meeting_link = null, feed_hash = null, feed_made_at = null
       where id = p_id;
      update staff set email = p_id || '@left.invalid', name = 'A former coach' where id = p_id;
  end case;
  insert into destruction (kind, rule, how_many) values (p_kind,
    case p_kind when 'escalation_safeguarding' then 'P8Y from closed' when 'coach_file' then 'P6Y from left'
      else 'P6Y from closed' end || ', reviewed', 1);
  return true;
end $$;
