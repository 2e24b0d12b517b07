import type { Tx } from '#lib/sql'
import type { Rehoming } from '#coaches'
import { planAway } from '../messages/plan-away.ts'
import { followHours } from './hours.ts'
import { countTasks, giveUpTasks, openTasks, reviewTasks, sessionsAhead, sessionsUnderWay } from './queries.ts'

/** What becomes of sessions whose coach is away, has left, or gives them up: each waits, on a list, for another coach or time. */
export const rehoming: Rehoming = {
  review: async (tx, coachId) => planAway(tx, coachId, await reviewTasks(tx, coachId)),
  waiting: (tx, coachId) => openTasks(tx, coachId),
  ahead: (tx, coachId) => sessionsAhead(tx, coachId),
  underWay: (tx, coachId) => sessionsUnderWay(tx, coachId),
  giveUp: async (tx, coachId, bookingIds) => planAway(tx, coachId, await giveUpTasks(tx, coachId, [...bookingIds])),
  followHours,
}

/** How many sessions ahead wait for another coach or time. */
export const sessionsToRehome = async (tx: Tx): Promise<number> => (await countTasks.one(tx))!.waiting
