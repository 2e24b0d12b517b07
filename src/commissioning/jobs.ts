import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import { civilDate } from '#lib/time'
import { makeEdition } from './make.ts'
import { lastQuarter } from './quarter.ts'

/** Makes the edition of the last quarter that is over, unless there is one. */
export async function makeDueEdition({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const quarter = lastQuarter(civilDate(clock()))
  await db.withActor(worker, (tx) => makeEdition(tx, quarter, { kind: 'worker', id: null }))
}
