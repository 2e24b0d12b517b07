import { worker, type Db } from '#lib/door'
import type { Clock } from '#lib/clock'
import type { Tx } from '#lib/sql'
import { record } from '#audit'
import { openTask } from '#tasks'
import { planMissed } from './messages/plan.ts'
import { missedOf, sayOutcome, withoutOutcome } from './outcome-queries.ts'

/** How a session came out: FHIR's states of an appointment. */
export const sessionOutcomes = ['fulfilled', 'noshow'] as const
export type SessionOutcome = (typeof sessionOutcomes)[number]
export type OutcomeAnswer = 'recorded' | 'again' | 'too-early' | 'too-late' | 'none'

const verbs = { fulfilled: 'booking.attended', noshow: 'booking.missed' } as const

/** Keeps how a session of the coach who acts came out. */
export async function recordOutcome(
  tx: Tx,
  {
    bookingId,
    outcome,
    coachId,
    requestId,
    now,
  }: { bookingId: string; outcome: SessionOutcome; coachId: string; requestId: string; now: Temporal.Instant },
): Promise<OutcomeAnswer> {
  const answer = (await sayOutcome.one(tx, bookingId, outcome))!.answer as OutcomeAnswer
  if (answer === 'recorded' && outcome === 'noshow') await planMissed(tx, (await missedOf.one(tx, bookingId))!, now)
  if (answer === 'recorded')
    await record(tx, {
      verb: verbs[outcome],
      subjectKind: 'booking',
      subjectId: bookingId,
      actorKind: 'coach',
      actorId: coachId,
      requestId,
    })
  return answer
}

/** How long a coach has before somebody asks, and then somebody has. */
const hours = 24

/** Opens a task for each session that nobody said the outcome of within a day. */
export const outcomeTasks = ({ db, clock }: { db: Db; clock: Clock }): Promise<void> =>
  db.withActor(worker, async (tx) => {
    const dueAt = clock().add({ hours })
    for (const { id } of await withoutOutcome(tx)) await openTask(tx, { kind: 'outcome', bookingId: id, dueAt })
  })
