/*
 * Whoever is erased is erased under every name that they had: a backup from before two turned out to be one holds both. What
 * passed is gathered first, so that its names are among them. Those of somebody whose record a legal hold keeps are not.
 */
create function names_to_erase(who uuid, again boolean default false) returns setof uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role') = 'lay_client' and (who is distinct from me() or my_level() is distinct from 2 or again) then
    raise insufficient_privilege using message = 'a client erases their own record, surely known';
  end if;
  if not exists (select from client where id = who and erased_at is null)
     or not again and exists (select from legal_hold h where h.client_id = who and h.lifted_at is null) then return; end if;
  perform gather_passed(who);
  -- A name that a legal hold kept when the rest was handed over, and keeps no longer.
  perform forget_joined(f.id, who) from former_client f join client c on c.id = f.id where f.client_id = who;
  return query select f.id from former_client f where f.client_id = who
    and not exists (select from legal_hold h where h.client_id = f.id and h.lifted_at is null) order by f.id;
end $$;
revoke execute on function names_to_erase(uuid, boolean) from public;
grant execute on function names_to_erase(uuid, boolean) to lay_client, lay_worker;

-- A name is kept beside the one that stays from when what is about it was handed over, also where a hold keeps its row.
create or replace function forget_joined(p_client uuid, p_to uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if client_stands(p_client) or has_content(p_client) or exists (select from booking where client_id = p_client) then return false; end if;
  if exists (select from client c where c.id = p_client) then
    insert into former_client (id, client_id) values (p_client, p_to) on conflict (id) do update set client_id = p_to;
  end if;
  perform hand_over(p_client, p_to);
  if exists (select from legal_hold h where h.client_id = p_client) then return false; end if;
  perform destroy_keys(p_client, null);
  delete from client where id = p_client;
  return true;
end $$;

/*
 * Whether something passed to the asking client that is not with the rest: `coming` where the worker brings it, `apart` where
 * something stands in the way, such as another appointment at that time; null where all is there.
 */
create function passed_elsewhere() returns text language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select case when bool_or(passed.free) then 'coming' when count(*) > 0 then 'apart' end
    from (select exists (select from client_contact k where k.client_id = c.client_id and k.contact_hash = b.contact_hashes[1]
                    and k.verified_at is not null and k.removed_at is null)
             and not client_stands(b.client_id) and not (has_content(b.client_id) and has_content(c.client_id))
             and not exists (select from booking o
                   where o.client_id = c.client_id and o.status = 'booked' and b.status = 'booked'
                     and tstzrange(o.starts_at, o.ends_at) && tstzrange(b.starts_at, b.ends_at)) as free
            from client_change c join booking b on b.id = c.booking_id and b.client_id <> c.client_id
           where c.client_id = me() and current_setting('role') = 'lay_client' and c.kind = 'booking' and c.done_at is not null) passed
$$;
revoke execute on function passed_elsewhere() from public;
grant execute on function passed_elsewhere() to lay_client;
