import { boolean, maybe, query, text, uuid } from '#lib/sql'

/** Lets go of a booking that was made for a caller: whoever made it cannot read it back. */
export const giveToCaller = query({ given: boolean }, `select give_to_caller($1) as given`)

/** The booking of a caller by two facts, which this session may then change: `found`, `wrong` or `too-many`. */
export const findForCaller = query(
  { outcome: text, booking: maybe(uuid) },
  `select outcome, booking from find_for_caller($1, $2)`,
)
