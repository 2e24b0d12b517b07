-- As before; and when somebody else was asked to hold an appointment.
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
       and c.relname not in ('break_glass', 'kept_apart', 'record_opening', 'reveal_task')
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
  held := held || jsonb_build_object('acknowledgement', rows);
  select coalesce(jsonb_agg(jsonb_build_object('booking_id', c.booking_id, 'asked_at', c.asked_at, 'starts_at', c.starts_at,
           'settled_at', c.settled_at, 'outcome', c.outcome) order by c.asked_at), '[]') into rows
    from cover c join booking b on b.id = c.booking_id where b.client_id = who;
  return held || jsonb_build_object('cover', rows);
end $$;
