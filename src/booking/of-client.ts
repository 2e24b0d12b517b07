import type { Tx } from '#lib/sql'
import { takesTexts } from '#identity'
import { channelOf, type Channel } from './channel.ts'
import { bookingsOfClient, personOf } from './queries.ts'

/** The bookings of the client who asks, latest first: facts alone. */
export const appointmentsOfClient = (tx: Tx) => bookingsOfClient(tx)

/** Where the person of a booking is reached: by the channel asked for, or by their own. Null where they are not. */
export async function reachedBy(
  tx: Tx,
  bookingId: string,
  by: Channel | null,
): Promise<{ channel: Channel; to: string } | null> {
  const person = await personOf.one(tx, bookingId)
  if (!person) return null
  const channel = by ?? channelOf(person)
  if (channel === 'text') return person.phone && takesTexts(person.phone) ? { channel, to: person.phone } : null
  return channel && person.email ? { channel, to: person.email } : null
}
