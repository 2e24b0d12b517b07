import type { Tx } from '#lib/sql'
import { record } from '#audit'
import { proveContact, verifyBooking } from './queries.ts'

/**
 * Marks the contact of a booking as proved by a code that went to it, so that it is not let go. Gives the booking's id;
 * null when it does not stand. On record once: proving it again changes nothing.
 */
export async function verify(tx: Tx, bookingId: string, requestId: string): Promise<string | null> {
  const verified = await verifyBooking.one(tx, bookingId)
  if (verified) await proveContact(tx, verified.id)
  if (verified?.first)
    await record(tx, {
      verb: 'booking.contact-verified',
      subjectKind: 'booking',
      subjectId: bookingId,
      actorKind: 'client',
      requestId,
    })
  return verified?.id ?? null
}
