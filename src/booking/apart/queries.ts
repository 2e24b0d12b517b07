import { boolean, query, textArray, type Tx } from '#lib/sql'

const leftOut = query({ coaches: textArray }, `select coaches_left_out($1) as coaches`)

/**
 * Coaches who are not offered to the browser that asks, nor to whoever works at the place that the token stands for. What somebody
 * typed of themselves is never asked: it may be anybody's.
 */
export const coachesLeftOut = async (tx: Tx, place: Buffer | null): Promise<string[]> =>
  (await leftOut.one(tx, place))!.coaches

const keptFrom = query({ coaches: textArray }, `select coaches_kept_from($1, $2) as coaches`)

/** Coaches kept apart from whoever booked, or is signed in, in this browser under a contact; and those who work at a place. */
export const coachesKeptFrom = async (tx: Tx, place: Buffer | null, contact: Buffer | undefined): Promise<string[]> =>
  (await keptFrom.one(tx, place, contact ?? null))!.coaches

/** Keeps for the client of a booking which coaches are never offered to them. Why is kept nowhere. */
export const keepApart = query(
  {},
  `insert into kept_apart (client_id, coach_id) select $1, one::uuid from unnest($2::text[]) one`,
)

/** Whether the coach who asks left a session as they know whom it is with. */
export const leftBefore = query(
  { yes: boolean },
  `select exists (select from rehome_task where booking_id = $1 and coach_id = $2 and apart) as yes`,
)

/** The coach who asks knows whom a session of theirs is with; false where it is not ahead, or not theirs. */
export const sayKnown = query({ said: boolean }, `select i_know($1) as said`)
