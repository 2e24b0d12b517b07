import { worker } from '#lib/door'
import { faultOf } from '#jobs'
import { daysAhead } from '../availability/days-ahead.ts'
import { makeAvailability, type Availability } from '../availability/live.ts'
import type { AwayTask, RecoveryPorts } from './away.ts'
import { callAlone, giveUp, stands } from './give-up.ts'
import { keepTimes } from './keep-times.ts'
import { forNobody, letGo } from './offers.ts'
import { noteFailed, noteWell, openAway } from './queries.ts'
import { reassign } from './reassign.ts'
import { afterFault, stepOf, type Step } from './rules.ts'

/** Who is free when, read once in a round and for whoever asks: where it cannot be read, only they fail. */
type WhoIsFree = () => Promise<Availability>

/** How each is taken. */
const steps: Record<
  Exclude<Step, 'wait'> | 'call',
  (ports: RecoveryPorts, free: WhoIsFree, task: AwayTask) => Promise<void>
> = {
  reassign: async (ports, free, task) => reassign(ports, await free(), task),
  'keep-times': async (ports, free, task) => keepTimes(ports, await free(), task),
  'give-up': (ports, _, task) => giveUp(ports, task),
  stands: (ports, _, task) => stands(ports, task),
  call: (ports, _, task) => callAlone(ports, task),
}
type Taken = keyof typeof steps

/**
 * Takes each session whose coach is away a step on: another coach at the same time; else other times are kept and the client is asked;
 * else it is cancelled, and somebody calls. Each step is whole in itself and begins with how things are, so that whoever is killed
 * half-way has left nothing that the next round does not take up. A step that fails holds up no other session. Gives how many sessions
 * were looked after.
 */
export async function recover(ports: RecoveryPorts): Promise<number> {
  const { db, clock } = ports
  const { tasks, unwanted } = await db.withActor(worker, async (tx) => ({
    tasks: await openAway(tx),
    unwanted: await forNobody(tx),
  }))
  const faults: unknown[] = []
  for (const { bookingId } of unwanted)
    await db.withActor(worker, (tx) => letGo(tx, bookingId)).catch((error: unknown) => faults.push(error))
  const due = tasks.flatMap((task) => {
    const step = stepOf(task, clock())
    return step === 'wait' ? [] : [{ task, step }]
  })
  const free = whoIsFree(ports, due)
  for (const { task, step } of due) await take(ports, free, task, step)
  if (faults.length > 0) throw faults[0]
  return due.length
}

/** Of its own, for as long as it is needed: sickness is rare, and memory is not kept for it. */
function whoIsFree({ db, clock }: RecoveryPorts, due: readonly { task: AwayTask; step: Step }[]): WhoIsFree {
  let read: Promise<Availability> | undefined
  return () =>
    (read ??= (async () => {
      const availability = makeAvailability({ db, clock, as: worker, days: daysFor(due, clock()) })
      await availability.load()
      return availability
    })())
}

/** Takes a step; where it fails for too long, the next simpler one, so that nobody waits for what never comes. */
async function take(ports: RecoveryPorts, free: WhoIsFree, task: AwayTask, step: Taken): Promise<void> {
  const { db, clock, log } = ports
  const faults: { kind: Taken; fault: string }[] = []
  for (let kind: Taken | null = step; kind !== null;) {
    const taken: Taken = kind
    kind = await steps[taken](ports, free, task).then(
      () => null,
      (error: unknown) => {
        faults.push({ kind: taken, fault: faultOf(error) })
        return afterFault(task, taken, clock())
      },
    )
  }
  if (faults.length === 0 && task.failedAt === null) return
  const say = await db
    .withActor(worker, async (tx) =>
      faults.length > 0 ? (await noteFailed.one(tx, task.id))?.say : void (await noteWell(tx, task.id)),
    )
    .catch(() => true)
  if (say) for (const fault of faults) log('recovery.failed', fault)
}

/**
 * How far ahead coaches are looked at: as far as the last session that is given to another, or a week past one whose client is asked,
 * or may be as nothing else comes of it.
 */
const daysFor = (due: readonly { task: AwayTask; step: Step }[], now: Temporal.Instant): number =>
  Math.max(
    ...due.map(({ task, step }) =>
      daysAhead(
        step === 'keep-times' || task.failedAt !== null ? task.startsAt.add({ hours: 7 * 24 }) : task.startsAt,
        now,
      ),
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
