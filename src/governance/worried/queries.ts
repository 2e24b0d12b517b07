import { bytes, instant, maybe, query, text, uuid } from '#lib/sql'

/** What a coach is called. */
export const coachName = query({ name: text }, `select name_shown as name from coach where id = $1`)

/** A coach's own session, with what the coach may open of the person; another's is nothing. */
export const sessionToRaise = query(
  { id: uuid, startsAt: instant, clientId: uuid, sealedName: maybe(bytes), sealedSessionPhone: maybe(bytes) },
  `select b.id, b.starts_at as "startsAt", b.client_id as "clientId", p.sealed_name as "sealedName",
          p.sealed_session_phone as "sealedSessionPhone"
     from booking b left join booking_person p on p.booking_id = b.id where b.id = $1`,
)
