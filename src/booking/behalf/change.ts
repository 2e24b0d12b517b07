import { contactHash, isGranted, limitForm } from '#identity'
import { record } from '#audit'
import { isUuid } from '#lib/text'
import type { Millis } from '#lib/time'
import { cancel } from '../cancel.ts'
import { movedWish, type MovedWish } from '../mine/moved-wish.ts'
import { moveTo } from '../move.ts'
import type { RoomPorts } from '../ports.ts'
import { findBooking } from '../queries.ts'
import { readReference } from '../reference.ts'
import { actingFor, type CallTaker } from './owner.ts'
import { findForCaller } from './queries.ts'

export type FoundForCaller = { kind: 'found'; bookingId: string } | { kind: 'wrong' | 'too-many' }

/** Finds a caller's booking by its reference and a contact that they say, both of which must fit; found, it is on record. */
export const findOfCaller = (
  { db, contactKey }: Pick<RoomPorts, 'db' | 'contactKey'>,
  owner: CallTaker,
  reference: string,
  contact: string,
): Promise<FoundForCaller> =>
  db.withActor(owner.actor, async (tx): Promise<FoundForCaller> => {
    const hash = contactHash(contactKey, limitForm(contact))
    const { outcome, booking } = (await findForCaller.one(tx, readReference(reference), hash))!
    if (outcome !== 'found' || booking === null) return { kind: outcome === 'too-many' ? 'too-many' : 'wrong' }
    await record(tx, {
      verb: 'booking.found-by-phone',
      subjectKind: 'booking',
      subjectId: booking,
      actorKind: 'lead_ops',
      actorId: owner.called.staffId,
      requestId: owner.called.requestId,
    })
    return { kind: 'found', bookingId: booking }
  })

export type OfCaller = {
  booking: NonNullable<Awaited<ReturnType<typeof findBooking.one>>>
  /** What may be chosen instead; null where its service is no longer offered. */
  asked: MovedWish | null
}

/** The booking of a caller that was found lately; null for any other, and once a quarter of an hour is over. */
export async function bookingOfCaller(
  { db, availability }: RoomPorts,
  owner: CallTaker,
  id: string,
  now: Temporal.Instant,
): Promise<OfCaller | null> {
  if (!isUuid(id)) return null
  const booking = await db.withActor(owner.actor, async (tx) =>
    (await isGranted(tx, id, owner.browser)) ? await findBooking.one(tx, id) : undefined,
  )
  if (!booking) return null
  const service = availability.services().find(({ key }) => key === booking.serviceKey)
  return { booking, asked: service ? movedWish(availability, booking, service, now) : null }
}

/** Moves it, as the caller would. */
export const moveForCaller = (ports: RoomPorts, owner: CallTaker, { booking, asked }: OfCaller, startsAt: Millis) =>
  asked === null
    ? Promise.resolve({ kind: 'no-such-slot' as const })
    : moveTo(ports, owner.actor, booking, asked.wish, startsAt, actingFor(owner))

/** Cancels it, as the caller would. */
export const cancelForCaller = (ports: RoomPorts, owner: CallTaker, bookingId: string) =>
  cancel(ports, owner.actor, bookingId, 'client', actingFor(owner))
