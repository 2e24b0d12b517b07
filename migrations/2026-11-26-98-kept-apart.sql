-- A client and a coach who is never offered to them, silently: no row says why. It names a client, so it goes with them.
create table kept_apart (
  client_id uuid not null references client on delete cascade,
  coach_id uuid not null references coach,
  primary key (client_id, coach_id)
);
comment on table kept_apart is 'room: booking';
create index on kept_apart (coach_id);
select secure('kept_apart');
grant insert on kept_apart to lay_public;
-- Only with a booking of the browser that books.
create policy booking on kept_apart for insert to lay_public
  with check (exists (select from booking b where b.client_id = kept_apart.client_id and b.browser = (select claim_hash())));

-- Where a coach works besides. The token is keyed: it tells nothing but that two workplaces are one.
create table coach_workplace (
  id uuid primary key default gen_random_uuid(),
  coach_id uuid not null references coach,
  token bytea not null check (length(token) = 32),
  sealed_name bytea not null,
  made_at timestamptz not null default clock_now(),
  unique (coach_id, token)
);
comment on table coach_workplace is 'room: coaches';
create index on coach_workplace (token);
select secure('coach_workplace');
grant select, insert, delete on coach_workplace to lay_coach;
create policy own on coach_workplace to lay_coach using (coach_id = (select me())) with check (coach_id = (select me()));
-- A claim that was worked out from what was declared before is refused.
create trigger stamp after insert or delete on coach_workplace for each row execute function stamp_coach();

create index booking_of_browser on booking (browser) where browser is not null;

/*
 * Whom not to offer to whoever asks: coaches kept apart from any client who booked in this browser, and those who work at the
 * workplace that this token stands for.
 */
create function coaches_left_out(p_place bytea) returns text[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(one::text order by one), '{}') from (
    select k.coach_id as one from booking b join kept_apart k on k.client_id = b.client_id where b.browser = claim_hash()
    union select w.coach_id from coach_workplace w where w.token = p_place) t
$$;
revoke execute on function coaches_left_out(bytea) from public;
grant execute on function coaches_left_out(bytea) to lay_public;

/* Whom not to offer to a client. No coach can ask. */
create function kept_from(p_client uuid) returns text[] language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(k.coach_id::text order by k.coach_id), '{}') from kept_apart k
   where k.client_id = p_client
$$;
revoke execute on function kept_from(uuid) from public;
grant execute on function kept_from(uuid) to lay_public, lay_client, lay_ops, lay_worker;

create function clients_kept_from_me() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select k.client_id from kept_apart k where k.coach_id = me()
$$;
revoke execute on function clients_kept_from_me() from public;
grant execute on function clients_kept_from_me() to lay_coach;

-- A task of a session that its coach can never hold: no end of an absence settles it.
alter table rehome_task add column apart boolean not null default false;

/* What follows once a coach is kept apart from a client: their sessions ahead go to others, and what is kept with that coach is let go. */
create function rehome_apart(p_client uuid) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_coach uuid;
begin
  insert into rehome_task (booking_id, coach_id, apart)
    select b.id, b.coach_id, true from booking b join kept_apart k on k.client_id = b.client_id and k.coach_id = b.coach_id
     where b.client_id = p_client and b.status = 'booked' and b.starts_at > clock_now()
    on conflict (booking_id) where settled_at is null do update set apart = true;
  for v_coach in
    with offers as (
      update offer o set state = 'released' from booking b, kept_apart k
       where o.state = 'open' and b.id = o.booking_id and b.client_id = p_client and k.client_id = p_client and k.coach_id = o.coach_id
      returning o.claim_id),
    holds as (
      update hold h set state = 'released' from kept_apart k
       where h.state = 'live' and k.client_id = p_client and k.coach_id = h.coach_id
         and h.browser in (select b.browser from booking b where b.client_id = p_client)
      returning h.claim_id)
    update claim set active = false
     where id in (select claim_id from offers union select claim_id from holds) and active returning coach_id
  loop
    perform pg_notify('claims', v_coach::text);
  end loop;
end $$;
revoke execute on function rehome_apart(uuid) from public;

create function kept_apart_now() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform rehome_apart(new.client_id);
  return null;
end $$;
revoke execute on function kept_apart_now() from public;
create trigger rehome after insert on kept_apart for each row execute function kept_apart_now();

/* A booking that passes to an account brings along whom not to offer, and finds there whom not. What is left of somebody erased brings nothing. */
create function keep_apart_as_one() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from client c where c.id = new.client_id and c.erased_at is not null) then return null; end if;
  insert into kept_apart (client_id, coach_id) select new.client_id, k.coach_id from kept_apart k where k.client_id = old.client_id
    on conflict do nothing;
  perform rehome_apart(new.client_id);
  return null;
