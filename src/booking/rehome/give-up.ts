import { worker } from '#lib/door'
import type { Tx } from '#lib/sql'
import { openTask } from '#tasks'
import { cancelIn } from '../cancel.ts'
import { planStands } from '../messages/plan-recovery.ts'
import { announceClaims } from '../queries.ts'
import { asFound, type AwayTask, type RecoveryPorts } from './away.ts'
import { letGo } from './offers.ts'
import { noteCalled, settleTask } from './queries.ts'
import { afterServiceMinutes } from './rules.ts'

/** How soon somebody calls whose session the service had to cancel, in time of the service: nobody is rung up at night. */
const callWithinMinutes = 60

/** Nobody could, and the client chose nothing in time: the service cancels, says so, and somebody calls. */
export const giveUp = (ports: RecoveryPorts, task: AwayTask): Promise<void> =>
  ports.db.withActor(worker, async (tx) => {
    if (await asFound(tx, task)) await giveUpIn(tx, ports, task)
  })

export async function giveUpIn(tx: Tx, ports: RecoveryPorts, { id, bookingId, coachId }: AwayTask): Promise<void> {
  const done = await cancelIn(tx, ports, bookingId, 'service', { kind: 'worker', id: null })
  // One that began before anybody knew cannot be undone; whoever waited there is called all the same.
  if (done.kind !== 'cancelled') await settleTask(tx, id, 'under-way')
  await openTask(tx, { kind: 'call', bookingId, dueAt: afterServiceMinutes(ports.clock(), callWithinMinutes) })
  await announceClaims(tx, coachId)
}

/** Where even that fails, somebody calls all the same, once: by then whoever waits there has heard nothing else. */
export const callAlone = ({ db, clock }: RecoveryPorts, { id, bookingId }: AwayTask): Promise<void> =>
  db.withActor(worker, async (tx) => {
    if (await noteCalled.one(tx, id))
      await openTask(tx, { kind: 'call', bookingId, dueAt: afterServiceMinutes(clock(), callWithinMinutes) })
  })

/** The coach is back before the client chose: the session stands, and they are told. */
export const stands = (ports: RecoveryPorts, task: AwayTask): Promise<void> =>
  ports.db.withActor(worker, async (tx) => {
    if (!(await asFound(tx, task)) || !(await settleTask.one(tx, task.id, 'stands'))) return
    if (task.toldAt !== null) await planStands(tx, task, ports.clock())
    await letGo(tx, task.bookingId)
  })
