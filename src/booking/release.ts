import { isUuid } from '#lib/text'
import { releaseClaims } from '#diary'
import type { BookingPorts, Owner } from './hold.ts'
import { releaseHold } from './holds-queries.ts'

/** Lets go of one's own hold, so that others can have the time. What is not one's own, or gone already, stays as it is. */
export async function release(
  { db, availability }: Pick<BookingPorts, 'db' | 'availability'>,
  { browser, apiKeyId, actor }: Owner,
  holdId: string,
): Promise<void> {
  if (!isUuid(holdId)) return
  const released = await db.withActor(actor, async (tx) => {
    const mine = await releaseHold.one(tx, holdId, browser, apiKeyId)
    return mine ? releaseClaims(tx, [mine.claimId]) : []
  })
  for (const { id, coachId } of released) availability.released(coachId, id)
}
