import { codeOf } from '#lib/door'
import { record } from '#audit'
import type { Query, Tx } from '#lib/sql'
import type { By } from '../turn.ts'
import { approveGlass, askGlass, endGlass, refuseGlass, reviewGlassDelay } from './queries.ts'
import type { AskedGlass } from './rules.ts'

/** Asks for one client's record to be opened. Gives the request's id; null where there is nobody to open. */
export async function askToBreak(tx: Tx, asked: AskedGlass, by: By): Promise<string | null> {
  const { reference, reason, minutes, delay } = asked
  const made = await askGlass.one(tx, reference, reason, minutes, delay)
  if (!made?.id) return null
  await recordGlass(tx, 'glass.asked', made.id, by)
  return made.id
}

const steps = { approve: approveGlass, refuse: refuseGlass, end: endGlass, 'review-delay': reviewGlassDelay }
export type Step = keyof typeof steps
const verbs: Record<Step, string> = {
  approve: 'glass.approved',
  refuse: 'glass.refused',
  end: 'glass.ended',
  'review-delay': 'glass.delay-reviewed',
}
export const isStep = (text: string): text is Step => Object.hasOwn(steps, text)

/** One step of somebody in governance. False where it is not theirs to take, or not any more. */
export async function take(tx: Tx, step: Step, grantId: string, by: By): Promise<boolean> {
  const act: Query<{ done: boolean }> = steps[step]
  const taken = await act.one(tx, grantId)
  if (!taken?.done) return false
  await recordGlass(tx, verbs[step], grantId, by)
  return true
}

/** Whether a step failed because one person would have been both. */
export const isBothPeople = (error: unknown): boolean => codeOf(error) === '23514'

const recordGlass = (tx: Tx, verb: string, grantId: string, by: By) =>
  record(tx, { verb, subjectKind: 'glass', subjectId: grantId, ...by })
