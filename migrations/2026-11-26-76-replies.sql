/*
 * What people answered to our texts. STOP and MOVE act by themselves and are kept without words; anything else waits for operations,
 * sealed under a key of its own. Who wrote is known by a booking under that number, or else only by the sealed number.
 */
create table reply (
  id uuid primary key,
  kind text not null check (kind in ('stop', 'move', 'words')),
  booking_id uuid references booking on delete cascade,
  received_at timestamptz not null default clock_now(),
  sealed_words bytea,
  sealed_number bytea,
  closed_at timestamptz,
  closed_by uuid references staff,
  outcome text check (outcome in ('answered', 'called', 'not-needed')),
  check ((kind = 'words') = (sealed_words is not null)),
  check (sealed_number is null or kind = 'words' and booking_id is null),
  check ((closed_at is null) = (outcome is null))
);
comment on table reply is 'room: booking';
create index reply_of_booking on reply (booking_id) where booking_id is not null;
create index reply_open on reply (received_at) where kind = 'words' and closed_at is null;
create index reply_closed_by on reply (closed_by) where closed_by is not null;
create index reply_received on reply (received_at);
select secure('reply');
grant select (id, kind, booking_id, received_at, closed_at, closed_by, outcome), update (closed_at, closed_by, outcome) on reply to lay_lead;
grant select (id, kind, booking_id) on reply to lay_worker;
grant select (id, booking_id, sealed_words, sealed_number) on reply to lay_opening;
create policy operating on reply to lay_lead using ((select me()) is not null) with check ((select me()) is not null);
create policy working on reply for select to lay_worker using (true);
create policy opening on reply for select to lay_opening using (has_role('lead_ops') and kind = 'words');

-- The hash of the number that asked for no more reminders; it counts as long as the booking has that number.
alter table booking_person add column stopped_hash bytea check (length(stopped_hash) = 32);

/*
 * Takes a text that came in, once: 'again' where it is here already. The web that takes it may read neither bookings nor replies.
 * MOVE is answered five times a day at most for one booking; then, and where there is nothing to move, its words are for operations.
 */
create function take_reply(p_id uuid, p_kind text, p_hash bytea, p_words bytea, p_number bytea, p_kek text, p_wrapped bytea) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_kind text := p_kind;
  v_booking uuid;
  v_ahead boolean;
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
    update booking_person p set stopped_hash = p_hash from booking b
     where b.id = p.booking_id and b.status = 'booked' and b.starts_at > clock_now()
       and (b.contact_hashes[1] = p_hash or b.contact_hashes[2] = p_hash);
  end if;
  if v_kind = 'words' then perform keep_key(p_id, 'case', p_kek, p_wrapped); end if;
  insert into reply (id, kind, booking_id, sealed_words, sealed_number)
    values (p_id, v_kind, v_booking, case when v_kind = 'words' then p_words end,
      case when v_kind = 'words' and v_booking is null then p_number end);
  return v_kind;
end $$;
revoke execute on function take_reply(uuid, text, bytea, bytea, bytea, text, bytea) from public;
grant execute on function take_reply(uuid, text, bytea, bytea, bytea, text, bytea) to lay_public;

-- What was answered goes with whoever is erased: their booking has no contact from then on.
create function forget_replies() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare one uuid;
begin
  for one in delete from reply where booking_id = new.id returning id loop
    perform destroy_keys(one, 'case');
  end loop;
  return null;
end $$;
revoke execute on function forget_replies() from public;
create trigger forget_replies after update of contact_hashes on booking
  for each row when (old.contact_hashes <> new.contact_hashes and new.contact_hashes = '{}') execute function forget_replies();

-- Replies and their keys go half a year after they came.
create function expire_replies() returns bigint language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare gone bigint := 0; one uuid;
begin
  for one in delete from reply where id in (
      select id from reply where received_at < clock_now() - interval '6 months' order by received_at limit 500) returning id loop
    perform destroy_keys(one, 'case');
    gone := gone + 1;
  end loop;
  return gone;
end $$;
revoke execute on function expire_replies() from public;
grant execute on function expire_replies() to lay_worker;

-- As before; what somebody answered to a text is opened by operations.
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
      or has_role('lead_ops') and exists (select from reply r where r.id = subject)
    when 'lay_ops contact' then exists (select from enquiry e where e.id = subject)
  end, false);
end $$;

-- As before, and what they answered to our texts.
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
           'outcome', r.outcome) order by r.received_at), '[]') into rows
    from reply r join booking b on b.id = r.booking_id where b.client_id = who;
  return held || jsonb_build_object('reply', rows);
end $$;
