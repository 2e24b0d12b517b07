import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import { coachNotReached } from './coach-back.ts'
import { failedTexts } from './queries.ts'

/**
 * Sees to every text to a coach that failed for good, as to a number that there is not, and whose failure nobody heard of: what was
 * to be told is told once, if it still is so. Says how many.
 */
export const mailInstead = ({ db, clock }: { db: Db; clock: Clock }): Promise<number> =>
  db.withActor(worker, async (tx) => {
    const failed = await failedTexts(tx)
    for (const one of failed) await coachNotReached(tx, { ...one, channel: 'text' }, { clock, textSender: true })
    return failed.length
  })
