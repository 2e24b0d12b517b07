-- Who ticked that texts may come at any time, also at night, beside the number that they gave.
alter table booking_person add column any_time boolean not null default false;
grant select (any_time) on booking_person to lay_coach;
grant update (any_time) on booking_person to lay_public;
-- A text that waits for no morning, whenever it is tried again.
alter table message add column any_time boolean not null default false,
  add constraint message_quiet_or_not check (not (any_time and keeps_quiet));

-- Whether texts about the appointments ahead of whoever asks come at any time; null where no text goes to any of them.
create function my_texts_at_any_time() returns boolean language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select bool_and(p.any_time) from booking_person p join booking b on b.id = p.booking_id
   where p.client_id = me() and p.takes_texts and b.status = 'booked' and b.starts_at > clock_now()
$$;
/*
 * Says so anew for all appointments ahead, and moves the reminders that are still to come: to their own time, or to the evening before the
 * quiet hours (9pm to 8am) that they would fall in; one whose evening has passed is not sent. Gives the appointments that it holds for.
 */
create function say_texts_at_any_time(p_yes boolean) returns setof uuid language plpgsql security definer
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
       set any_time = p_yes, due_at = t.due, try_at = t.due, state = case when t.due > clock_now() then m.state else 'skipped' end
      from (select k.id, (case when p_yes or extract(hour from k.at) between 8 and 20 then k.at
                              else (case when k.at::time >= time '21:00' then k.at::date else k.at::date - 1 end) + time '20:45' end)
                         at time zone 'Europe/London' as due
              from (select w.id, (one.starts_at - case w.kind when 'reminder-day' then interval '24 hours' else interval '2 hours' end)
                                 at time zone 'Europe/London' as at
                      from message w
                     where w.subject_id = one.id and w.subject_sequence = one.sequence and w.channel = 'text' and w.recipient = 'client'
                       and w.kind in ('reminder-day', 'reminder-hours') and w.state = 'waiting' and w.attempts = 0) k) t
     where m.id = t.id;
    return next one.id;
  end loop;
end $$;
revoke execute on function my_texts_at_any_time(), say_texts_at_any_time(boolean) from public;
grant execute on function my_texts_at_any_time(), say_texts_at_any_time(boolean) to lay_client;
