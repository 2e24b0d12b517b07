import { count, date, maybe, query, text, uuid } from '#lib/sql'

/** How many booked sessions touch a stretch of time, of one service or of all. Nobody is named. */
export const bookingsInside = query(
  { inside: count },
  `select count(*) as inside from booking
    where status = 'booked' and starts_at < $2 and ends_at > $1 and ($3::text is null or service_key = $3)`,
)

/** The closures that are not over, each with how many booked sessions are inside. */
export const insideClosures = query(
  { id: uuid, inside: count },
  `select c.id, count(b.id) as inside from closure c
     left join booking b on b.status = 'booked' and b.starts_at < upper(c.during) and b.ends_at > lower(c.during)
      and (c.service_key is null or b.service_key = c.service_key)
    where upper(c.during) > clock_now() group by c.id limit 500`,
)

/** Bank holidays from a day on, with the booked sessions that begin on each, and the closure that covers all of it. */
export const bankHolidaysFrom = query(
  { day: date, name: text, inside: count, closureId: maybe(uuid) },
  `with day as (select on_date, name, tstzrange(on_date::timestamp at time zone $2, (on_date + 1)::timestamp at time zone $2) as during
                  from bank_holiday where on_date >= $1)
   select d.on_date as day, d.name,
          (select count(*) from booking b where b.status = 'booked' and b.starts_at < upper(d.during) and b.ends_at > lower(d.during)) as inside,
          (select c.id from closure c where c.service_key is null and c.during @> d.during limit 1) as "closureId"
     from day d order by d.on_date limit 100`,
)
