-- A session at short notice: its coach says that they will be there, by one tap, and where nobody does, the lead hears of it.

-- What a coach was asked to acknowledge: the change of a booking that gave them a session within two hours.
create table acknowledgement (
  booking_id uuid not null references booking on delete cascade,
  -- The change that asked; a later one ends it, and asks anew where it is as near.
  sequence integer not null,
  coach_id uuid not null references coach,
  starts_at timestamptz not null,
  asked_at timestamptz not null,
  -- SHA-256 of the token in the coach's message, once there is one.
  link_hash bytea unique check (length(link_hash) = 32),
  acknowledged_at timestamptz,
  ended_at timestamptz,
  primary key (booking_id, sequence)
);
create unique index one_acknowledgement_a_booking on acknowledgement (booking_id) where ended_at is null;
create index acknowledgement_waiting on acknowledgement (starts_at) where acknowledged_at is null and ended_at is null;
create index on acknowledgement (coach_id);
comment on table acknowledgement is 'room: booking';
select secure('acknowledgement');

-- That the lead was alerted, once for each, and that cover was asked for.
create table acknowledgement_alert (
  number integer primary key generated always as identity,
  booking_id uuid not null,
  sequence integer not null,
  alerted_at timestamptz not null default clock_now(),
  covered_at timestamptz,
  unique (booking_id, sequence),
  foreign key (booking_id, sequence) references acknowledgement on delete cascade
);
comment on table acknowledgement_alert is 'room: booking';
select secure('acknowledgement_alert');

create function ask_to_acknowledge() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.what <> 'booked' then
    update acknowledgement set ended_at = clock_now() where booking_id = new.booking_id and ended_at is null;
  end if;
  if new.what <> 'cancelled' and new.starts_at > new.at and new.starts_at <= new.at + interval '2 hours' then
    insert into acknowledgement (booking_id, sequence, coach_id, starts_at, asked_at)
      values (new.booking_id, new.sequence, new.coach_id, new.starts_at, new.at);
  end if;
  return null;
end $$;
revoke execute on function ask_to_acknowledge() from public;
create trigger acknowledgement after insert on booking_change for each row
  when (new.what not in ('booked', 'corrected') or new.what = 'booked' and new.starts_at <= new.at + interval '2 hours')
  execute function ask_to_acknowledge();

-- What nobody has acknowledged 20 minutes before the start, nor within 5 minutes of being asked.
create view unacknowledged with (security_invoker = true) as
  select a.booking_id, a.sequence, a.coach_id, a.starts_at, a.asked_at
    from acknowledgement a join booking b on b.id = a.booking_id and b.status = 'booked'
   where a.acknowledged_at is null and a.ended_at is null and a.starts_at > clock_now()
     and a.starts_at <= clock_now() + interval '20 minutes' and a.asked_at <= clock_now() - interval '5 minutes';
comment on view unacknowledged is 'room: booking';

grant select (booking_id, sequence, coach_id, starts_at, asked_at, acknowledged_at, ended_at), update (acknowledged_at)
  on acknowledgement to lay_coach;
create policy own on acknowledgement to lay_coach using (coach_id = (select me())) with check (coach_id = (select me()));
grant select (booking_id, sequence, coach_id, starts_at, asked_at, acknowledged_at, ended_at) on acknowledgement to lay_lead;
create policy operating on acknowledgement for select to lay_lead using ((select me()) is not null);
grant select, update (link_hash) on acknowledgement to lay_worker;
create policy working on acknowledgement to lay_worker using (true) with check (true);
grant select, insert (booking_id, sequence), update (covered_at) on acknowledgement_alert to lay_worker;
create policy working on acknowledgement_alert to lay_worker using (true) with check (true);
grant select on unacknowledged to lay_lead, lay_worker;

-- The session that the link in this transaction's claim can still acknowledge: when and how, and nothing more.
create function asked_by_link(out starts_at timestamptz, out mode text) returns setof record
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.starts_at, b.mode from acknowledgement a join booking b on b.id = a.booking_id and b.status = 'booked'
   where starts_with(current_setting('app.claim', true), 'acknowledge:') and a.link_hash = claim_hash()
     and a.acknowledged_at is null and a.ended_at is null and a.starts_at > clock_now()
$$;

-- Acknowledges it; nothing where there is nothing left to acknowledge.
create function acknowledge_by_link(out booking_id uuid, out coach_id uuid) returns setof record
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update acknowledgement a set acknowledged_at = clock_now()
   where starts_with(current_setting('app.claim', true), 'acknowledge:') and a.link_hash = claim_hash()
     and a.acknowledged_at is null and a.ended_at is null and a.starts_at > clock_now()
     and exists (select from booking b where b.id = a.booking_id and b.status = 'booked')
  returning a.booking_id, a.coach_id
$$;
revoke execute on function asked_by_link(), acknowledge_by_link() from public;
grant execute on function asked_by_link(), acknowledge_by_link() to lay_public;

-- As before; and whoever acknowledges by the link that a coach was sent does so in that coach's name, at that moment.
create or replace function audit_stranger_check(p_verb text, p_subject_kind text, p_subject_id uuid, p_kind text, p_id uuid)
returns void language plpgsql stable as $$
begin
  if current_setting('role') <> 'lay_public' or p_kind in ('client', 'key') then return; end if;
  if p_kind = 'coach' and p_verb = 'booking.acknowledged' and p_subject_kind = 'booking'
     and starts_with(current_setting('app.claim', true), 'acknowledge:')
     and exists (select from acknowledgement a where a.link_hash = claim_hash() and a.booking_id = p_subject_id
                    and a.coach_id = p_id and a.acknowledged_at = clock_now()) then
    return;
  end if;
  if p_subject_kind is distinct from 'staff' or p_subject_id is distinct from p_id
     or not exists (select from staff_role r where r.staff_id = p_id and r.role = p_kind and r.ended_at is null)
     or p_verb not in ('team.signed-in', 'team.signed-out', 'team.passkey-added', 'team.passkey-refused', 'team.link-added',
       'team.recovered', 'team.signed-out-everywhere', 'team.way-in-removed')
     or p_verb = 'team.signed-in'
        and not exists (select from staff_session s where s.staff_id = p_id and s.made_at = clock_now())
     or p_verb in ('team.signed-out-everywhere', 'team.way-in-removed')
        and not exists (select from staff_session s where s.staff_id = p_id and s.hash = claim_hash()) then
    raise insufficient_privilege using message = 'an act is recorded in the name of who does it', table = 'audit_event';
  end if;
end $$;
