/*
 * What a client answered to texts from a number that they proved; from another it may be somebody else's answer, whose number was given
 * for the booking.
 */
create function replies_of_client(p_client uuid) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select r.id from reply r join booking b on b.id = r.booking_id
   where b.client_id = p_client and exists (
     select from client_contact k where k.client_id = p_client and k.kind = 'phone' and k.verified_at is not null and k.removed_at is null
        and k.contact_hash = any (b.contact_hashes))
$$;
revoke execute on function replies_of_client(uuid) from public;

-- As before, and that somebody asked by text for no more reminders is on the trail of each session that it holds for.
create or replace function take_reply(p_id uuid, p_kind text, p_hash bytea, p_words bytea, p_number bytea, p_kek text, p_wrapped bytea) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_kind text := p_kind;
  v_booking uuid;
  v_ahead boolean;
  v_stopped uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended(coalesce(encode(p_hash, 'hex'), p_id::text), 9));
  if exists (select from reply r where r.id = p_id) then return 'again'; end if;
  select b.id, b.status = 'booked' and b.starts_at > clock_now() into v_booking, v_ahead from booking b
   where b.contact_hashes[1] = p_hash or b.contact_hashes[2] = p_hash
   order by b.status = 'booked' and b.starts_at > clock_now() desc,
            case when b.starts_at > clock_now() then b.starts_at - clock_now() else clock_now() - b.starts_at end, b.id
   limit 1;
  if v_kind = 'move' and (v_ahead is not true or 5 <= (select count(*) from reply r where r.booking_id = v_booking and r.kind = 'move'
       and r.received_at > clock_now() - interval '24 hours')) then
    v_kind := 'words';
  end if;
  if v_kind = 'stop' then
    for v_stopped in
      update booking_person p set stopped_hash = p_hash from booking b
       where b.id = p.booking_id and b.status = 'booked' and b.starts_at > clock_now()
         and (b.contact_hashes[1] = p_hash or b.contact_hashes[2] = p_hash)
      returning b.id
    loop
      perform audit_append('reminders.stopped', 'booking', v_stopped, 'client', null, null, null, null);
    end loop;
  end if;
  if v_kind = 'words' then perform keep_key(p_id, 'case', p_kek, p_wrapped); end if;
  insert into reply (id, kind, booking_id, sealed_words, sealed_number)
    values (p_id, v_kind, v_booking, case when v_kind = 'words' then p_words end,
      case when v_kind = 'words' and v_booking is null then p_number end);
  return v_kind;
end $$;

-- As before; and what somebody answered to a text is opened by whoever proved its number.
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
      or has_role('lead_ops') and exists (select from reply r where r.id = subject)
    when 'lay_ops contact' then exists (select from enquiry e where e.id = subject)
  end, false);
end $$;

-- As before; and all else that is about a booking of theirs: times that were kept, what they wait for, what was to be done.
create or replace function my_record() returns jsonb language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  who uuid := me();
  one text;
  rows jsonb;
  held jsonb := '{}';
begin
  if who is null or my_level() is distinct from 2 then
    raise insufficient_privilege using message = 'a record is shown to whose it is, surely known';
  end if;
  select jsonb_build_object('client', jsonb_agg(to_jsonb(c))) into held from client c where c.id = who;
  for one in
    select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
     where a.attname = 'client_id' and not a.attisdropped and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and c.relname not in ('break_glass', 'record_opening', 'reveal_task')
     order by c.relname
  loop
    if one = 'coach_note' then
      select to_jsonb(count(*)) into rows from coach_note n where n.client_id = who;
    elsif one = 'booking' then
      select coalesce(jsonb_agg(to_jsonb(b) - 'client_id' || jsonb_build_object('coach', c.name_shown) order by b.starts_at), '[]')
        into rows from booking b join coach c on c.id = b.coach_id where b.client_id = who;
    elsif one = 'concern' then
      select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'raised_at', c.raised_at, 'told_at', c.told_at, 'closed_at', c.closed_at)
          order by c.raised_at), '[]')
        into rows from concern c where c.client_id = who and c.told_at is not null;
    elsif one = 'legal_hold' then
      select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'made_at', h.made_at, 'review_on', h.review_on, 'lifted_at', h.lifted_at)
          order by h.made_at), '[]')
        into rows from legal_hold h where h.client_id = who;
    else
      execute format('select coalesce(jsonb_agg(to_jsonb(t) - ''client_id''), ''[]'') from (select * from %I where client_id = $1 limit 2000) t', one)
        into rows using who;
    end if;
    held := held || jsonb_build_object(one, rows);
  end loop;
  select coalesce(jsonb_agg(to_jsonb(h) order by h.at), '[]') into rows
    from booking_change h join booking b on b.id = h.booking_id where b.client_id = who;
  held := held || jsonb_build_object('booking_change', rows);
  select coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'channel', m.channel, 'due_at', m.due_at, 'sent_at', m.sent_at,
           'state', m.state) order by m.due_at), '[]') into rows
    from message m join booking b on b.id = m.subject_id where b.client_id = who and m.recipient <> 'coach';
  held := held || jsonb_build_object('message', rows);
  select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind, 'received_at', r.received_at, 'closed_at', r.closed_at,
           'outcome', r.outcome, 'sealed_words', r.sealed_words) order by r.received_at), '[]') into rows
    from reply r where r.id in (select replies_of_client(who));
  held := held || jsonb_build_object('reply', rows);
  select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'booking_id', o.booking_id, 'kind', o.kind, 'state', o.state, 'made_at', o.made_at,
           'starts_at', o.starts_at, 'ends_at', o.ends_at, 'until', o.until) order by o.made_at), '[]') into rows
    from offer o join booking b on b.id = o.booking_id where b.client_id = who;
  held := held || jsonb_build_object('offer', rows);
  select coalesce(jsonb_agg(jsonb_build_object('booking_id', a.booking_id, 'asked_at', a.asked_at, 'not_before', a.not_before)), '[]') into rows
    from waiting_alert a join booking b on b.id = a.booking_id where b.client_id = who;
  held := held || jsonb_build_object('waiting_alert', rows);
  select coalesce(jsonb_agg(jsonb_build_object('booking_id', t.booking_id, 'kind', t.kind, 'opened_at', t.opened_at, 'due_at', t.due_at,
           'done_at', t.done_at, 'outcome', t.outcome) order by t.opened_at), '[]') into rows
    from task t join booking b on b.id = t.booking_id where b.client_id = who;
  held := held || jsonb_build_object('task', rows);
  select coalesce(jsonb_agg(jsonb_build_object('booking_id', t.booking_id, 'made_at', t.made_at, 'starts_at', t.starts_at, 'told_at', t.told_at,
           'until', t.offers_until, 'settled_at', t.settled_at, 'outcome', t.outcome) order by t.made_at), '[]') into rows
    from rehome_task t join booking b on b.id = t.booking_id where b.client_id = who;
  held := held || jsonb_build_object('rehome_task', rows);
  select coalesce(jsonb_agg(jsonb_build_object('booking_id', a.booking_id, 'asked_at', a.asked_at, 'acknowledged_at', a.acknowledged_at)
           order by a.asked_at), '[]') into rows
    from acknowledgement a join booking b on b.id = a.booking_id where b.client_id = who;
  return held || jsonb_build_object('acknowledgement', rows);
end $$;
