import { worker } from '#lib/door'
import { faultOf } from '#jobs'
import { daysAhead } from '../availability/days-ahead.ts'
import { makeAvailability, type Availability } from '../availability/live.ts'
import type { AwayTask, RecoveryPorts } from './away.ts'
import { giveUp, stands } from './give-up.ts'
import { keepTimes } from './keep-times.ts'
import { forNobody, letGo } from './offers.ts'
import { openAway } from './queries.ts'
import { reassign } from './reassign.ts'
import { stepOf, type Step } from './rules.ts'

const steps: Record<
  Exclude<Step, 'wait'>,
  (ports: RecoveryPorts, all: Availability, task: AwayTask) => Promise<void>
> = {
  reassign,
  'keep-times': keepTimes,
  'give-up': giveUp,
  stands,
}

/**
 * Takes each session whose coach is away a step on: another coach at the same time; else other times are kept and the client is asked;
 * else it is cancelled, and somebody calls. Each step is whole in itself and begins with how things are, so that whoever is killed
 * half-way has left nothing that the next round does not take up. Gives how many steps were taken.
 */
export async function recover(ports: RecoveryPorts): Promise<number> {
  const { db, clock, log } = ports
  const { tasks, unwanted } = await db.withActor(worker, async (tx) => ({
    tasks: await openAway(tx),
    unwanted: await forNobody(tx),
  }))
  for (const { bookingId } of unwanted) await db.withActor(worker, (tx) => letGo(tx, bookingId))
  const due = tasks.flatMap((task) => {
    const step = stepOf(task, clock())
    return step === 'wait' ? [] : [{ task, step }]
  })
  if (due.length === 0) return 0
  // Of its own, for as long as it is needed: sickness is rare, and memory is not kept for it.
  const availability = makeAvailability({ db, clock, as: worker, days: daysFor(due, clock()) })
  await availability.load()
  for (const { task, step } of due)
    await steps[step](ports, availability, task).catch((error: unknown) =>
      log('recovery.failed', { kind: step, fault: faultOf(error) }),
    )
  return due.length
}

/** How far ahead coaches are looked at: as far as the last session that is given to another, or a week past one whose client is asked. */
const daysFor = (due: readonly { task: AwayTask; step: Step }[], now: Temporal.Instant): number =>
  Math.max(
    ...due.map(({ task, step }) =>
      daysAhead(step === 'keep-times' ? task.startsAt.add({ hours: 7 * 24 }) : task.startsAt, now),
    ),
  )

/** Work that goes round by itself. */
export const recoveryRound = (ports: RecoveryPorts) => ({
  kind: 'recovery',
  work: async () => {
    await recover(ports)
    return 0
  },
  log: ports.log,
  idleMillis: 1_000,
})
