import { anyone } from '#lib/door'
import { civilDate, toInstant } from '#lib/time'
import type { BookingPorts } from './hold.ts'
import { insertRequestRecord } from './queries.ts'
import { isDiverse, matchOf, type Match, type Wish } from './wish.ts'

const day = 86_400_000

/**
 * Writes one record of a request that reached the times: what was asked, and the earliest start that was shown, within
 * the booking window. No person. The access figures count these and nothing else.
 */
export async function recordRequest(
  { db, clock, availability }: BookingPorts,
  source: 'pages' | 'api' | 'phone',
  wish: Wish,
  match: Match = matchOf(wish),
) {
  const now = clock()
  const millis = now.epochMilliseconds
  const [first] = availability.first(wish, millis, Infinity, 1)
  const earliest = first ? toInstant(first.startsAt) : null
  await db.withActor(anyone, (tx) =>
    insertRequestRecord(
      tx,
      source,
      wish.service.key,
      match,
      isDiverse(wish),
      wish.mode,
      earliest,
      earliest !== null && civilDate(earliest).equals(civilDate(now)),
      earliest !== null && earliest.epochMilliseconds - millis <= day,
    ),
  )
}
