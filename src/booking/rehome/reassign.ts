import { worker } from '#lib/door'
import type { Tx } from '#lib/sql'
import { assign } from '../assign.ts'
import type { Availability } from '../availability/live.ts'
import { moveToIn } from '../move.ts'
import { announceClaims, findBooking, lockBooking } from '../queries.ts'
import type { Wish } from '../wish.ts'
import { askedBefore } from '../wish-of.ts'
import { noteTried } from './queries.ts'
import type { AwayTask, RecoveryPorts } from './recover.ts'

export type Waiting = NonNullable<Awaited<ReturnType<typeof findBooking.one>>>

/** Gives a session to another coach who meets everything that was asked for, at the same time. Nothing where nobody can. */
export async function reassign(ports: RecoveryPorts, availability: Availability, task: AwayTask): Promise<void> {
  const { db, random } = ports
  const found = await db.withActor(worker, async (tx) => {
    await noteTried(tx, task.id)
    return findBooking.one(tx, task.bookingId)
  })
  const wish = found && wishOf(availability, found)
  if (!wish) return
  const startsAt = task.startsAt.epochMilliseconds
  // Whoever interprets is found already, for this time.
  await assign({ availability, random }, { ...wish, interpreter: false }, startsAt, (asked) =>
    db.withActor(worker, async (tx) => {
      if (!(await stillWaits(tx, task))) return { kind: 'settled' as const }
      const touched = new Set<string>()
      const moved = await moveToIn(tx, ports, task.bookingId, asked, startsAt, { kind: 'worker', id: null }, touched)
      if (moved.kind === 'moved') await announceClaims(tx, [...touched].join())
      return moved
    }),
  )
}

/** Locks the booking, and says whether it is still with the coach who is away, at that time. Gives it then. */
export async function stillWaits(tx: Tx, { bookingId, coachId, startsAt }: AwayTask): Promise<Waiting | null> {
  const booking = await lockBooking.one(tx, bookingId)
  return booking?.status === 'booked' && booking.coachId === coachId && booking.startsAt.equals(startsAt)
    ? booking
    : null
}

/** What was asked for when a session was booked; its own time is no hindrance. */
export function wishOf(availability: Availability, booking: Waiting): Wish | null {
  const { coachId, claimId } = booking
  const asked = askedBefore(availability, booking)
  return asked && { ...asked, own: { coachId, claimId } }
}
