-- What is opened of a concern says nothing of a booking: an opening that names one would open its person too.
alter table opening add constraint opening_of_one_thing check (kind <> 'concern' or booking_id is null);

-- A link that is there already is as good a proof as a new one.
create or replace function keep_oidc_link(p_issuer text, p_subject text, out link_id uuid, out staff_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v record;
begin
  select * into v from enrolling();
  if v.staff_id is null then return; end if;
  if exists (select from oidc_link l where l.issuer = p_issuer and l.subject = p_subject and l.ended_at is null
               and l.staff_id <> v.staff_id) then return; end if;
  if not use_invitation(v.invitation_id) then return; end if;
  insert into oidc_link (staff_id, issuer, subject) values (v.staff_id, p_issuer, p_subject)
    on conflict do nothing returning id into link_id;
  if link_id is null then
    update oidc_link l set last_used_at = clock_now()
     where l.issuer = p_issuer and l.subject = p_subject and l.staff_id = v.staff_id and l.ended_at is null;
    if not found then return; end if;
  end if;
  staff_id := v.staff_id;
end $$;

-- A code that is made worthless runs out; used is only one that was entered and was right.
create or replace function void_codes(p_subject uuid) returns void language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  update one_time_code set expires_at = clock_now() where subject = p_subject and used_at is null and expires_at > clock_now()
$$;

-- Whose concern it is comes with the page that was shown to them, not with whoever is signed in when it is sent.
drop function raise_concern(uuid, integer, text, uuid, bytea, bytea, bytea, bytea);
create function raise_concern(p_id uuid, p_level integer, p_theme text, p_coach uuid, p_booking uuid, p_words bytea,
  p_name bytea, p_number bytea, p_location bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare v_new boolean;
begin
  insert into concern (id, level, theme, booking_id, client_id, coach_id, sealed_words, sealed_name, sealed_number, sealed_location)
    select p_id, p_level, p_theme, b.id, b.client_id, c.id, p_words, p_name, p_number, p_location
      from (select) one left join coach c on c.id = p_coach left join booking b on b.id = p_booking and b.coach_id = c.id
  on conflict (id) do nothing;
  v_new := found;
  begin
    perform enqueue_job('concern-settle', array[p_id]);
  exception when others then
    raise warning 'A concern could not be queued: %', sqlstate;
  end;
  return v_new;
end $$;
revoke execute on function raise_concern(uuid, integer, text, uuid, uuid, bytea, bytea, bytea, bytea) from public;
grant execute on function raise_concern(uuid, integer, text, uuid, uuid, bytea, bytea, bytea, bytea) to lay_public;

-- A turn that has begun says who had the duty, for good.
drop policy governing on duty_turn;
create policy governing on duty_turn for select to lay_governance using ((select me()) is not null);
create policy giving on duty_turn for insert to lay_governance with check ((select me()) is not null);
create policy taking_back on duty_turn for delete to lay_governance using ((select me()) is not null and starts_at > clock_now());

-- Those that another browser's appointment made further are so no more.
update booking b set release_at = null
 where b.release_at is not null and b.status = 'booked'
   and not exists (select from booking o
     where o.browser = b.browser and o.id <> b.id and o.verified_at is null and o.status = 'booked' and o.release_at is null
       and o.starts_at > clock_now() and o.contact_hashes && b.contact_hashes[1:1]);
