import type { Tx } from '#lib/sql'
import { record } from '#audit'
import { proveContact, verifyBooking } from './queries.ts'

/**
 * Keeps a booking by a code that went to its contact, so that it is not let go; in the browser that booked, the contact is proved by
 * it, too. Gives the booking's id; null when it does not stand. On record once: proving it again changes nothing.
 */
export async function verify(tx: Tx, bookingId: string, browser: Buffer, requestId: string): Promise<string | null> {
  const verified = await verifyBooking.one(tx, bookingId, browser)
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
