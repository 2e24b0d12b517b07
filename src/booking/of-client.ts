import { worker, type Actor, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { record } from '#audit'
import { takesTexts } from '#identity'
import type { KeyHolder } from '#vault'
import { channelOf, reachWith, type Channel } from './channel.ts'
import { bookingsOfClient, claimBooking, ownPersons, personOf } from './queries.ts'
import { openSealed } from './sealed.ts'

/** The bookings of the client who asks, latest first: facts alone. */
export const appointmentsOfClient = (tx: Tx) => bookingsOfClient(tx)

/**
 * The client who asks says that a booking, made elsewhere under a contact of theirs, is theirs: it is `mine`, or `waits` as long
 * as whoever booked it can stop that; `too-many`: nobody can be told of more today. Null where it cannot be theirs.
 */
export async function claimAppointment(tx: Tx, bookingId: string, requestId: string): Promise<Claimed | null> {
  const became = (await claimBooking.one(tx, bookingId))!.became as Claimed | null
  const claimed = { verb: 'booking.claimed', subjectKind: 'booking', subjectId: bookingId } as const
  if (became === 'mine' || became === 'waits') await record(tx, { ...claimed, actorKind: 'client', requestId })
  return became
}
export type Claimed = 'mine' | 'waits' | 'too-many'

/** The names and contacts that a client gave with their bookings; none where their claim does not open them. */
export async function givenByClient(db: Db, vault: Pick<KeyHolder, 'unwrap'>, actor: Actor): Promise<string[]> {
  const subject = actor.account!
  const key = (await vault.unwrap([{ subject, purpose: 'contact' }], actor)).of(subject, 'contact')
  const rows = key ? await db.withActor(actor, (tx) => ownPersons(tx)) : []
  return rows
    .map(({ id, ...row }) => openSealed(key, id, row))
    .flatMap(({ name, email, phone }) => [name, email, phone])
    .filter((text) => text !== null)
}

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
