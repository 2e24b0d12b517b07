import type { Tx } from '#lib/sql'
import { record } from '#audit'
import type { By } from './absence.ts'
import type { Entry } from './entry.ts'
import { changeEntry, changePost, insertCoach } from './queries.ts'

/** What a coach's provider decides: for whom, of what kind, and under which address the coach signs in. */
export type Post = { email: string; providerId: string; services: readonly string[] }

/** Adds a coach and gives the id; null when the e-mail address is somebody's already. */
export async function addCoach(tx: Tx, post: Post, entry: Entry, by: By): Promise<string | null> {
  const row = await insertCoach.one(tx, post.email, post.providerId, [...post.services], ...valuesOf(entry))
  if (!row) return null
  await record(tx, { ...by, verb: 'coach.added', subjectKind: 'coach', subjectId: row.id })
  return row.id
}

/** Changes a coach's entry; false for somebody who is no active coach. Bookings that were made stand. */
export async function keepEntry(tx: Tx, coachId: string, entry: Entry, by: By): Promise<boolean> {
  if (!(await changeEntry.one(tx, coachId, ...valuesOf(entry)))) return false
  await record(tx, { ...by, verb: 'coach.changed', subjectKind: 'coach', subjectId: coachId })
  return true
}

/** Changes what the provider decides about a coach, as far as it is named. */
export async function keepPost(tx: Tx, coachId: string, { email, providerId, services }: Partial<Post>, by: By) {
  await changePost(tx, coachId, email ?? null, providerId ?? null, services ? [...services] : null)
  await record(tx, { ...by, verb: 'coach.post-changed', subjectKind: 'coach', subjectId: coachId })
}

const valuesOf = (entry: Entry) =>
  [
    entry.name,
    entry.background,
    entry.biography,
    entry.gender,
    entry.languages,
    entry.ethnicallyDiverse,
    entry.modes,
    entry.meetingLink,
    entry.dailyCap,
    entry.gapMinutes,
  ] as const
