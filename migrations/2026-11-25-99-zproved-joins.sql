-- Two accounts come together only with the proof of both: one that has a passphrase or passkey agrees to it itself, in a session
-- above a code; the other shows that it waits, and can stop it; and whatever comes of it, every contact of both is told.
alter table client_change add column agreed_by uuid references client on delete set null;
create index on client_change (agreed_by) where agreed_by is not null;

-- What waits about a client: what they asked for, and joins by which a contact of theirs would come to another account.
create function changes_about(p_client uuid) returns setof client_change language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select c.* from client_change c
   where c.done_at is null and c.stopped_at is null
     and (c.client_id = p_client or c.kind = 'join' and exists (
       select from client_contact a join client_contact b on b.contact_hash = a.contact_hash
          and b.client_id = p_client and b.verified_at is not null and b.removed_at is null
        where a.id = c.contact_id))
$$;
revoke execute on function changes_about(uuid) from public;

-- Joins that others asked for and that would take this account, seen, stopped and agreed to from its own session.
create function joins_to_me() returns table (id uuid, due_at timestamptz, agreed boolean) language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select c.id, c.due_at, c.agreed_by is not distinct from me() from changes_about(me()) c
   where c.client_id <> me() and current_setting('role', true) = 'lay_client'
$$;
create function stop_join_to_me(p_change uuid) returns uuid language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  update client_change c set stopped_at = clock_now()
   where c.id = p_change and c.id in (select j.id from joins_to_me() j) returning c.id
$$;
create function agree_to_join(p_change uuid) returns uuid language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  update client_change c set agreed_by = me()
   where c.id = p_change and my_level() = 2 and c.id in (select j.id from joins_to_me() j) returning c.id
$$;
revoke execute on function joins_to_me(), stop_join_to_me(uuid), agree_to_join(uuid) from public;
grant execute on function joins_to_me(), stop_join_to_me(uuid), agree_to_join(uuid) to lay_client;

/*
 * Takes a join that is due in hand, for the transaction that carries it out: gives whose account comes to whose. It ends as
 * stopped where the other is gone, or has a passphrase or passkey and did not agree. Both are locked, so that none is chosen
 * meanwhile.
 */
create function take_join(p_change uuid, out from_client uuid, out to_client uuid) language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare asked client_change; other uuid;
begin
  select * into asked from client_change c
   where c.id = p_change and c.kind = 'join' and c.done_at is null and c.stopped_at is null and c.due_at <= clock_now() for update;
  if not found then return; end if;
  select o.client_id into other from client_contact k
    join client_contact o on o.contact_hash = k.contact_hash and o.verified_at is not null and o.removed_at is null
   where k.id = asked.contact_id and o.client_id <> asked.client_id;
  perform from client c where c.id in (other, asked.client_id) order by c.id for update;
  if other is null or client_has_more(other) and asked.agreed_by is distinct from other then
    update client_change c set stopped_at = clock_now(), agreed_by = null where c.id = p_change;
  elsif not has_content(other) then
    update client_change c set done_at = clock_now(), agreed_by = null where c.id = p_change;
    from_client := other;
    to_client := asked.client_id;
  end if;
end $$;
revoke execute on function take_join(uuid) from public;
grant execute on function take_join(uuid) to lay_worker;

-- Tells every contact, however often they were told of the like today: of what cannot be taken back.
create function tell_client(p_client uuid, p_kind text, p_due timestamptz)
returns table (id uuid, channel text) language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with proved as (
    select k.id as contact, null::uuid as booking, k.contact_hash as hash,
           case k.kind when 'phone' then 'text' else 'email' end as by
      from client_contact k where k.client_id = p_client and k.removed_at is null
       and (k.verified_at is not null or exists (select from client_change c where c.contact_id = k.id
              and c.kind = 'add-contact' and c.done_at is null and c.stopped_at is null))
  ), given as (
    select distinct on (h.hash) null::uuid as contact, b.id as booking, h.hash,
           case when (h.n = 1) = (p.channel = 'text') then 'text' else 'email' end as by
      from booking b join booking_person p on p.booking_id = b.id,
           unnest(b.contact_hashes) with ordinality as h (hash, n)
     where b.client_id = p_client and b.ends_at > clock_now() - interval '3 months'
       and not exists (select from client_contact k where k.client_id = p_client and k.contact_hash = h.hash
                          and (k.verified_at is not null or k.removed_at is not null))
     order by h.hash, b.starts_at desc
  )
  insert into client_notice as n (client_id, kind, contact_id, booking_id, channel, due_at)
  select p_client, p_kind, contact, booking, by, p_due from (select * from proved union all select * from given) w
  returning n.id, n.channel
