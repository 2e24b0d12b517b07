-- Contacts are added and taken away, bookings and accounts of one person come together, and what waited is told when it is
-- done.

grant update (codes, removed_at) on client_contact to lay_client;
grant insert (client_id, kind, contact_hash, sealed, id) on client_contact to lay_client;
-- Only in a session of level 2, and nobody proves one by writing so.
drop policy mine on client_contact;
create policy mine on client_contact for select to lay_client using (client_id = (select me()));
create policy adding on client_contact for insert to lay_client
  with check (client_id = (select me()) and (select my_level()) = 2 and verified_at is null);
create policy changing on client_contact for update to lay_client
  using (client_id = (select me()) and (select my_level()) = 2);

/*
 * A further contact of the client who asks is proved by the code that it was sent, entered in this browser a moment ago.
 * 'added': it is theirs. 'waits': it is that of another account, which comes to this one in three days unless any contact
 * of either stops it.
 */
create function add_my_contact(p_contact uuid, out outcome text, out due_at timestamptz) language plpgsql security definer
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
  else
    due_at := clock_now() + interval '72 hours';
    insert into client_change (client_id, kind, contact_id, due_at) values (mine.client_id, 'join', mine.id, due_at);
    perform notify_client(other.client_id, 'asked', due_at);
    outcome := 'waits';
  end if;
end $$;
grant execute on function add_my_contact(uuid) to lay_client;

-- Whether somebody can still be let in when this contact gets no codes: by another, or by a passkey.
create function can_do_without(p_contact uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from client_contact k where k.client_id = me() and k.id <> p_contact and k.verified_at is not null
                    and k.removed_at is null and k.codes)
      or exists (select from client_passkey where client_id = me() and ended_at is null)
$$;
grant execute on function can_do_without(uuid) to lay_client;

-- Everybody else is signed out, and what other browsers might do with one's bookings by a code ends.
create function end_others() returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare here bytea;
begin
  if current_setting('role', true) <> 'lay_client' or me() is null then return; end if;
  select s.browser into here from client_session s where s.hash = claim_hash();
  update client_session s set ended_at = clock_now()
   where s.client_id = me() and s.ended_at is null and s.hash <> claim_hash();
  update browser_grant g set until = clock_now()
   where g.until > clock_now() and g.browser is distinct from here and g.subject in (select bookings_of_client(me()));
end $$;
grant execute on function end_others() to lay_client;

-- Stopping reaches the other account of a join too.
create or replace function stop_client_changes(p_client uuid) returns integer language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare stopped integer;
begin
  update client_change c set stopped_at = clock_now()
   where c.done_at is null and c.stopped_at is null and c.due_at > clock_now()
     and (c.client_id = p_client or c.kind = 'join' and exists (
       select from client_contact a join client_contact b on b.contact_hash = a.contact_hash and b.client_id = p_client
        where a.id = c.contact_id));
  get diagnostics stopped = row_count;
  perform end_client_sessions(p_client, null);
  return stopped;
end $$;

-- What was due is done, and every contact told; the worker plans the messages.
alter function settle_client(uuid) rename to settle_due;
create function settle_client(p_client uuid) returns setof client_change language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select * from settle_due(p_client);
  if found then perform notify_client(p_client, 'done', null); end if;
end $$;
grant execute on function settle_client(uuid), client_stands(uuid) to lay_worker;
create function notices_to_plan() returns table (id uuid, channel text) language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select n.id, n.channel from client_notice n
   where n.made_at > clock_now() - interval '2 days'
     and not exists (select from message m where m.subject_id = n.id and m.kind = 'account-notice') limit 500
$$;
grant execute on function notices_to_plan() to lay_worker;

-- Whether something that somebody said is kept under a key of theirs.
create function has_content(p_client uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from wrapped_key where subject = p_client and purpose <> 'contact')
$$;
grant execute on function has_content(uuid) to lay_worker;

-- An account that comes to another gives up its own ways of signing in.
create function give_up_ways(p_client uuid) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform end_client_sessions(p_client, null);
  delete from client_passphrase where client_id = p_client;
  delete from client_passkey where client_id = p_client;
  delete from plan_access where client_id = p_client;
end $$;
grant execute on function give_up_ways(uuid) to lay_worker;
grant insert, update on client_change to lay_worker;

-- A contact whose codes were switched off, or that was taken away, finds no booking of that client either.
create or replace function booking_by_facts(p_reference text, p_contact bytea) returns uuid language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select id from booking where reference = p_reference and p_contact = any (contact_hashes)
     and not exists (select from client_contact k where k.client_id = booking.client_id and k.contact_hash = p_contact
                        and (k.removed_at is not null or not k.codes)
                        and not exists (select from client_contact again where again.client_id = k.client_id
                          and again.contact_hash = p_contact and again.verified_at is not null and again.removed_at is null
                          and again.codes))
$$;

-- The same rule for whom the key holder answers.
create or replace function may_open_plan(p_client uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare chosen plan_access; here bytea; acting text := current_setting('role', true);
begin
  if acting = 'lay_keys' then acting := current_setting('app.answering', true); end if;
  select * into chosen from plan_access p where p.client_id = p_client;
  if acting = 'lay_client' then
    if me() is distinct from p_client then return false; end if;
    if my_level() = 2 then return true; end if;
    if chosen.mode = 'code' then return true; end if;
    select s.browser into here from client_session s where s.hash = claim_hash();
  elsif acting = 'lay_public' and starts_with(current_setting('app.claim', true), 'browser:') then
    if not exists (select from client where id = p_client and erased_at is null) then return false; end if;
    here := claim_hash();
  end if;
  return coalesce(chosen.mode = 'browser' and chosen.browser = here and chosen.until > clock_now(), false);
end $$;

/*
 * Whose keys a claim opens, as before, but of a client: how they are reached at level 2 alone, since a code need not be
 * theirs; and what was said as they chose (plan_access), also without a sign-in in the browser that they chose.
 */
alter function may_open(text, uuid, text) rename to may_open_others;
create function may_open(as_role text, subject uuid, purpose text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if as_role = 'lay_client' and purpose = 'contact' then return subject = me() and my_level() = 2; end if;
  if as_role in ('lay_client', 'lay_public') and purpose = 'content' then return may_open_plan(subject); end if;
  return may_open_others(as_role, subject, purpose);
end $$;
