import type { Tx } from '#lib/sql'
import { dateWords } from '#lib/time'
import { record } from '#audit'
import type { By } from '../absence.ts'
import { accreditationsOf, decidePage, standingPages } from './queries.ts'

/** What is public of one coach: their words, the hash of their photo, and their accreditations in words. */
export type PublicPage = {
  biography: string
  photo: string | null
  since: Temporal.Instant
  accreditations: string[]
}

/** What is public of a coach; undefined where nothing is. */
export async function publicPageOf(tx: Tx, coachId: string): Promise<PublicPage | undefined> {
  const standing = await standingPages.one(tx, coachId)
  if (!standing) return undefined
  const { biography, photo, since } = standing
  return { biography, photo, since, accreditations: await accreditationWords(tx, coachId) }
}

/** "EMCC, Practitioner, until 26 November 2029". */
async function accreditationWords(tx: Tx, coachId: string): Promise<string[]> {
  return (await accreditationsOf(tx, coachId)).map(({ body, level, validUntil }) =>
    [body, level, `until ${dateWords(Temporal.PlainDate.from(validUntil))}`].filter(Boolean).join(', '),
  )
}

/** The coaches of whom something is public. */
export const coachesWithPage = async (tx: Tx): Promise<Set<string>> =>
  new Set((await standingPages(tx, null)).map(({ coachId }) => coachId))

/** Accepts what waits, or sends it back with words; false where it waits no longer. */
export async function decideAbout(
  tx: Tx,
  { id, coachId }: { id: string; coachId: string },
  answer: string | null,
  by: Omit<By, 'actorKind'> & { actorKind: 'partner_rota' | 'lead_ops' },
): Promise<boolean> {
  if ((await decidePage.one(tx, id, answer))?.done !== 'true') return false
  const verb = answer === null ? 'page.accepted' : 'page.sent-back'
  await record(tx, { ...by, verb, subjectKind: 'coach', subjectId: coachId })
  return true
}
