/*
 * Anybody can send mail that has to be looked at, so people are not told of each: of so many in half an hour one told stands for the next.
 * What has words of the list, or is about a booking (its contact wrote it, or it answers a message of ours) is told whatever else came.
 */
alter table reply
  add column always_told boolean not null default false,
  add column told_at timestamptz,
  add constraint reply_told_of_looks check (look_now or not always_told and told_at is null);
update reply set told_at = received_at where look_now;
create index reply_told on reply (told_at) where told_at is not null;
grant select (always_told, told_at), update (told_at) on reply to lay_worker;
create policy telling on reply for update to lay_worker using (look_now and closed_at is null) with check (look_now);

-- As before; and says whether people are told of it whatever else came.
create function take_reply(p_id uuid, p_kind text, p_channel text, p_hash bytea, p_message uuid, p_look boolean, p_listed boolean,
  p_words bytea, p_number bytea, p_kek text, p_wrapped bytea) returns text
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_kind text := p_kind;
  v_booking uuid;
  v_known boolean;
  v_ahead boolean;
  v_answers uuid;
  v_stopped uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended(coalesce(encode(p_hash, 'hex'), p_id::text), 9));
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
  if v_kind = 'words' then perform keep_key(p_id, 'case', p_kek, p_wrapped); end if;
  insert into reply (id, kind, channel, look_now, always_told, booking_id, sealed_words, sealed_number)
    values (p_id, v_kind, p_channel, v_kind = 'words' and p_look,
      v_kind = 'words' and p_look and (p_listed or v_booking is not null), v_booking, case when v_kind = 'words' then p_words end,
      case when v_kind = 'words' and (p_look or not v_known) then p_number end);
  return v_kind;
end $$;
revoke execute on function take_reply(uuid, text, text, bytea, uuid, boolean, boolean, bytea, bytea, text, bytea) from public;
grant execute on function take_reply(uuid, text, text, bytea, uuid, boolean, boolean, bytea, bytea, text, bytea) to lay_public, lay_worker;
drop function take_reply(uuid, text, text, bytea, uuid, boolean, bytea, bytea, text, bytea);

-- The messages that could not be read for a passing reason, by their numbers, with how often that was tried.
alter table mailbox_place add column later jsonb not null default '{}' check (jsonb_typeof(later) = 'object');

-- As before; and a reminder whose evening had passed, so that it was not to be sent, comes back where its own time is still ahead.
create or replace function say_texts_at_any_time(p_yes boolean) returns setof uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  one record;
begin
  for one in
    update booking_person p set any_time = p_yes from booking b
     where b.id = p.booking_id and p.client_id = me() and p.takes_texts and p.any_time <> p_yes
       and b.status = 'booked' and b.starts_at > clock_now()
    returning b.id, b.starts_at, b.sequence
  loop
    update message m
       set any_time = p_yes, due_at = t.due, try_at = t.due, state = case when t.due > clock_now() then 'waiting' else 'skipped' end
      from (select k.id, (case when p_yes or extract(hour from k.at) between 8 and 20 then k.at
                              else (case when k.at::time >= time '21:00' then k.at::date else k.at::date - 1 end) + time '20:45' end)
                         at time zone 'Europe/London' as due
              from (select w.id, (one.starts_at - case w.kind when 'reminder-day' then interval '24 hours' else interval '2 hours' end)
                                 at time zone 'Europe/London' as at
                      from message w
                     where w.subject_id = one.id and w.subject_sequence = one.sequence and w.channel = 'text' and w.recipient = 'client'
                       and w.kind in ('reminder-day', 'reminder-hours') and w.state in ('waiting', 'skipped') and w.attempts = 0) k) t
     where m.id = t.id;
    return next one.id;
  end loop;
end $$;