end $$;
revoke execute on function keep_apart_as_one() from public;
create trigger apart_as_one after update of client_id on booking for each row when (old.client_id <> new.client_id)
  execute function keep_apart_as_one();

/* Whatever a verb believes: nobody gets a session, an offer or a hold with a coach who is kept apart from them. Tried again, it finds another. */
create function refuse_apart(p_refused boolean) returns void language plpgsql as $$
begin
  if p_refused then raise exception 'This coach is not offered here' using errcode = '40001'; end if;
end $$;
revoke execute on function refuse_apart(boolean) from public;

create function booking_not_apart() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse_apart(exists (select from kept_apart k where k.client_id = new.client_id and k.coach_id = new.coach_id));
  return new;
end $$;
revoke execute on function booking_not_apart() from public;
create trigger not_apart before update of coach_id on booking for each row when (old.coach_id <> new.coach_id or old.starts_at <> new.starts_at)
  execute function booking_not_apart();

create function offer_not_apart() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse_apart(exists (select from booking b join kept_apart k on k.client_id = b.client_id
    where b.id = new.booking_id and k.coach_id = new.coach_id));
  return new;
end $$;
revoke execute on function offer_not_apart() from public;
create trigger not_apart before insert on offer for each row execute function offer_not_apart();

create function hold_not_apart() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform refuse_apart(exists (select from booking b join kept_apart k on k.client_id = b.client_id
    where b.browser = new.browser and k.coach_id = new.coach_id));
  return new;
end $$;
revoke execute on function hold_not_apart() from public;
create trigger not_apart before insert on hold for each row when (new.browser is not null) execute function hold_not_apart();

/* A coach says that they know whom a session ahead of theirs is with. From now on they see nothing of that person. */
create function i_know(p_booking uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_client uuid; v_me uuid := me();
begin
  if current_setting('role') <> 'lay_coach' or v_me is null then return false; end if;
  select b.client_id into v_client from booking b
   where b.id = p_booking and b.coach_id = v_me and b.status = 'booked' and b.starts_at > clock_now()
     and not exists (select from kept_apart k where k.client_id = b.client_id and k.coach_id = v_me) for no key update;
  if v_client is null then return false; end if;
  -- Whoever is taking a time with this coach just now is seen by what follows, or sees it.
  perform lock_coach(v_me);
  insert into kept_apart (client_id, coach_id) values (v_client, v_me) on conflict do nothing;
  return found;
end $$;
revoke execute on function i_know(uuid) from public;
grant execute on function i_know(uuid) to lay_coach;

drop policy coaching on booking;
create policy coaching on booking to lay_coach
  using (coach_id = (select me()) and client_id not in (select clients_kept_from_me())) with check (coach_id = (select me()));

create or replace function engaged_with(p_client uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from engagement e where e.client_id = p_client and e.coach_id = me()
    and (e.ended_at is null or e.ended_at + interval '720 hours' > clock_now())
    and not exists (select from kept_apart k where k.client_id = e.client_id and k.coach_id = e.coach_id))
$$;

-- Whom a coach knows gives them no key.
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
      or has_role('lead_ops') and exists (select from reply r where r.id = subject)
    when 'lay_ops contact' then exists (select from enquiry e where e.id = subject)
  end, false);
end $$;

-- Whether a coach is kept apart from somebody says something of that coach: it is not on the page of what is held.
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
  return held || jsonb_build_object('acknowledgement', rows);
end $$;

-- Whom not to offer goes along.
create or replace function hand_over(p_from uuid, p_to uuid) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update concern set client_id = p_to where client_id = p_from;
  insert into evaluation_objection (client_id, made_at) select p_to, o.made_at from evaluation_objection o where o.client_id = p_from
    on conflict do nothing;
  update engagement e set client_id = p_to where e.client_id = p_from
    and not exists (select from engagement o where o.client_id = p_to and o.coach_id = e.coach_id and o.ended_at is null and e.ended_at is null);
  update break_glass g set client_id = p_to, ended_at = coalesce(g.ended_at, clock_now()) where g.client_id = p_from;
  update record_opening set client_id = p_to where client_id = p_from;
  insert into kept_apart (client_id, coach_id) select p_to, k.coach_id from kept_apart k where k.client_id = p_from on conflict do nothing;
  update legal_hold h set client_id = p_to where h.client_id = p_from
    and (h.lifted_at is not null or not exists (select from legal_hold o where o.client_id = p_to and o.lifted_at is null));
  -- What passed to the one passed to the other.
  update client_change c set client_id = p_to where c.client_id = p_from and c.kind = 'booking' and c.stopped_at is null;
  update former_client set client_id = p_to where client_id = p_from;
end $$;
