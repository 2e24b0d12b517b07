import { integer, query, text, uuid } from '#lib/sql'

export const sayOutcome = query({ answer: text }, 'select record_outcome($1, $2) as answer')

export const missedOf = query({ id: uuid, sequence: integer }, `select id, sequence from booking where id = $1`)

/** Sessions that ended a day ago and more, of the last two weeks, whose outcome nobody said and nobody is asked for. */
export const withoutOutcome = query(
  { id: uuid },
  `select b.id from booking b
    where b.status = 'booked' and b.ends_at < clock_now() - interval '24 hours' and b.ends_at > clock_now() - interval '14 days'
      and not exists (select from task t where t.booking_id = b.id and t.kind = 'outcome')
    order by b.ends_at limit 500`,
)
