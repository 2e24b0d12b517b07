-- How a client wants their own plan and goals to open: in this browser for seven days, by a code, or only with their
-- passphrase or passkey. Chosen at wrap-up. Where nothing was chosen it is locked.
create table plan_access (
  client_id uuid primary key references client on delete cascade,
  mode text not null check (mode in ('browser', 'code', 'locked')),
  browser bytea check (length(browser) = 32),
  until timestamptz,
  chosen_at timestamptz not null default clock_now(),
  check ((mode = 'browser') = (browser is not null)),
  check ((mode = 'browser') = (until is not null))
);
comment on table plan_access is 'room: identity';
select secure('plan_access');
grant select on plan_access to lay_client;
create policy mine on plan_access for select to lay_client using (client_id = (select me()));

-- Whether the claim of this transaction opens somebody's plan. The same rule as mayOpenPlan.
create function may_open_plan(p_client uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare chosen plan_access; here bytea;
begin
  select * into chosen from plan_access p where p.client_id = p_client;
  if current_setting('role', true) = 'lay_client' then
    if me() is distinct from p_client then return false; end if;
    if my_level() = 2 then return true; end if;
    if chosen.mode = 'code' then return true; end if;
    select s.browser into here from client_session s where s.hash = claim_hash();
  elsif current_setting('role', true) = 'lay_public' and starts_with(current_setting('app.claim', true), 'browser:') then
    if not exists (select from client where id = p_client and erased_at is null) then return false; end if;
    here := claim_hash();
  end if;
  return coalesce(chosen.mode = 'browser' and chosen.browser = here and chosen.until > clock_now(), false);
end $$;

/*
 * Chooses. With a passphrase or passkey anything. Without: the browser that made every booking of this client, where nobody
 * has a passphrase yet, and nobody in another browser has chosen.
 */
create function choose_plan_access(p_client uuid, p_mode text) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare here bytea;
begin
  if current_setting('role', true) = 'lay_client' then
    if me() is distinct from p_client or my_level() <> 2 then return false; end if;
    select s.browser into here from client_session s where s.hash = claim_hash();
  elsif current_setting('role', true) = 'lay_public' and starts_with(current_setting('app.claim', true), 'browser:') then
    here := claim_hash();
    if not exists (select from booking where client_id = p_client)
      or exists (select from booking where id in (select bookings_of_client(p_client)) and browser is distinct from here)
      or exists (select from client_passphrase where client_id = p_client)
      or exists (select from plan_access where client_id = p_client and browser is distinct from here) then return false; end if;
  end if;
  if here is null then return false; end if;
  insert into plan_access as p (client_id, mode, browser, until)
    values (p_client, p_mode, case p_mode when 'browser' then here end, case p_mode when 'browser' then clock_now() + interval '7 days' end)
    on conflict (client_id) do update
      set mode = excluded.mode, browser = excluded.browser, until = excluded.until, chosen_at = clock_now();
  return true;
end $$;
grant execute on function may_open_plan(uuid), choose_plan_access(uuid, text) to lay_public, lay_client;
