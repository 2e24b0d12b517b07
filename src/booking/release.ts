import { isUuid } from '#lib/text'
import type { Tx } from '#lib/sql'
import { releaseClaims } from '#diary'
import type { BookingPorts, Owner } from './hold.ts'
import { releaseHold } from './holds-queries.ts'
import { announceClaims } from './queries.ts'

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

/**
 * Lets go, in the caller's transaction, of a time with a coach whom it turns out that its client must not meet: told that it has
 * gone, whoever held it finds it gone.
 */
export async function loseHold(
  tx: Tx,
  { browser, apiKeyId }: Pick<Owner, 'browser' | 'apiKeyId'>,
  { id, coachId, claimId }: { id: string; coachId: string; claimId: string },
): Promise<void> {
  await releaseHold.one(tx, id, browser, apiKeyId)
  await releaseClaims(tx, [claimId])
  await announceClaims(tx, coachId)
}
