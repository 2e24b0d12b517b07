import { worker } from '#lib/door'
import type { Availability } from '../availability/live.ts'
import { isAsFound, type AwayTask, type RecoveryPorts } from './away.ts'
import { giveAway } from './give-away.ts'
import { noteTried } from './queries.ts'

/** Gives a session whose coach is away to anybody who can, at the same time. Nothing where nobody can. */
export async function reassign(ports: RecoveryPorts, availability: Availability, task: AwayTask): Promise<void> {
  await ports.db.withActor(worker, (tx) => noteTried(tx, task.id))
  await giveAway(ports, availability, task, { only: null, stands: (tx) => isAsFound(tx, task) })
}
