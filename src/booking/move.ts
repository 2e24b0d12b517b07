import { anyone } from '#lib/door'
import type { Tx } from '#lib/sql'
import { record, type ActorKind } from '#audit'
import { confirmClaim, releaseClaims } from '#diary'
import type { VerbPorts } from './book.ts'
import type { Owner } from './hold.ts'
import { planMoved } from './messages/plan.ts'
import { lockBooking, lockHold, moveBookingTo, personOf, useHold } from './queries.ts'

export type Moved = { kind: 'moved'; sequence: number }
export type MoveRefused = {
  kind:
    | 'not-found'
    | 'already-cancelled'
    | 'too-late'
    | 'hold-used'
    | 'hold-expired'
    | 'other-service'
    | 'hold-not-found'
    /** By telephone now, and there is no number to ring. */
    | 'no-number'
}

/** Moves a booking to the time of a hold: the new time is taken before the old is let go, or nothing changes. */
export async function move(
  ports: VerbPorts,
  owner: Owner,
  bookingId: string,
  holdId: string,
  byWhom: ActorKind,
): Promise<Moved | MoveRefused> {
  const touched: { coachIds: string[] } = { coachIds: [] }
  const answer = await ports.db.withActor(anyone, (tx) => moveIn(tx, ports, owner, bookingId, holdId, byWhom, touched))
  if (answer.kind === 'moved') await ports.availability.refresh(touched.coachIds)
  return answer
}

/** The same inside the caller's transaction; `touched` gives the coaches of whom availability must be told. */
export async function moveIn(
  tx: Tx,
  ports: Pick<VerbPorts, 'clock' | 'textSender'>,
  owner: Owner,
  bookingId: string,
  holdId: string,
  byWhom: ActorKind,
  touched: { coachIds: string[] },
): Promise<Moved | MoveRefused> {
  const booking = await lockBooking.one(tx, bookingId)
  if (!booking) return { kind: 'not-found' }
  if (booking.status === 'cancelled') return { kind: 'already-cancelled' }
  if (booking.started || booking.status !== 'booked') return { kind: 'too-late' }
  const held = await lockHold.one(tx, holdId, owner.browser, owner.apiKeyId)
  if (!held) return { kind: 'hold-not-found' }
  if (held.state === 'used') return { kind: 'hold-used' }
  if (held.serviceKey !== booking.serviceKey) return { kind: 'other-service' }
  if (held.state === 'released' || held.started) return { kind: 'hold-expired' }
  if (held.mode === 'phone' && !(await personOf.one(tx, bookingId))?.phone) return { kind: 'no-number' }
  const claimId = await confirmClaim(tx, { ...held, zone: 'Europe/London' })
  if (claimId === null) return { kind: 'hold-expired' }
  await useHold(tx, held.id)
  await releaseClaims(tx, [booking.claimId])
  const { coachId, mode, longer, startsAt, endsAt, serviceVersion, matchedOn } = held
  const moved = await moveBookingTo.one(
    tx,
    bookingId,
    claimId,
    coachId,
    mode,
    longer,
    startsAt,
    endsAt,
    serviceVersion,
    matchedOn,
    byWhom,
  )
  const sequence = moved!.sequence
  await planMoved(tx, { booking, coachId, startsAt, sequence, now: ports.clock(), textSender: ports.textSender })
  await record(tx, {
    verb: 'booking.moved',
    subjectKind: 'booking',
    subjectId: bookingId,
    actorKind: byWhom,
    actorId: owner.apiKeyId,
  })
  touched.coachIds = [...new Set([booking.coachId, coachId])]
  return { kind: 'moved', sequence }
}