$$;
revoke execute on function tell_client(uuid, text, timestamptz) from public;
grant execute on function tell_client(uuid, text, timestamptz) to lay_worker;

create or replace function notify_client(p_client uuid, p_kind text, p_due timestamptz)
returns table (id uuid, channel text) language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if (select count(distinct n.made_at) from client_notice n
       where n.client_id = p_client and n.kind = p_kind and n.made_at > clock_now() - interval '24 hours')
     >= (case p_kind when 'tried' then 1 else 5 end) then return; end if;
  return query select * from tell_client(p_client, p_kind, p_due);
end $$;

-- A join of which the other account cannot be told any more today is not asked for.
create or replace function add_my_contact(p_contact uuid, out outcome text, out due_at timestamptz) language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare mine client_contact; other client_contact; here bytea;
begin
  if current_setting('role', true) <> 'lay_client' or my_level() <> 2 then return; end if;
  select s.browser into here from client_session s where s.hash = claim_hash();
  select * into mine from client_contact k where k.id = p_contact and k.client_id = me() and k.removed_at is null;
  if not found or not exists (select from one_time_code c where c.subject = p_contact and c.purpose = 'contact'
                                 and c.browser = here and c.used_at > clock_now() - interval '1 minute') then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('contact ' || encode(mine.contact_hash, 'hex'), 0));
  select * into other from client_contact k
   where k.contact_hash = mine.contact_hash and k.verified_at is not null and k.removed_at is null and k.id <> mine.id;
  if not found then
    update client_contact k set verified_at = coalesce(k.verified_at, clock_now()) where k.id = mine.id;
    perform enqueue_job('client-join', array[mine.id]);
    outcome := 'added';
  elsif other.client_id = mine.client_id then
    update client_contact k set removed_at = clock_now() where k.id = mine.id;
    outcome := 'added';
  elsif not exists (select from notify_client(other.client_id, 'asked', clock_now() + interval '72 hours')) then
    outcome := 'too-many';
  else
    due_at := clock_now() + interval '72 hours';
    insert into client_change (client_id, kind, contact_id, due_at) values (mine.client_id, 'join', mine.id, due_at);
    outcome := 'waits';
  end if;
end $$;

-- A join that is due and still waits for something can be stopped as before.
create or replace function stop_client_changes(p_client uuid) returns integer language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare stopped integer;
begin
  update client_change c set stopped_at = clock_now()
   where c.id in (select a.id from changes_about(p_client) a where a.due_at > clock_now() or a.kind = 'join');
  get diagnostics stopped = row_count;
  perform end_client_sessions(p_client, null);
  return stopped;
end $$;

-- Says besides how many changes were stopped; and when the last one came true that a month has seen.
drop function stop_by_code(uuid);
create function stop_by_code(p_code uuid, out client_id uuid, out stopped integer, out done_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare about uuid;
begin
  select c.subject into about from one_time_code c
   where c.id = p_code and c.purpose = 'stop' and c.browser = claim_hash() and c.used_at = clock_now();
  if about is null then return; end if;
  select coalesce((select k.client_id from client_contact k where k.id = about),
                  (select n.client_id from client_notice n where n.id = about)) into client_id;
  if client_id is null then return; end if;
  stopped := stop_client_changes(client_id);
  select max(c.done_at) into done_at from client_change c
   where c.client_id = stop_by_code.client_id and c.done_at > clock_now() - interval '30 days';
end $$;
revoke execute on function stop_by_code(uuid) from public;
grant execute on function stop_by_code(uuid) to lay_public;

create or replace function waits_where_booked(p_booking uuid) returns timestamptz language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select min(c.due_at) from booking b, lateral changes_about(b.client_id) c
   where b.id = p_booking and b.browser = claim_hash() and starts_with(current_setting('app.claim', true), 'browser:')
     and c.due_at > clock_now()
     and not exists (select from booking o where o.id in (select bookings_of_client(b.client_id))
                        and o.browser is distinct from b.browser)
$$;
