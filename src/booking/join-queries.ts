import { boolean, bytes, instant, integer, maybe, query, text, uuid } from '#lib/sql'

const passing = {
  id: uuid,
  clientId: uuid,
  joinedTo: uuid,
  sealedName: maybe(bytes),
  sealedEmail: maybe(bytes),
  sealedPhone: maybe(bytes),
  sealedSessionPhone: maybe(bytes),
  sealedAdjustments: bytes,
}

/** Bookings made under a contact that somebody has proved since, each with whose it is now and what is sealed of it; locked. */
export const toJoin = query(
  passing,
  `select b.id, b.client_id as "clientId", j.client as "joinedTo", p.sealed_name as "sealedName",
          p.sealed_email as "sealedEmail", p.sealed_phone as "sealedPhone",
          p.sealed_session_phone as "sealedSessionPhone", b.sealed_adjustments as "sealedAdjustments"
     from bookings_to_join($1) j join booking b on b.id = j.booking left join booking_person p on p.booking_id = b.id
    order by b.id for no key update of b`,
)

/** Every booking of one account, on its way to another; locked. */
export const allOf = query(
  passing,
  `select b.id, b.client_id as "clientId", $2::uuid as "joinedTo", p.sealed_name as "sealedName",
          p.sealed_email as "sealedEmail", p.sealed_phone as "sealedPhone",
          p.sealed_session_phone as "sealedSessionPhone", b.sealed_adjustments as "sealedAdjustments"
     from booking b left join booking_person p on p.booking_id = b.id
    where b.client_id = $1 order by b.id limit 2000 for no key update of b`,
)

/** Makes a booking another client's, with its cells as they are under that client's key. */
export const passTo = query(
  {},
  `with passed as (update booking set client_id = $2, sealed_adjustments = $3 where id = $1)
   update booking_person set client_id = $2, sealed_name = $4, sealed_email = $5, sealed_phone = $6, sealed_session_phone = $7
    where booking_id = $1`,
)

/** Lets go of whoever turned out to be somebody else: keys and row. */
export const forgetJoined = query({ gone: boolean }, `select forget_joined($1) as gone`)

/** Bookings ahead of a client that go to a contact; locked. */
export const aheadUnder = query(
  {
    id: uuid,
    startsAt: instant,
    linkNumber: integer,
    channel: text,
    sealedName: maybe(bytes),
    sealedEmail: maybe(bytes),
    sealedPhone: maybe(bytes),
  },
  `select b.id, b.starts_at as "startsAt", b.link_number as "linkNumber", p.channel, p.sealed_name as "sealedName",
          p.sealed_email as "sealedEmail", p.sealed_phone as "sealedPhone"
     from booking b join booking_person p on p.booking_id = b.id
    where b.client_id = $1 and b.contact_hashes && array[$2::bytea] and b.status = 'booked' and b.starts_at > clock_now()
    order by b.id limit 200 for no key update of b`,
)
