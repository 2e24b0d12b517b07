/*
 * What one number or address answers stands together: lists show a few of it and say how many more there are, so that nobody fills
 * them alone. `thread` names the open ones of a sender and says nothing of who that is; by whom is known to no role, and no longer
 * than it waits.
 */
alter table reply add column thread uuid, add column from_hash bytea,
  add constraint reply_sender_of_open check (from_hash is null or kind = 'words' and closed_at is null);
update reply set thread = id;
alter table reply alter column thread set not null;
create index reply_of_sender on reply (from_hash, received_at) where from_hash is not null;
grant select (thread, always_told) on reply to lay_lead, lay_duty;

create function forget_sender() returns trigger language plpgsql as $$
begin
  new.from_hash := null;
  return new;
end $$;
create trigger forget_sender before update of closed_at on reply for each row when (new.closed_at is not null)
  execute function forget_sender();
revoke execute on function forget_sender() from public;

-- As before; and it stands with what waits from the same sender.
create function take_reply(p_id uuid, p_kind text, p_channel text, p_hash bytea, p_message uuid, p_look boolean, p_listed boolean,
  p_sender bytea, p_words bytea, p_number bytea, p_kek text, p_wrapped bytea) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_kind text := p_kind;
  v_booking uuid;
  v_known boolean;
  v_ahead boolean;
  v_answers uuid;
  v_stopped uuid;
  v_thread uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended(coalesce(encode(coalesce(p_hash, p_sender), 'hex'), p_id::text), 9));
  if exists (select from reply r where r.id = p_id) then return 'again'; end if;
  select coalesce(t.booking_id, m.subject_id) into v_answers
    from message m left join rehome_task t on t.id = m.subject_id where m.id = p_message and m.recipient = 'client';
  select b.id, b.status = 'booked' and b.starts_at > clock_now() into v_booking, v_ahead from booking b
   where b.contact_hashes[1] = p_hash or b.contact_hashes[2] = p_hash
   order by b.id = v_answers desc nulls last, b.status = 'booked' and b.starts_at > clock_now() desc,
            case when b.starts_at > clock_now() then b.starts_at - clock_now() else clock_now() - b.starts_at end, b.id
   limit 1;
  v_known := v_booking is not null;
  if p_channel = 'email' and (v_booking is null or v_booking is distinct from v_answers) and v_kind <> 'words' then v_kind := 'words'; end if;
  if v_booking is null then select b.id into v_booking from booking b where b.id = v_answers; end if;
  if v_kind = 'move' and (v_ahead is not true or 5 <= (select count(*) from reply r where r.booking_id = v_booking and r.kind = 'move'
       and r.received_at > clock_now() - interval '24 hours')) then
    v_kind := 'words';
  end if;
  if v_kind = 'stop' then
    for v_stopped in
      update booking_person p
         set stopped_hash = case p_channel when 'text' then p_hash else p.stopped_hash end,
             mail_stopped_hash = case p_channel when 'email' then p_hash else p.mail_stopped_hash end
        from booking b
       where b.id = p.booking_id and b.status = 'booked' and b.starts_at > clock_now()
         and (b.contact_hashes[1] = p_hash or b.contact_hashes[2] = p_hash)
      returning b.id
    loop
      perform audit_append('reminders.stopped', 'booking', v_stopped, 'client', null, null, null, null);
    end loop;
  end if;
  if v_kind = 'words' then
    perform keep_key(p_id, 'case', p_kek, p_wrapped);
    select r.thread into v_thread from reply r where r.from_hash = p_sender order by r.received_at, r.id limit 1;
  end if;
  insert into reply (id, kind, channel, look_now, always_told, booking_id, thread, from_hash, sealed_words, sealed_number)
    values (p_id, v_kind, p_channel, v_kind = 'words' and p_look,
      v_kind = 'words' and p_look and (p_listed or v_booking is not null), v_booking,
      coalesce(v_thread, p_id), case when v_kind = 'words' then p_sender end, case when v_kind = 'words' then p_words end,
      case when v_kind = 'words' and (p_look or not v_known) then p_number end);
  return v_kind;
end $$;
revoke execute on function take_reply(uuid, text, text, bytea, uuid, boolean, boolean, bytea, bytea, bytea, text, bytea) from public;
grant execute on function take_reply(uuid, text, text, bytea, uuid, boolean, boolean, bytea, bytea, bytea, text, bytea)
  to lay_public, lay_worker;
drop function take_reply(uuid, text, text, bytea, uuid, boolean, boolean, bytea, bytea, text, bytea);
