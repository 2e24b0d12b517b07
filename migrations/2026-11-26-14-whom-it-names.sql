-- Everybody whom a booking names hears of what is asked for in the account that it passed to, or may pass to, and can stop it.
create or replace function tell_client(p_client uuid, p_kind text, p_due timestamptz)
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
     where (b.client_id = p_client and b.ends_at > clock_now() - interval '3 months'
         or b.id in (select c.booking_id from client_change c
                      where c.client_id = p_client and c.kind = 'booking' and c.stopped_at is null))
       and not exists (select from client_contact k where k.client_id = p_client and k.contact_hash = h.hash
                          and (k.verified_at is not null or k.removed_at is not null))
     order by h.hash, b.starts_at desc
  )
  insert into client_notice as n (client_id, kind, contact_id, booking_id, channel, due_at)
  select p_client, p_kind, contact, booking, by, p_due from (select * from proved union all select * from given) w
  returning n.id, n.channel
$$;

-- The accounts that a booking is in, or passed or may pass to.
create function accounts_with(p_booking uuid) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select b.client_id from booking b where b.id = p_booking
  union
  select c.client_id from client_change c where c.booking_id = p_booking and c.stopped_at is null
$$;
revoke execute on function accounts_with(uuid) from public;

-- The browser that booked hears what is asked for there, of its booking first.
drop function waits_where_booked(uuid);
create function waits_where_booked(p_booking uuid) returns table (kind text, due_at timestamptz) language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select c.kind, c.due_at from booking b, lateral accounts_with(b.id) a (id), lateral changes_about(a.id) c
   where b.id = p_booking and b.browser = claim_hash() and starts_with(current_setting('app.claim', true), 'browser:')
     and c.due_at > clock_now()
   order by c.kind = 'booking' desc, c.due_at limit 1
$$;
revoke execute on function waits_where_booked(uuid) from public;
grant execute on function waits_where_booked(uuid) to lay_public;

-- Stops it, and signs out everybody there. Gives whose pages it was about.
drop function stop_where_booked(uuid);
create function stop_where_booked(p_booking uuid) returns setof uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare whose uuid;
begin
  if not exists (select from waits_where_booked(p_booking)) then return; end if;
  for whose in select accounts_with(p_booking) loop
    perform stop_client_changes(whose);
    return next whose;
  end loop;
end $$;
revoke execute on function stop_where_booked(uuid) from public;
grant execute on function stop_where_booked(uuid) to lay_public;

-- An account that another asks for takes turns with what passes to it meanwhile: neither misses the other.
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
  perform from client c where c.id = other.client_id for no key update;
  if other.id is null then
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

-- What was done at once was told, too, and whoever comes to stop it reads when it was.
create or replace function stop_by_code(p_code uuid, out client_id uuid, out stopped integer, out done_at timestamptz)
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
  select max(n.made_at) into done_at from client_notice n
   where n.client_id = stop_by_code.client_id and n.kind = 'done' and n.made_at > clock_now() - interval '30 days';
end $$;
