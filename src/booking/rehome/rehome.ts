import type { Tx } from '#lib/sql'
import type { Rehoming } from '#coaches'
import { countTasks, openTasks, reviewTasks } from './queries.ts'

/** What becomes of sessions whose coach is away or has left: each waits, on a list, for another coach or time. */
export const rehoming: Rehoming = {
  review: async (tx, coachId) => void (await reviewTasks(tx, coachId)),
  waiting: (tx, coachId) => openTasks(tx, coachId),
}

/** How many sessions ahead wait for another coach or time. */
export const sessionsToRehome = async (tx: Tx): Promise<number> => (await countTasks.one(tx))!.waiting
