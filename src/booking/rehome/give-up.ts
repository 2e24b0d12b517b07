import { worker } from '#lib/door'
import type { Tx } from '#lib/sql'
import { openTask } from '#tasks'
import { cancelIn } from '../cancel.ts'
import { planStands } from '../messages/plan-recovery.ts'
import { announceClaims } from '../queries.ts'
import { asFound, type AwayTask, type RecoveryPorts } from './away.ts'
import { letGo } from './offers.ts'
import { noteCalled, settleTask, wasCalled } from './queries.ts'
import { afterServiceMinutes } from './rules.ts'

/** How soon somebody calls whose session the service had to cancel, in time of the service: nobody is rung up at night. */
const callWithinMinutes = 60

/** Nobody could, and the client chose nothing in time: the service cancels, says so, and somebody calls. */
export const giveUp = (ports: RecoveryPorts, task: AwayTask): Promise<void> =>
  ports.db.withActor(worker, async (tx) => {
    if (await asFound(tx, task)) await giveUpIn(tx, ports, task)
  })

export async function giveUpIn(tx: Tx, ports: RecoveryPorts, task: AwayTask): Promise<void> {
  const { id, bookingId, coachId, called } = task
  const done = await cancelIn(tx, ports, bookingId, 'service', { kind: 'worker', id: null })
  // One that began before anybody knew cannot be undone; whoever waited there is called all the same.
  if (done.kind !== 'cancelled') await settleTask(tx, id, 'under-way')
  if (!called) await toCall(tx, ports, bookingId)
  await announceClaims(tx, coachId)
}

/** Where even that fails, somebody calls all the same, once: by then whoever waits there has heard nothing else. */
export const callAlone = (ports: RecoveryPorts, { id, bookingId }: AwayTask): Promise<void> =>
  ports.db.withActor(worker, async (tx) => {
    if (await noteCalled.one(tx, id)) await toCall(tx, ports, bookingId)
  })

const toCall = (tx: Tx, { clock }: RecoveryPorts, bookingId: string) =>
  openTask(tx, { kind: 'call', bookingId, dueAt: afterServiceMinutes(clock(), callWithinMinutes) })

/** The coach is back before the client chose: the session stands, and they are told; by a call where they were called. */
export const stands = (ports: RecoveryPorts, task: AwayTask): Promise<void> =>
  ports.db.withActor(worker, async (tx) => {
    if (!(await asFound(tx, task)) || !(await settleTask.one(tx, task.id, 'stands'))) return
    if (task.toldAt !== null) await planStands(tx, task, ports.clock())
    if (task.called && (await wasCalled.one(tx, task.id))!.yes) await toCall(tx, ports, task.bookingId)
    await letGo(tx, task.bookingId)
  })
