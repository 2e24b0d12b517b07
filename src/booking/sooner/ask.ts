import type { Actor } from '#lib/door'
import { toInstant, type Millis } from '#lib/time'
import { record } from '#audit'
import type { Availability } from '../availability/live.ts'
import { channelOf } from '../channel.ts'
import type { VerbPorts } from '../ports.ts'
import { lockBooking, reachOf } from '../queries.ts'
import { askedBefore, type AskedBefore } from '../wish-of.ts'
import { hasTaken } from '../rehome/offers.ts'
import { askAlert, declineOffer, isDeclined, stopAlert } from './queries.ts'

type Ports = Pick<VerbPorts, 'db' | 'clock' | 'availability'>
type Waiting = AskedBefore & { startsAt: Temporal.Instant }

/** `unreachable`: no message could tell them. */
export type Asked = { kind: 'asked' | 'not-ahead' | 'unreachable' }

/** Asks for what opens before a booking's own time, and not before a moment. Asking again changes nothing: the place in line stays. */
export function askSooner(
  { db, clock, availability }: Ports,
  actor: Actor,
  bookingId: string,
  notBefore: Temporal.Instant | null,
): Promise<Asked> {
  return db.withActor(actor, async (tx) => {
    const booking = await lockBooking.one(tx, bookingId)
    if (booking?.status !== 'booked' || booking.started) return { kind: 'not-ahead' }
    const reach = await reachOf.one(tx, bookingId)
    if (!reach || channelOf(reach) === null) return { kind: 'unreachable' }
    const free = freeBefore(availability, booking, clock()).map((start) => toInstant(start).toString())
    if (await askAlert.one(tx, bookingId, notBefore, free))
      await record(tx, { verb: 'alert.asked', subjectKind: 'booking', subjectId: bookingId, actorKind: 'client' })
    return { kind: 'asked' }
  })
}

/** Every free start before a booking's own that meets what was asked for when it was booked; its own time counts as taken. */
export function freeBefore(availability: Availability, booking: Waiting, from: Temporal.Instant): Millis[] {
  const wish = askedBefore(availability, booking)
  if (!wish) return []
  const starts = availability.first(wish, from.epochMilliseconds, booking.startsAt.epochMilliseconds, 5_000)
  return starts.map(({ startsAt }) => startsAt)
}

/** Asks no longer; what is kept already stays so until it is answered. */
export const stopSooner = ({ db }: Ports, actor: Actor, bookingId: string): Promise<void> =>
  db.withActor(actor, async (tx) => {
    if (await stopAlert.one(tx, bookingId))
      await record(tx, { verb: 'alert.stopped', subjectKind: 'booking', subjectId: bookingId, actorKind: 'client' })
  })

/** What a time is that somebody said no to: theirs, as they took it before, or kept no longer. */
export type Declined = 'declined' | 'taken' | 'gone'

/**
 * Says no to a time that was kept. It costs no place in line; only this time is not offered again. The diary keeps it until the
 * next round, a moment later, gives it to whoever is next.
 */
export const decline = ({ db }: Ports, actor: Actor, bookingId: string, offerId: string): Promise<Declined> =>
  db.withActor(actor, async (tx) => {
    if (await declineOffer.one(tx, offerId, bookingId)) {
      await record(tx, { verb: 'alert.declined', subjectKind: 'booking', subjectId: bookingId, actorKind: 'client' })
      return 'declined'
    }
    if ((await hasTaken.one(tx, offerId, bookingId))!.yes) return 'taken'
    return (await isDeclined.one(tx, offerId, bookingId))!.yes ? 'declined' : 'gone'
  })
