/*
 * As before; and a session that is under way for several reasons is one row, as far as it has come: another coach or time is looked
 * for, then cover, then nobody has acknowledged it. What was settled at one moment is one row, too.
 */
create or replace function recovery_of_my_provider(out slot text, out coach_id uuid, out coach text, out starts_at timestamptz, out mode text, out why text,
  out since timestamptz, out settled_at timestamptz, out outcome text, out asked boolean, out holder text)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with own as (select c.id, c.name_shown from coach c where c.provider_id = my_provider() and covering_as() = 'partner_rota'),
  all_of_them as (
    select t.booking_id, t.coach_id, t.starts_at, 'away' as why, t.made_at as since, t.settled_at, t.outcome, t.told_at is not null as asked,
           t.settled_coach_id as given_to, 1 as turn
      from rehome_task t join own on own.id = t.coach_id
     where t.settled_at is null or t.settled_at > clock_now() - interval '2 days'
    union all
    select v.booking_id, v.coach_id, v.starts_at, 'cover', v.asked_at, v.settled_at, v.outcome, v.chosen_id is not null,
           case when v.outcome = 'given' then v.chosen_id end, 2
      from cover v join own on own.id = v.coach_id
     where (v.settled_at is null and v.starts_at > clock_now() or v.settled_at > clock_now() - interval '2 days')
       and (v.outcome is null or v.outcome = 'given') and v.swap_for is null
    union all
    select a.booking_id, a.coach_id, a.starts_at, 'unacknowledged', a.asked_at, null, null, false, null, 3
      from acknowledgement a join own on own.id = a.coach_id join booking b on b.id = a.booking_id and b.status = 'booked'
     where a.acknowledged_at is null and a.ended_at is null and a.starts_at > clock_now()
       and a.starts_at <= clock_now() + interval '20 minutes' and a.asked_at <= clock_now() - interval '5 minutes'),
  once as (select distinct on (a.booking_id, a.coach_id, a.settled_at) a.* from all_of_them a
    order by a.booking_id, a.coach_id, a.settled_at, a.turn)
  select upper(substr(encode(sha256(convert_to('slot ' || b.id || (x.starts_at at time zone 'Europe/London')::date, 'UTF8')), 'hex'), 1, 6)),
         x.coach_id, own.name_shown, x.starts_at, b.mode, x.why, x.since, x.settled_at, x.outcome, x.asked,
         case when x.given_to is not null then case when x.given_to <> x.coach_id then coalesce(h.name_shown, '') end
              when b.coach_id <> x.coach_id and b.status = 'booked' then coalesce(h.name_shown, '') end
    from once x join booking b on b.id = x.booking_id join own on own.id = x.coach_id
    left join own h on h.id = coalesce(x.given_to, b.coach_id)
   where x.settled_at is not null or b.ends_at > clock_now() and b.status = 'booked'
   order by x.settled_at is not null, x.starts_at, own.name_shown limit 300
$$;
