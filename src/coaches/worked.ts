import type { Tx } from '#lib/sql'
import { civilDate, toInstant } from '#lib/time'
import { asException, asPattern } from './load-rules.ts'
import { workingWithin } from './pattern.ts'
import { exceptionsOf, patternsOf } from './queries.ts'
import type { Range } from './ranges.ts'

/** When a coach works inside a window, as this transaction has it; merged and in order. */
export async function workedWithin(tx: Tx, coachId: string, window: Range): Promise<Range[]> {
  // A civil day of another zone may begin a day earlier or end a day later.
  const from = civilDate(toInstant(window.startsAt)).subtract({ days: 1 })
  const until = civilDate(toInstant(window.endsAt)).add({ days: 2 })
  const patterns = (await patternsOf(tx, from, until, [coachId])).map(asPattern)
  const exceptions = (await exceptionsOf(tx, from, until, [coachId])).map(asException)
  return workingWithin({ patterns, exceptions }, window)
}
