import { anyone, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { recordLate } from '#audit'
import { sealConcern } from './cells.ts'
import { insertConcern } from './queries.ts'

/** What a coach says when they are worried about somebody. */
export type NewConcern = {
  id: string
  level: 1 | 2 | 3 | 4
  theme: 'harm-to-self' | 'harm-to-others' | 'abuse' | 'patient-safety' | 'other'
  coachId: string
  /** One of the coach's own; another's is left out. */
  bookingId: string | null
  words: string
  /** What the page knows of the client, as far as it could be opened. */
  name: string | null
  number: string | null
  location: string | null
}

/**
 * Raises a concern. It waits for nothing: not for a sign-in, nor for a key but the one that this process has; the trail is
 * written late, and where even the note for it fails, the concern stands. One id is one concern, however often it is sent.
 */
export async function raiseConcern(
  { db, secret }: { db: Db; secret: Buffer },
  requestId: string | null,
  concern: NewConcern,
): Promise<void> {
  const { id, level, theme, coachId, bookingId, words, name, number, location } = concern
  const sealed = sealConcern(secret, id, { words, name, number, location })
  const cells = [sealed.words, sealed.name, sealed.number, sealed.location] as const
  const raise = (tx: Tx) => insertConcern.one(tx, id, level, theme, coachId, bookingId, ...cells)
  try {
    await db.withActor(anyone, async (tx) => {
      if (!(await raise(tx))!.isNew) return
      const by = { actorKind: 'coach', actorId: coachId, requestId } as const
      await recordLate(tx, { verb: 'concern.raised', subjectKind: 'concern', subjectId: id, ...by })
    })
  } catch {
    await db.withActor(anyone, raise)
  }
}
