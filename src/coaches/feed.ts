import { createHash, randomBytes } from 'node:crypto'
import type { Tx } from '#lib/sql'
import { record } from '#audit'
import type { By } from './absence.ts'
import { coachOfFeed, setFeed } from './queries.ts'

/**
 * Makes a new address for a coach's private calendar feed and gives its token, which is kept nowhere: only a hash is.
 * The address before it stops working. Null for somebody who is no active coach.
 */
export async function renewFeed(tx: Tx, coachId: string, { by, now }: { by: By; now: Temporal.Instant }) {
  const token = randomBytes(24).toString('base64url')
  const row = await setFeed.one(tx, coachId, hashOf(token), now)
  if (!row) return null
  await record(tx, { ...by, verb: 'feed.renewed', subjectKind: 'coach', subjectId: coachId })
  return token
}

/** Whose feed a token opens; undefined for one that opens none. */
export const feedOwner = async (tx: Tx, token: string): Promise<string | undefined> =>
  (await coachOfFeed.one(tx, hashOf(token)))?.id

const hashOf = (token: string) => createHash('sha256').update(token).digest()
