import { boolean, instant, integer, maybe, query, text, uuid } from '#lib/sql'

/** Every time that a name or a concern was opened and nobody else has looked at why, oldest first. */
export const openingsToReview = query(
  {
    id: uuid,
    openedAt: instant,
    by: text,
    asRole: text,
    apart: boolean,
    reference: maybe(text),
    level: maybe(integer),
    raisedAt: maybe(instant),
    reason: maybe(text),
  },
  `select o.id, o.opened_at as "openedAt", s.name as by, o.as_role as "asRole",
          o.opened_by <> $1 and stands_apart($1, o.opened_by, 'governance') as apart, b.reference, c.level,
          c.raised_at as "raisedAt", t.reason
     from opening o join staff s on s.id = o.opened_by
     left join booking b on b.id = o.booking_id left join reveal_task t on t.id = o.task_id
     left join concern c on c.id = o.concern_id
    where o.reviewed_at is null order by o.opened_at limit 100`,
)

/** Writes that somebody else looked at it. */
export const reviewOpening = query(
  { id: uuid },
  `update opening set reviewed_at = clock_now(), reviewed_by = $2 where id = $1 and reviewed_at is null and opened_by <> $2
     and stands_apart($2, opened_by, 'governance')
   returning id`,
)

/** A session by its reference. */
export const sessionByReference = query({ id: uuid }, `select id from booking where reference = $1`)

/** Who came to govern, to lead or to run the machines within the last 30 days, newest first. */
export const arrivals = query(
  { name: text, role: text, givenAt: instant, giver: maybe(text) },
  `select s.name, r.role, r.given_at as "givenAt", g.name as giver
     from staff_role r join staff s on s.id = r.staff_id left join staff g on g.id = r.given_by
    where r.role in ('governance', 'lead_ops', 'sysadmin') and r.given_at > clock_now() - interval '30 days'
    order by r.given_at desc limit 100`,
)
