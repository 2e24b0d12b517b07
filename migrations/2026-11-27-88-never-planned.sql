/*
 * As before; and a reminder by text that was never planned, as its evening had passed when the appointment was booked, comes where its own
 * time is still ahead.
 */
create or replace function say_texts_at_any_time(p_yes boolean) returns setof uuid language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  one record;
begin
  for one in
    update booking_person p set any_time = p_yes from booking b
     where b.id = p.booking_id and p.client_id = me() and p.takes_texts and p.any_time <> p_yes
       and b.status = 'booked' and b.starts_at > clock_now()
    returning b.id, b.starts_at, b.sequence, p.channel = 'text' or not p.has_email as by_text
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
    -- A way to send texts there is where the one ten minutes before is planned.
    insert into message (kind, subject_id, subject_sequence, recipient, channel, due_at, try_at, any_time)
      select k.kind, one.id, one.sequence, 'client', 'text', one.starts_at - k.before, one.starts_at - k.before, true
        from (values ('reminder-day', interval '24 hours'), ('reminder-hours', interval '2 hours')) as k (kind, before)
       where p_yes and one.by_text and one.starts_at - k.before > clock_now()
         and exists (select from message s where s.subject_id = one.id and s.subject_sequence = one.sequence
           and s.kind = 'reminder-soon' and s.recipient = 'client' and s.channel = 'text')
      on conflict do nothing;
    return next one.id;
  end loop;
end $$;
