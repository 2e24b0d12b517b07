import { boolean, bytes, query, text, uuid } from '#lib/sql'

/** By which ways a coach is told of a session, and whether a text of it can wait for the morning; see ways_to_coach. */
export const waysToCoach = query(
  { channel: text, keepsQuiet: boolean },
  `select channel, keeps_quiet as "keepsQuiet" from ways_to_coach($1, $2, $3)`,
)

/** What a coach sees of their own number; no row for one who is told by mail alone. */
export const ownTexts = query(
  { ending: text, withMail: boolean },
  `select ending, with_mail as "withMail" from coach_texts where coach_id = $1`,
)

/** The number of a coach who is told by text, sealed. */
export const sealedNumber = query(
  { id: uuid, sealedPhone: bytes },
  `select id, sealed_phone as "sealedPhone" from coach_texts where coach_id = $1`,
)

export const insertTexts = query(
  {},
  `insert into coach_texts (coach_id, id, sealed_phone, ending, with_mail) values ($1, $2, $3, $4, $5)`,
)
export const setWithMail = query({}, `update coach_texts set with_mail = $2 where coach_id = $1`)
/** Takes a number away; its key is destroyed with it. */
export const dropTexts = query({ id: uuid }, `delete from coach_texts where coach_id = $1 returning id`)
