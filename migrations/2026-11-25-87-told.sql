-- The client is told at once when their record is opened behind broken glass, or, where telling waited, once somebody has
-- reviewed why: by the way of their newest booking, in words that say nothing to whoever reads along.
create function tell_of_glass(g break_glass) returns void language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_booking uuid; v_channel text;
begin
  select b.id, p.channel into v_booking, v_channel
    from booking b join booking_person p on p.booking_id = b.id
   where (to_jsonb(b) ->> 'client_id')::uuid = g.client_id order by b.starts_at desc limit 1;
  if v_booking is not null then
    insert into message (kind, subject_id, subject_sequence, recipient, channel, due_at, try_at)
      values ('record-opened', v_booking, (select 1000 + count(*) from break_glass o
                where o.client_id = g.client_id and o.told_at is not null), 'client', v_channel, clock_now(), clock_now())
      on conflict do nothing;
    perform enqueue_job('messages', array[v_booking]);
  end if;
  update break_glass set told_at = clock_now() where id = g.id;
end $$;

create or replace function open_glass(p_id uuid) returns text language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare g break_glass;
begin
  if current_setting('role') <> 'lay_opening' then return null; end if;
  select * into g from break_glass where id = p_id and asked_by = me() and until > clock_now() and ended_at is null for update;
  if g.id is null or not exists (select from staff_role r where r.staff_id = g.asked_by and r.role = 'governance' and r.ended_at is null)
    then return null; end if;
  if g.opened_at is not null then return 'open'; end if;
  if not exists (select from staff_session s where s.hash = claim_hash() and s.strong_at > clock_now() - interval '5 minutes')
    then return 'step-up'; end if;
  update break_glass set opened_at = clock_now() where id = p_id returning * into g;
  perform audit_append('glass.opened', 'client', g.client_id, 'governance', me(), p_id, null, null);
  if g.delay_reason is null then perform tell_of_glass(g); end if;
  return 'open';
end $$;

create or replace function review_glass_delay(p_id uuid) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare g break_glass;
begin
  update break_glass set delay_reviewed_by = me(), delay_reviewed_at = clock_now()
   where id = p_id and governing() and delay_reason is not null and opened_at is not null and delay_reviewed_by is null
  returning * into g;
  if g.id is null then return false; end if;
  perform tell_of_glass(g);
  return true;
end $$;
