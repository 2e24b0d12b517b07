import { worker } from '#lib/door'
import { lockCoach } from '#coaches'
import type { Availability } from '../availability/live.ts'
import { isAsFound, type AwayTask, type RecoveryPorts } from './away.ts'
import { giveAway } from './give-away.ts'
import { takeBackWorked } from './hours.ts'
import { noteTried } from './queries.ts'

/**
 * Gives a session whose coach is away to anybody else who can, at the same time. Nothing where nobody can, or where the coach who gave it
 * up works then again: it stands, as the next round finds.
 */
export async function reassign(ports: RecoveryPorts, availability: Availability, task: AwayTask): Promise<void> {
  await ports.db.withActor(worker, async (tx) => {
    await lockCoach(tx, task.coachId)
    await takeBackWorked(tx, task.coachId)
    await noteTried(tx, task.id)
  })
  await giveAway(ports, availability, task, { only: null, stands: (tx) => isAsFound(tx, task) })
}
