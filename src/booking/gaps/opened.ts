import type { Tx } from '#lib/sql'
import { civilDate } from '#lib/time'
import { without, workedWithin } from '#coaches'
import { answersOf, isTaken } from './queries.ts'

/** What a coach opened for today or tomorrow and has not closed again. `taken`: somebody has booked it. */
export type Opened = { startsAt: Temporal.Instant; endsAt: Temporal.Instant; taken: boolean }

/** What a coach opened that is not over, as far as it is still worked; each once, however often it was opened. */
export const openedBy = async (tx: Tx, coachId: string, now: Temporal.Instant): Promise<Opened[]> =>
  openedIn(tx, coachId, now, await answersOf(tx, coachId, civilDate(now)))

/** The same, of answers that were read already. */
export async function openedIn(
  tx: Tx,
  coachId: string,
  now: Temporal.Instant,
  answers: Awaited<ReturnType<typeof answersOf>>,
): Promise<Opened[]> {
  const found = new Map<string, Opened>()
  for (const { startsAt, endsAt } of answers) {
    if (!startsAt || !endsAt || Temporal.Instant.compare(endsAt, now) <= 0 || found.has(`${startsAt} ${endsAt}`))
      continue
    const time = { startsAt: startsAt.epochMilliseconds, endsAt: endsAt.epochMilliseconds }
    if (without([time], await workedWithin(tx, coachId, time)).length > 0) continue
    const taken = (await isTaken.one(tx, coachId, startsAt, endsAt))!.yes
    found.set(`${startsAt} ${endsAt}`, { startsAt, endsAt, taken })
  }
  return [...found.values()]
}
