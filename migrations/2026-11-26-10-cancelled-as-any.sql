-- What a stranger's browser booked, and nobody said is theirs, is cancelled with the account that hung on it, and looks there
-- as it does where whoever got the mail cancels: not as something that was erased.
create or replace function erase_client(who uuid, again boolean default false) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_done boolean; v_ids uuid[]; v_browsers bytea[]; v_references text[];
begin
  if current_setting('role') = 'lay_client' and (who is distinct from me() or my_level() is distinct from 2 or again) then
    raise insufficient_privilege using message = 'a client erases their own record, surely known';
  end if;
  if exists (select from client where id = who and erased_at is null)
     and (again or not exists (select from legal_hold h where h.client_id = who and h.lifted_at is null)) then
    perform gather_claimed(who);
  end if;
  select array_agg(id order by id), array_agg(browser order by id), array_agg(reference order by id)
    into v_ids, v_browsers, v_references
    from booking b where b.client_id = who and b.verified_at is null and b.browser is not null
     and not exists (select from client_session s where s.client_id = who and s.browser = b.browser);
  v_done := erase_client_alone(who, again);
  if v_done then
    update booking b set browser = kept.browser, reference = kept.reference
      from unnest(v_ids, v_browsers, v_references) as kept (id, browser, reference) where b.id = kept.id;
  end if;
  return v_done;
end $$;
