import { worker } from '#lib/door'
import type { Tx } from '#lib/sql'
import { takesTexts } from '#identity'
import type { KeyHolder } from '#vault'
import { channelOf, reachWith, type Channel } from './channel.ts'
import { bookingsOfClient, personOf } from './queries.ts'
import { openSealed } from './sealed.ts'

/** The bookings of the client who asks, latest first: facts alone. */
export const appointmentsOfClient = (tx: Tx) => bookingsOfClient(tx)

/** Where the person of a booking is reached: by the channel asked for, or by their own. Null where they are not. */
export async function reachedBy(
  tx: Tx,
  vault: Pick<KeyHolder, 'unwrap'>,
  bookingId: string,
  by: Channel | null,
): Promise<{ channel: Channel; to: string } | null> {
  const sealed = await personOf.one(tx, bookingId)
  if (!sealed) return null
  const ring = await vault.unwrap([{ subject: sealed.clientId, purpose: 'contact' }], worker)
  const { email, phone } = openSealed(ring.of(sealed.clientId, 'contact'), bookingId, sealed)
  const channel = by ?? channelOf(reachWith({ email, phone, channel: sealed.channel }))
  if (channel === 'text') return phone && takesTexts(phone) ? { channel, to: phone } : null
  return channel && email ? { channel, to: email } : null
}
