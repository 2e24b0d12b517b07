import { worker } from '#lib/door'
import { assign } from '../assign.ts'
import type { Availability } from '../availability/live.ts'
import { moveToIn } from '../move.ts'
import { announceClaims, findBooking } from '../queries.ts'
import { stillWaits, wishOf, type AwayTask, type RecoveryPorts } from './away.ts'
import { noteTried } from './queries.ts'

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
