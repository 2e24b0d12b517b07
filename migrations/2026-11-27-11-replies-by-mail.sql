/*
 * People answer to mail as they answer to texts. What sounds as if somebody may not be safe, or cannot be read, is looked at now: by
 * operations, and by whoever has the duty, who sees no other reply. By its number people are told of it, and of nothing else.
 */
alter table reply
  add column channel text not null default 'text' check (channel in ('email', 'text')),
  add column look_now boolean not null default false,
  add column number integer generated always as identity unique,
  drop constraint reply_check1,
  drop constraint reply_outcome_check,
  add constraint reply_outcome_check check (outcome in ('answered', 'called', 'not-needed', 'seen')),
  add constraint reply_number_of_words check (sealed_number is null or kind = 'words'),
  add constraint reply_look_of_words check (not look_now or kind = 'words');
create index reply_to_look_at on reply (received_at) where look_now and closed_at is null;

grant select (channel, look_now, number) on reply to lay_lead;
grant select (look_now, number, closed_at, received_at, channel) on reply to lay_worker;
grant select (id, kind, booking_id, received_at, closed_at, closed_by, outcome, channel, look_now), update (closed_at, closed_by, outcome)
  on reply to lay_duty;
create policy on_duty on reply for select to lay_duty using ((select on_duty()) and look_now);
create policy closing on reply for update to lay_duty using ((select on_duty()) and look_now and closed_at is null)
  with check (closed_by = (select me()));
drop policy opening on reply;
create policy opening on reply for select to lay_opening
  using (kind = 'words' and (has_role('lead_ops') or look_now and on_duty()));
grant select on duty_turn to lay_worker;
create policy telling on duty_turn for select to lay_worker using (true);

-- The hash of the address that asked for no more reminders by mail.
alter table booking_person add column mail_stopped_hash bytea check (length(mail_stopped_hash) = 32);

/*
 * Takes what somebody answered, once: 'again' where it is here already. Whoever takes it may read neither bookings nor replies.
 * Who wrote a mail is what anybody can write there; so STOP and MOVE by mail act only as an answer to a message of ours to that very
 * address, whose name nobody else knows. MOVE is answered five times a day at most for one booking. What does not act by itself is for a
 * person to read, with where it came from unless a booking has that contact and it can wait until that is revealed.
 */
create function take_reply(p_id uuid, p_kind text, p_channel text, p_hash bytea, p_message uuid, p_look boolean, p_words bytea, p_number bytea,
  p_kek text, p_wrapped bytea) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_kind text := p_kind;
  v_booking uuid;
  v_known boolean;
  v_ahead boolean;
  v_answers uuid;
  v_stopped uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended(coalesce(encode(p_hash, 'hex'), p_id::text), 9));
  if exists (select from reply r where r.id = p_id) then return 'again'; end if;
  select coalesce(t.booking_id, m.subject_id) into v_answers
    from message m left join rehome_task t on t.id = m.subject_id where m.id = p_message and m.recipient = 'client';
  select b.id, b.status = 'booked' and b.starts_at > clock_now() into v_booking, v_ahead from booking b
   where b.contact_hashes[1] = p_hash or b.contact_hashes[2] = p_hash
   order by b.id = v_answers desc nulls last, b.status = 'booked' and b.starts_at > clock_now() desc,
            case when b.starts_at > clock_now() then b.starts_at - clock_now() else clock_now() - b.starts_at end, b.id
   limit 1;
  v_known := v_booking is not null;
  if p_channel = 'email' and (v_booking is null or v_booking is distinct from v_answers) and v_kind <> 'words' then v_kind := 'words'; end if;
  if v_booking is null then select b.id into v_booking from booking b where b.id = v_answers; end if;
  if v_kind = 'move' and (v_ahead is not true or 5 <= (select count(*) from reply r where r.booking_id = v_booking and r.kind = 'move'
       and r.received_at > clock_now() - interval '24 hours')) then
    v_kind := 'words';
  end if;
  if v_kind = 'stop' then
    for v_stopped in
      update booking_person p
         set stopped_hash = case p_channel when 'text' then p_hash else p.stopped_hash end,
             mail_stopped_hash = case p_channel when 'email' then p_hash else p.mail_stopped_hash end
        from booking b
       where b.id = p.booking_id and b.status = 'booked' and b.starts_at > clock_now()
         and (b.contact_hashes[1] = p_hash or b.contact_hashes[2] = p_hash)
      returning b.id
    loop
      perform audit_append('reminders.stopped', 'booking', v_stopped, 'client', null, null, null, null);
    end loop;
  end if;
  if v_kind = 'words' then perform keep_key(p_id, 'case', p_kek, p_wrapped); end if;
  insert into reply (id, kind, channel, look_now, booking_id, sealed_words, sealed_number)
    values (p_id, v_kind, p_channel, v_kind = 'words' and p_look, v_booking, case when v_kind = 'words' then p_words end,
      case when v_kind = 'words' and (p_look or not v_known) then p_number end);
  return v_kind;
end $$;
revoke execute on function take_reply(uuid, text, text, bytea, uuid, boolean, bytea, bytea, text, bytea) from public;
grant execute on function take_reply(uuid, text, text, bytea, uuid, boolean, bytea, bytea, text, bytea) to lay_public, lay_worker;
drop function take_reply(uuid, text, bytea, bytea, bytea, text, bytea);

-- As before; and whoever has the duty opens a reply that is to be looked at now.
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

-- As before; and what a client answered to mail from an address that they proved.
create or replace function replies_of_client(p_client uuid) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select r.id from reply r join booking b on b.id = r.booking_id
   where b.client_id = p_client and exists (
     select from client_contact k where k.client_id = p_client and k.kind = case r.channel when 'text' then 'phone' else 'email' end
        and k.verified_at is not null and k.removed_at is null and k.contact_hash = any (b.contact_hashes))
$$;

select make_queue('reply-to-look-at');
