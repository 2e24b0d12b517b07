-- What is looked at before it is destroyed, as its rule says: concerns, complaints about data, the files of coaches who left.
create table retention_review (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('escalation_safeguarding', 'data_protection_complaint', 'coach_file')),
  subject_id uuid not null,
  -- Null: it was destroyed.
  kept_until date,
  -- Why it is kept for longer than its rule says.
  reason text check (length(reason) between 20 and 1000),
  decided_by uuid not null references staff,
  at timestamptz not null default clock_now(),
  check ((kept_until is null) = (reason is null))
);
create index on retention_review (subject_id);
comment on table retention_review is 'room: records';
select secure('retention_review');
grant select on retention_review to lay_governance;
create policy governing on retention_review for select to lay_governance using ((select me()) is not null);

/* What is due: its kind, a name by which to find it that is nobody's but a coach's, and since when its time is over. */
create function due_for_review() returns table (kind text, id uuid, what text, since date)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select d.kind, d.id, d.what, d.since from (
    select 'escalation_safeguarding' as kind, c.id, 'Concern of level ' || c.level || ', raised '
        || to_char(c.raised_at at time zone 'Europe/London', 'FMDD FMMonth YYYY') as what, (c.closed_at + interval '8 years')::date as since
      from concern c where c.closed_at < clock_now() - interval '8 years'
       and not exists (select from legal_hold h where h.client_id = c.client_id and h.lifted_at is null)
    union all
    select 'data_protection_complaint', c.id, 'Complaint ' || c.reference, (c.answered_at + interval '6 years')::date
      from data_complaint c where c.answered_at < clock_now() - interval '6 years'
    union all
    select 'coach_file', s.id, 'File of ' || s.name, (s.left_at + interval '6 years')::date
      from staff s join coach c on c.id = s.id where not s.active and s.left_at < clock_now() - interval '6 years'
       and not exists (select from retention_review r where r.subject_id = s.id and r.kept_until is null)) d
   where me() is not null and not exists (
     select from retention_review r where r.subject_id = d.id and r.kept_until > (clock_now() at time zone 'Europe/London')::date)
   order by d.since, d.id limit 200
$$;

/* Somebody of governance has looked at it: it is kept for longer, with a reason, or destroyed. Says whether it was due. */
create function decide_review(p_kind text, p_id uuid, p_until date, p_reason text) returns boolean
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
      delete from absence where coach_id = p_id;
      delete from credential where coach_id = p_id;
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
grant execute on function due_for_review(), decide_review(text, uuid, date, text) to lay_governance;

-- Complaints are looked at first.
drop function expire_complaints();

/* A coach's own notes, where a deployment has them, a year after the work with the client ended. */
create function expire_notes() returns bigint language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare gone bigint;
begin
  delete from coach_note n
   where not exists (select from legal_hold h where h.client_id = n.client_id and h.lifted_at is null)
     and not exists (select from engagement e where e.client_id = n.client_id and e.coach_id = n.coach_id
           and (e.ended_at is null or e.ended_at > clock_now() - interval '12 months'))
     and n.written_at < clock_now() - interval '12 months';
  get diagnostics gone = row_count;
  return gone;
end $$;
grant execute on function expire_notes() to lay_worker;
