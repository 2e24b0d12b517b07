import { boolean, query, textArray, type Tx } from '#lib/sql'

const leftOut = query({ coaches: textArray }, `select coaches_left_out($1, $2) as coaches`)

/** Who asks, as far as it is known: what stands for where they work, and the hashes of the contacts that they gave. */
export type Asking = { place: Buffer | null; contacts: readonly Buffer[] }

/** Coaches who are not offered to the browser that asks, nor to whoever gave these contacts or works at that place. */
export const coachesLeftOut = async (tx: Tx, { place, contacts }: Asking): Promise<string[]> =>
  (await leftOut.one(tx, place, [...contacts]))!.coaches

const keptFrom = query({ coaches: textArray }, `select coaches_kept_from($1, $2) as coaches`)

/** Coaches kept apart from whoever gave one of these contacts before, and those who work at the place that the token stands for. */
export const coachesKeptFrom = async (tx: Tx, { place, contacts }: Asking): Promise<string[]> =>
  (await keptFrom.one(tx, place, [...contacts]))!.coaches

/** Keeps for the client of a booking which coaches are never offered to them. Why is kept nowhere. */
export const keepApart = query(
  {},
  `insert into kept_apart (client_id, coach_id) select $1, one::uuid from unnest($2::text[]) one`,
)

/** The coach who asks knows whom a session of theirs is with; false where it is not ahead, or not theirs. */
export const sayKnown = query({ said: boolean }, `select i_know($1) as said`)
