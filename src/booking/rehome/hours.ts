import type { Tx } from '#lib/sql'
import { toInstant } from '#lib/time'
import { without, workedWithin, type Range } from '#coaches'
import { announceClaims } from '../queries.ts'
import { givenUpBy, keptWith, letGoOutsideHours, reviewTasks, takeBackTasks } from './queries.ts'

/**
 * Brings what was given up with a coach's hours, and what is kept with the coach for others, to the hours worked now: a session that lies
 * whole in them is the coach's again, an offer that does not is let go. Run in the transaction that changes hours, after the coach is locked.
 */
export async function followHours(tx: Tx, coachId: string): Promise<void> {
  if (await takeBackWorked(tx, coachId)) await reviewTasks(tx, coachId)
  const { startsAt, endsAt } = (await keptWith.one(tx, coachId))!
  if (startsAt === null || endsAt === null) return
  const worked = await workedWithin(tx, coachId, rangeOf({ startsAt, endsAt }))
  const texts = (side: keyof Range) => worked.map((range) => toInstant(range[side]).toString())
  const { some } = (await letGoOutsideHours.one(tx, coachId, texts('startsAt'), texts('endsAt')))!
  if (some) await announceClaims(tx, coachId)
}

/** Has sessions that were given up, and lie whole in hours that are worked now, given up no more; whether there were any. */
export async function takeBackWorked(tx: Tx, coachId: string): Promise<boolean> {
  const sessions = await givenUpBy(tx, coachId)
  const [first, last] = [sessions[0], sessions.at(-1)]
  if (!first || !last) return false
  const worked = await workedWithin(tx, coachId, rangeOf({ startsAt: first.startsAt, endsAt: last.endsAt }))
  const again = sessions.filter((session) => without([rangeOf(session)], worked).length === 0)
  const ids = again.map(({ bookingId }) => bookingId)
  return ids.length > 0 && (await takeBackTasks(tx, coachId, ids)).length > 0
}

const rangeOf = ({ startsAt, endsAt }: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }): Range => ({
  startsAt: startsAt.epochMilliseconds,
  endsAt: endsAt.epochMilliseconds,
})
