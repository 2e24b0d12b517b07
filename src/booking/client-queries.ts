import { boolean, bytes, maybe, query, uuid } from '#lib/sql'

const shape = {
  id: uuid,
  from: uuid,
  to: uuid,
  sealedAdjustments: maybe(bytes),
  sealedName: maybe(bytes),
  sealedEmail: maybe(bytes),
  sealedPhone: maybe(bytes),
  sealedSessionPhone: maybe(bytes),
}
const cells = `b.sealed_adjustments as "sealedAdjustments", p.sealed_name as "sealedName", p.sealed_email as "sealedEmail",
          p.sealed_phone as "sealedPhone", p.sealed_session_phone as "sealedSessionPhone"`

/** Bookings made under a contact that a client proved, by somebody of whom nothing else is known. */
export const bookingsForContact = query(
  shape,
  `select b.id, b.client_id as "from", k.client_id as "to", ${cells}
     from client_contact k join booking b on b.contact_hashes[1] = k.contact_hash
     left join booking_person p on p.booking_id = b.id
    where k.id = $1 and k.verified_at is not null and k.removed_at is null and b.client_id <> k.client_id
      and (b.api_key_id is null or b.verified_at is not null) and not client_stands(b.client_id)
    order by b.id limit 200 for update of b`,
)

/** Every booking of one client, on its way to another. */
export const bookingsOf = query(
  shape,
  `select b.id, b.client_id as "from", $2::uuid as "to", ${cells}
     from booking b left join booking_person p on p.booking_id = b.id
    where b.client_id = $1 order by b.id limit 2000 for update of b`,
)

export const giveBooking = query(
  {},
  `with given as (
     update booking set client_id = $2, sealed_adjustments = $3 where id = $1 returning id)
   update booking_person set client_id = $2, sealed_name = $4, sealed_email = $5, sealed_phone = $6, sealed_session_phone = $7
    where booking_id in (select id from given)`,
)

/** Deletes a client from whom everything has gone, with their keys. */
export const dropJoined = query({ gone: boolean }, `select drop_joined_client($1) as gone`)
