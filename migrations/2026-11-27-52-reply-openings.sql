/*
 * What somebody answered comes out for an opening that stands in a row, and for nothing else: whoever holds the role of those who open
 * things reads no words by that alone.
 */
create table reply_opening (
  id uuid primary key default gen_random_uuid(),
  reply_id uuid not null references reply on delete cascade,
  opened_by uuid not null references staff,
  reason text not null check (length(reason) between 1 and 40),
  opened_at timestamptz not null default clock_now(),
  shown_until timestamptz not null default clock_now() + interval '5 minutes',
  check (shown_until <= opened_at + interval '5 minutes')
);
comment on table reply_opening is 'room: governance';
create index reply_opening_of on reply_opening (reply_id);
create index reply_opening_by on reply_opening (opened_by, shown_until);
select secure('reply_opening');

create function may_read_reply(p_reply uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from reply r where r.id = p_reply and r.kind = 'words'
    and (has_role('lead_ops') or r.look_now and on_duty()))
$$;
create function replies_opened() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select o.reply_id from reply_opening o where o.opened_by = me() and o.shown_until > clock_now() and may_read_reply(o.reply_id)
$$;
revoke execute on function may_read_reply(uuid), replies_opened() from public;
grant execute on function may_read_reply(uuid), replies_opened() to lay_opening;

grant insert (reply_id, opened_by, reason) on reply_opening to lay_opening;
create policy opening on reply_opening for insert to lay_opening
  with check (opened_by = (select me()) and may_read_reply(reply_id));
alter policy opening on reply using (id in (select replies_opened()));

-- As before; and what was answered for an opening alone.
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
      or subject in (select replies_opened())
    when 'lay_ops contact' then exists (select from enquiry e where e.id = subject)
  end, false);
end $$;
