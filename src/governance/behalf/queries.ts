import { boolean, instant, query, text, uuid } from '#lib/sql'

/** One booking as operations may see it: not whose it is. */
export const bookingShown = query(
  {
    id: uuid,
    reference: text,
    status: text,
    startsAt: instant,
    endsAt: instant,
    mode: text,
    coach: text,
    serviceKey: text,
    reached: boolean,
  },
  `select b.id, b.reference, b.status, b.starts_at as "startsAt", b.ends_at as "endsAt", b.mode, c.name_shown as coach,
          b.service_key as "serviceKey",
          exists (select from message m where m.subject_id = b.id and m.recipient = 'client') as reached
     from booking b join coach c on c.id = b.coach_id where b.id = $1`,
)

/** The booking with a reference, for the trail of a try that was wrong. */
export const bookingReferred = query({ id: uuid }, `select id from booking where reference = $1`)
