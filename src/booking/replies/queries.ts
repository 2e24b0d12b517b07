import { query, text, uuid } from '#lib/sql'

/** Takes what somebody answered, once, and says what became of it. */
export const takeReply = query({ became: text }, `select take_reply($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as became`)

/** The booking that somebody asked to move. */
export const bookingToMove = query(
  { id: uuid },
  `select booking_id as id from reply where id = $1 and kind = 'move' and booking_id is not null`,
)

/** Says how it came out, once. */
export const closeReply = query(
  { id: uuid },
  `update reply set closed_at = clock_now(), closed_by = $2, outcome = $3 where id = $1 and closed_at is null returning id`,
)
