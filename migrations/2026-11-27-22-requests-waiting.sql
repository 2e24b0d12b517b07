/*
 * What people asked for and have not got, counted by pathway for whoever runs the programme; nobody is in it. Requests that no
 * time was found for and times that suited nobody are of the last seven days, since nobody can be told of them; alerts
 * and enquiries are those that wait now.
 */
create function requests_waiting(out what text, out service_key text, out ethnically_diverse boolean, out waiting bigint,
  out oldest timestamptz)
returns setof record language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role') <> 'lay_lead' or me() is null then return; end if;
  return query
    select 'no-time', r.service_key, r.ethnically_diverse, count(*), min(r.asked_at) from request_record r
     where r.asked_at > clock_now() - interval '7 days' and r.earliest_start is null group by 2, 3
    union all
    select 'none-suited', u.service_key, u.ethnically_diverse, count(*), min(u.recorded_at) from unmet_demand u
     where u.recorded_at > clock_now() - interval '7 days' group by 2, 3
    union all
    select 'sooner', b.service_key, b.service_key = 'lay-too-ed' or 'ethnically-diverse' = any (b.matched_on), count(*),
           min(w.asked_at)
      from waiting_alert w join booking b on b.id = w.booking_id
     where b.status = 'booked' and b.starts_at > clock_now() group by 2, 3
    union all
    select 'enquiry', e.service_key, false, count(*), min(e.received_at) from enquiry e
     where e.answered_at is null group by 2
    order by 1, 2, 3;
end $$;

-- How soon people were offered a time in the last 24 hours, by pathway.
create function offers_of_the_day(out service_key text, out ethnically_diverse boolean, out asked bigint, out same_day bigint,
  out within_24_hours bigint)
returns setof record language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_setting('role') <> 'lay_lead' or me() is null then return; end if;
  return query
    select r.service_key, r.ethnically_diverse, count(*), count(*) filter (where r.same_day),
           count(*) filter (where r.within_24_hours)
      from request_record r where r.asked_at > clock_now() - interval '24 hours' group by 1, 2 order by 1, 2;
end $$;
revoke execute on function requests_waiting(), offers_of_the_day() from public;
grant execute on function requests_waiting(), offers_of_the_day() to lay_lead;
