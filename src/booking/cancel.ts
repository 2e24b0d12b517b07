import type { Actor } from '#lib/door'
import type { Tx } from '#lib/sql'
import { record, type ActorKind } from '#audit'
import { lockCoach } from '#coaches'
import { releaseClaims } from '#diary'
import { acting, type Acting } from './acting.ts'
import type { VerbPorts } from './ports.ts'
import { planCancelled } from './messages/plan.ts'
import { cancelBooking, lockBooking } from './queries.ts'

export type Cancelled = { kind: 'cancelled'; sequence: number; coachId: string; again: boolean }
export type CancelRefused = { kind: 'not-found' | 'too-late' }
export type Canceller = 'client' | 'coach' | 'service' | 'unverified'

/** Cancels a booking and lets go of its time. Cancelling again gives the same answer and does nothing. */
export async function cancel(
  ports: VerbPorts,
  actor: Actor,
  bookingId: string,
  canceller: Canceller,
  byWhom: ActorKind | Acting,
): Promise<Cancelled | CancelRefused> {
  const by = acting(byWhom)
  return freed(ports, await ports.db.withActor(actor, (tx) => cancelIn(tx, ports, bookingId, canceller, by)))
}

/** Cancels for its client, who read when it is; nothing where it is at another time by now. */
export async function cancelAsRead(
  ports: VerbPorts,
  actor: Actor,
  bookingId: string,
  startsAt: string,
): Promise<Cancelled | CancelRefused | { kind: 'moved' }> {
  const answer = await ports.db.withActor(actor, async (tx) => {
    const booking = await lockBooking.one(tx, bookingId)
    if (booking?.status === 'booked' && !booking.started && booking.startsAt.toString() !== startsAt)
      return { kind: 'moved' as const }
    return cancelIn(tx, ports, bookingId, 'client', acting('client'))
  })
  return freed(ports, answer)
}

/** Memory hears at once of the time that is free again. */
async function freed<T extends { kind: string }>({ availability }: VerbPorts, answer: T | Cancelled) {
  if ('again' in answer && !answer.again) await availability.refresh([answer.coachId])
  return answer
}

export async function cancelIn(
  tx: Tx,
  { clock, textSender }: Pick<VerbPorts, 'clock' | 'textSender'>,
  bookingId: string,
  canceller: Canceller,
  by: Acting,
): Promise<Cancelled | CancelRefused> {
  const booking = await lockBooking.one(tx, bookingId)
  if (!booking) return { kind: 'not-found' }
  const { coachId } = booking
  if (booking.status === 'cancelled') return { kind: 'cancelled', sequence: booking.sequence, coachId, again: true }
  if (booking.started || booking.status !== 'booked') return { kind: 'too-late' }
  // An absence that is being recorded sees the booking before or after this, never between.
  await Promise.all([lockCoach(tx, coachId), releaseClaims(tx, [booking.claimId])])
  const done = await cancelBooking.one(tx, bookingId, canceller, by.kind)
  await planCancelled(tx, { booking, sequence: done!.sequence, now: clock(), textSender })
  await record(tx, {
    verb: by.called ? 'booking.cancelled-by-phone' : 'booking.cancelled',
    subjectKind: 'booking',
    subjectId: bookingId,
    actorKind: by.kind,
    actorId: by.id,
    requestId: by.requestId ?? null,
  })
  return { kind: 'cancelled', sequence: done!.sequence, coachId, again: false }
}
