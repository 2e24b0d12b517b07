import { bytes, instant, maybe, query, text, uuid } from '#lib/sql'

/** What a coach is called. */
export const coachName = query({ name: text }, `select name_shown as name from coach where id = $1`)

/** A coach's own session; another's is nothing. */
export const sessionToRaise = query(
  { id: uuid, startsAt: instant },
  `select id, starts_at as "startsAt" from booking where id = $1`,
)

/** What the coach may open of its person. */
export const personToRaise = query(
  { clientId: uuid, sealedName: maybe(bytes), sealedSessionPhone: maybe(bytes) },
  `select client_id as "clientId", sealed_name as "sealedName", sealed_session_phone as "sealedSessionPhone"
     from booking_person where booking_id = $1`,
)
