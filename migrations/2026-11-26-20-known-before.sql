-- Names under which a client was known before it turned out that they are one person: who opened the record of the one is
-- told to whoever it came to, with the rest of what was done with it.
create table former_client (
  id uuid primary key,
  client_id uuid not null references client on delete cascade
);
comment on table former_client is 'room: identity';
select secure('former_client');
create index former_client_of on former_client (client_id);

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
  update legal_hold h set client_id = p_to where h.client_id = p_from
    and (h.lifted_at is not null or not exists (select from legal_hold o where o.client_id = p_to and o.lifted_at is null));
  -- What passed to the one passed to the other.
  update client_change c set client_id = p_to where c.client_id = p_from and c.kind = 'booking' and c.stopped_at is null;
  update former_client set client_id = p_to where client_id = p_from;
end $$;

create or replace function forget_joined(p_client uuid, p_to uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if client_stands(p_client) or has_content(p_client) or exists (select from booking where client_id = p_client) then return false; end if;
  perform hand_over(p_client, p_to);
  if exists (select from legal_hold h where h.client_id = p_client) then return false; end if;
  perform destroy_keys(p_client, null);
  delete from client where id = p_client;
  if found then insert into former_client (id, client_id) values (p_client, p_to); end if;
  return true;
end $$;

-- Whose chains are the asking client's: their own, under every name that they had, and those of their bookings.
create or replace function audit_subjects_of_me() returns setof uuid language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role') <> 'lay_client' or me() is null then return; end if;
  return next me();
  -- Joined by the rooms that know bookings and contacts.
  if to_regclass('public.former_client') is not null then
    return query select f.id from former_client f where f.client_id = me();
  end if;
  if to_regprocedure('bookings_of_client(uuid)') is not null then return query select bookings_of_client(me()); end if;
end $$;
