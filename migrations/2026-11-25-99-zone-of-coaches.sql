-- A coach is told whom they talk to and the number of a session by telephone, not how else somebody is reached: of that only
-- whether there is any, since a session that moves is told by whichever way there is.
alter table booking_person
  add column has_email boolean not null generated always as (sealed_email is not null) stored,
  add column has_phone boolean not null generated always as (sealed_phone is not null) stored;
revoke select on booking_person from lay_coach;
grant select (booking_id, client_id, channel, sealed_name, sealed_session_phone, takes_texts, has_email, has_phone)
  on booking_person to lay_coach;

-- Whoever of governance is there lifts a hold, not its owner alone; a hold is always begun in one's own name.
drop policy governing on legal_hold;
create policy seeing on legal_hold for select to lay_governance using (true);
create policy beginning on legal_hold for insert to lay_governance with check (owner_id = (select me()) and lifted_at is null);
create policy lifting on legal_hold for update to lay_governance using (lifted_at is null)
  with check (lifted_by is null or lifted_by = (select me()));
