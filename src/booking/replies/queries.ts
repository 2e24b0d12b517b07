import { integer, query, text, uuid } from '#lib/sql'

/** Takes what somebody answered, once, and says what became of it. */
export const takeReply = query(
  { became: text },
  `select take_reply($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as became`,
)

/** The booking that somebody asked to move. */
export const bookingToMove = query(
  { id: uuid },
  `select booking_id as id from reply where id = $1 and kind = 'move' and booking_id is not null`,
)

/**
 * Says that people are told of a reply that is to be looked at now, and gives the number that they are told it by. Not where it is seen to,
 * or told already; nor where so many were told in the last half hour that theirs stands for it. Of those that are always told, only the like
 * count.
 */
export const tellReply = query(
  { number: integer },
  `update reply set told_at = clock_now()
    where id = $1 and look_now and closed_at is null and told_at is null
      and $2 > (select count(*) from reply r where r.told_at > clock_now() - interval '30 minutes' and (r.always_told or not reply.always_told))
   returning number`,
)

/** Says how it came out, once. */
export const closeReply = query(
  { id: uuid },
  `update reply set closed_at = clock_now(), closed_by = $2, outcome = $3 where id = $1 and closed_at is null returning id`,
)
