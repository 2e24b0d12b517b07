import { boolean, instant, maybe, query, text, uuid } from '#lib/sql'

/** Every time that a name was shown and nobody else has looked at why, oldest first. */
export const openingsToReview = query(
  { id: uuid, openedAt: instant, by: text, asRole: text, mine: boolean, what: text, reason: maybe(text) },
  `select o.id, o.opened_at as "openedAt", s.name as by, o.as_role as "asRole", o.opened_by = $1 as mine,
          coalesce(b.reference, o.kind) as what, t.reason
     from opening o join staff s on s.id = o.opened_by
     left join booking b on b.id = o.booking_id left join reveal_task t on t.id = o.task_id
    where o.reviewed_at is null order by o.opened_at limit 100`,
)

/** Writes that somebody else looked at it. */
export const reviewOpening = query(
  { id: uuid },
  `update opening set reviewed_at = clock_now(), reviewed_by = $2 where id = $1 and reviewed_at is null and opened_by <> $2
   returning id`,
)

/** A session by its reference. */
export const sessionByReference = query({ id: uuid }, `select id from booking where reference = $1`)
