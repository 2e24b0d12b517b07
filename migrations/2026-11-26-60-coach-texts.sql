-- A coach is told of sessions by mail, by text or by both, as the coach chose; and a text that can wait for the morning does.

-- The mobile number of a coach who is told by text, which is the coach's alone. Without a row: by mail.
create table coach_texts (
  coach_id uuid primary key references coach,
  -- The subject of the key that seals the number: another one for each, so that a number that was taken away opens nowhere.
  id uuid not null unique,
  sealed_phone bytea not null,
  -- Its last two digits, by which the coach knows it.
  ending text not null check (ending ~ '^[0-9]{2}$'),
  -- By mail as well.
  with_mail boolean not null,
  given_at timestamptz not null default clock_now()
);
comment on table coach_texts is 'room: coaches';
select secure('coach_texts');
grant select (coach_id, id, ending, with_mail), insert (coach_id, id, sealed_phone, ending, with_mail), update (with_mail),
  delete on coach_texts to lay_coach;
create policy own on coach_texts to lay_coach using (coach_id = (select me())) with check (coach_id = (select me()));
grant select on coach_texts to lay_worker;
create policy writing_to on coach_texts for select to lay_worker using (true);

create function forget_coach_number() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  perform destroy_keys(old.id, null);
  return null;
end $$;
revoke execute on function forget_coach_number() from public;
create trigger forget after delete on coach_texts for each row execute function forget_coach_number();

-- Whoever leaves is told of what is left to tell by mail; nobody keeps their number.
create function forget_leavers_number() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from coach_texts where coach_id = new.id;
  return null;
end $$;
revoke execute on function forget_leavers_number() from public;
create trigger forget_number after update of active on coach for each row when (old.active and not new.active)
  execute function forget_leavers_number();

-- Whether a text waits for the end of the quiet hours, whenever it would go.
alter table message add column keeps_quiet boolean not null default false;
grant update (due_at) on message to lay_worker;

/*
 * By which ways a coach is told of a session, and whether that can wait for the morning: not where a start that this coach had or
 * gets of it comes before the midday that follows the quiet hours now or next.
 */
create function ways_to_coach(p_coach uuid, p_booking uuid, p_start timestamptz)
returns table (channel text, keeps_quiet boolean) language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_texts coach_texts; v_midday timestamptz;
begin
  select * into v_texts from coach_texts t where t.coach_id = p_coach;
  if v_texts.coach_id is null or v_texts.with_mail then
    channel := 'email';
    keeps_quiet := false;
    return next;
  end if;
  if v_texts.coach_id is null then return; end if;
  v_midday := (date_trunc('day', (clock_now() at time zone 'Europe/London') - interval '8 hours') + interval '36 hours')
    at time zone 'Europe/London';
  channel := 'text';
  keeps_quiet := not exists (
    select from (select p_start as at
                 union all
                 select h.starts_at from booking_change h where h.booking_id = p_booking and h.coach_id = p_coach) s
     where s.at > clock_now() and s.at < v_midday);
  return next;
end $$;
revoke execute on function ways_to_coach(uuid, uuid, timestamptz) from public;
grant execute on function ways_to_coach(uuid, uuid, timestamptz) to lay_public, lay_coach, lay_lead, lay_rota, lay_ops, lay_worker;

-- A text that failed is told by mail instead.
select make_queue('coach-instead', true);

-- As before; the coach of a session that goes with its client is told by the ways that the coach chose.
create or replace function erase_client_alone(who uuid, again boolean default false) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  one record;
  tombstone uuid;
  stuck text[];
  left_over text[];
begin
  if current_setting('role') = 'lay_client' and (who is distinct from me() or my_level() is distinct from 2 or again) then
    raise insufficient_privilege using message = 'a client erases their own record, surely known';
  end if;
  perform from client where id = who and erased_at is null for update;
  if not found then return false; end if;
  if not again and exists (select from legal_hold h where h.client_id = who and h.lifted_at is null) then
    raise exception 'There is a legal hold on this record' using errcode = 'LH001';
  end if;
  for one in select id, coach_id, claim_id, starts_at, status, sequence from booking where client_id = who loop
    if one.status = 'booked' and one.starts_at > clock_now() then
      update booking set status = 'cancelled', cancelled_at = clock_now(), cancelled_by = 'client', sequence = sequence + 1
       where id = one.id;
      update claim set active = false where id = one.claim_id and active;
      insert into booking_change (booking_id, sequence, what, by_whom, coach_id, starts_at)
        values (one.id, one.sequence + 1, 'cancelled', 'client', one.coach_id, one.starts_at);
      insert into message (kind, subject_id, subject_sequence, recipient, channel, keeps_quiet, due_at, try_at)
        select 'coach-cancelled', one.id, one.sequence + 1, 'coach', w.channel, w.keeps_quiet, clock_now(), clock_now()
          from ways_to_coach(one.coach_id, one.id, one.starts_at) w
        on conflict do nothing;
      perform enqueue_job('messages', array[one.id]);
    end if;
    delete from message where subject_id = one.id and recipient <> 'coach';
    delete from browser_grant where subject = one.id;
    delete from one_time_code where subject = one.id;
    tombstone := gen_random_uuid();
    insert into client (id, made_at, last_active_at, erased_at) values (tombstone, clock_now(), clock_now(), clock_now());
    delete from booking_person where booking_id = one.id;
    update booking set client_id = tombstone, contact_hashes = '{}', browser = null, api_key_id = null,
        visit_hash = sha256(convert_to(gen_random_uuid()::text, 'UTF8')), sealed_adjustments = '',
        reference = (select string_agg(substr('ABCDEFGHJKMNPQRSTVWXYZ23456789', 1 + floor(random() * 30)::integer, 1), '')
                       from generate_series(1, 8) n where n + length(one.id::text) > 0)
     where id = one.id;
  end loop;
  delete from one_time_code where subject = who;
  stuck := array(
    select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
     where a.attname = 'client_id' and not a.attisdropped and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and c.relname not in ('booking', 'concern', 'legal_hold') order by c.relname);
  -- Tables that lean on each other go in whatever order works.
  for round in 1 .. 6 loop
    left_over := '{}';
    for i in 1 .. cardinality(stuck) loop
      begin
        execute format('delete from %I where client_id = $1', stuck[i]) using who;
      exception when foreign_key_violation then left_over := left_over || stuck[i];
      end;
    end loop;
    stuck := left_over;
    exit when cardinality(stuck) = 0;
  end loop;
  if cardinality(stuck) > 0 then raise exception 'Nothing of a client may stay in %', stuck; end if;
  perform destroy_keys(who, 'contact'), destroy_keys(who, 'content');
  update client set erased_at = clock_now(), made_at = clock_now(), last_active_at = clock_now() where id = who;
  return true;
end $$;
