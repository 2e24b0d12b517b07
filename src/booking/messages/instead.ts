import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import { plan } from '#notifications'
import { failedTexts } from './queries.ts'

/**
 * Plans a mail for every text to a coach that failed for good, as to a number that there is not: what was to be told is told
 * once, if it still is so. Says how many.
 */
export const mailInstead = ({ db, clock }: { db: Db; clock: Clock }): Promise<number> =>
  db.withActor(worker, async (tx) => {
    const failed = await failedTexts(tx)
    await plan(
      tx,
      failed.map((one) => ({ ...one, recipient: 'coach', channel: 'email', dueAt: clock() })),
    )
    return failed.length
  })
