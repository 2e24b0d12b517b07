import { boolean, bytes, instant, integer, maybe, query, text, uuid, type Tx } from '#lib/sql'

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
const passingColumns = `b.id, b.client_id as "clientId", p.sealed_name as "sealedName", p.sealed_email as "sealedEmail",
  p.sealed_phone as "sealedPhone", p.sealed_session_phone as "sealedSessionPhone", b.sealed_adjustments as "sealedAdjustments"`

/*
 * Bookings are locked by one statement and read by the next: what waits for a lock sees anew the row that it locks, but the
 * person beside it as it was before, sealed under the key of whoever had it then.
 */
const locked = (which: string) =>
  query({ id: uuid }, `select b.id from booking b where ${which} order by b.id limit 2000 for no key update`)
const lockToJoin = locked('b.id in (select j.booking from bookings_to_join($1) j)')
const lockAllOf = locked('b.client_id = $1')
const lockAhead = locked(
  `b.client_id = $1 and b.contact_hashes && array[$2::bytea] and b.status = 'booked' and b.starts_at > clock_now()`,
)
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

const readToJoin = query(
  passing,
  `select ${passingColumns}, j.client as "joinedTo"
     from bookings_to_join($1) j join booking b on b.id = j.booking left join booking_person p on p.booking_id = b.id
    where b.id = any($2) order by b.id`,
)
const readAllOf = query(
  passing,
  `select ${passingColumns}, $1::uuid as "joinedTo"
     from booking b left join booking_person p on p.booking_id = b.id where b.id = any($2) order by b.id`,
)
const readAhead = query(
  {
    id: uuid,
    startsAt: instant,
    linkNumber: integer,
    channel: text,
    anyTime: boolean,
    sealedName: maybe(bytes),
    sealedEmail: maybe(bytes),
    sealedPhone: maybe(bytes),
  },
  `select b.id, b.starts_at as "startsAt", b.link_number as "linkNumber", p.channel, p.any_time as "anyTime",
          p.sealed_name as "sealedName", p.sealed_email as "sealedEmail", p.sealed_phone as "sealedPhone"
     from booking b join booking_person p on p.booking_id = b.id where b.id = any($1) order by b.id`,
)

/** Bookings that passed to whoever proved a contact, each with whose it is still and what is sealed of it; locked. */
export async function toJoin(tx: Tx, contactId: string) {
  return readToJoin(tx, contactId, idsOf(await lockToJoin(tx, contactId)))
}

/** Every booking of one account, on its way to another; locked. */
export async function allOf(tx: Tx, from: string, to: string) {
  return readAllOf(tx, to, idsOf(await lockAllOf(tx, from)))
}

/** Bookings ahead of a client that go to a contact; locked. */
export async function aheadUnder(tx: Tx, clientId: string, hash: Buffer) {
  return readAhead(tx, idsOf(await lockAhead(tx, clientId, hash)))
}

/** Makes a booking another client's, with its cells as they are under that client's key. */
export const passTo = query(
  {},
  `with passed as (update booking set client_id = $2, sealed_adjustments = $3 where id = $1)
   update booking_person set client_id = $2, sealed_name = $4, sealed_email = $5, sealed_phone = $6, sealed_session_phone = $7
    where booking_id = $1`,
)

/** Lets go of whoever turned out to be somebody else: what is about them is handed over, keys and row go. */
export const forgetJoined = query({ gone: boolean }, `select forget_joined($1, $2) as gone`)
