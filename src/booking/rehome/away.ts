import type { Clock } from '#lib/clock'
import type { Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import type { JobLog } from '#jobs'
import type { Availability } from '../availability/live.ts'
import { lockBooking, type findBooking } from '../queries.ts'
import type { Wish } from '../wish.ts'
import { askedBefore } from '../wish-of.ts'
import { awayNow, type openAway } from './queries.ts'

export type RecoveryPorts = { db: Db; clock: Clock; random: () => number; textSender: boolean; log: JobLog }

/** One session whose coach is away, as far as it has come. */
export type AwayTask = Awaited<ReturnType<typeof openAway>>[number]

/** The booking of it. */
export type Waiting = NonNullable<Awaited<ReturnType<typeof findBooking.one>>>

/** Locks the booking, and says whether it is still with the coach who is away, at that time. Gives it then. */
export async function stillWaits(
  tx: Tx,
  { bookingId, coachId, startsAt }: Pick<AwayTask, 'bookingId' | 'coachId' | 'startsAt'>,
): Promise<Waiting | null> {
  const booking = await lockBooking.one(tx, bookingId)
  return booking?.status === 'booked' && booking.coachId === coachId && booking.startsAt.equals(startsAt)
    ? booking
    : null
}

/**
 * Whether a session is still as the round found it: not settled, its coach away or back as before, the lead of the same mind, and its
 * client told no more than before. Rounds read once and go on for seconds, in which a coach may be back, or another round be further. Asked with the booking locked.
 */
export async function isAsFound(tx: Tx, task: AwayTask): Promise<boolean> {
  const now = await awayNow.one(tx, task.id)
  return (
    now !== undefined &&
    now.stillAway === task.stillAway &&
    now.byHand === task.byHand &&
    now.told === (task.toldAt !== null) &&
    now.called === task.called
  )
}

/** Locks the booking, and gives it if it is with that coach at that time, and as the round found it. */
export async function asFound(tx: Tx, task: AwayTask): Promise<Waiting | null> {
  const booking = await stillWaits(tx, task)
  return booking && (await isAsFound(tx, task)) ? booking : null
}

/** What was asked for when a session was booked; its own time is no hindrance. */
export function wishOf(availability: Availability, booking: Waiting): Wish | null {
  const { coachId, claimId } = booking
  const asked = askedBefore(availability, booking)
  return asked && { ...asked, own: { coachId, claimId } }
}
