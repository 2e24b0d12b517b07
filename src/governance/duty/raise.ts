import { holding, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { recordLate } from '#audit'
import { sealConcern } from './cells.ts'
import { insertConcern } from './queries.ts'

/** What a coach says when they are worried about somebody; ids from the page, so that sending twice raises once. */
export type NewConcern = {
  id: string
  level: 1 | 2 | 3 | 4
  theme: 'harm-to-self' | 'harm-to-others' | 'abuse' | 'patient-safety' | 'other'
  bookingId: string | null
  words: string
  /** What the page knows of the client, as far as it could be opened. */
  name: string | null
  number: string | null
  location: string | null
}

/**
 * Raises a concern. It waits for nothing: it is sealed by a key that this process has, the trail is written late, and a
 * session that has ended meanwhile still says whose it is. Where even the note for the trail fails, the concern stands.
 */
export async function raiseConcern(
  { db, secret }: { db: Db; secret: Buffer },
  { token, requestId }: { token: string; requestId: string | null },
  concern: NewConcern,
): Promise<void> {
  const { id, level, theme, bookingId, words, name, number, location } = concern
  const sealed = sealConcern(secret, id, { words, name, number, location })
  const raise = async (tx: Tx) =>
    (
      await insertConcern.one(
        tx,
        id,
        level,
        theme,
        bookingId,
        sealed.words,
        sealed.name,
        sealed.number,
        sealed.location,
      )
    )?.coachId ?? null
  const actor = holding(`session:${token}`)
  try {
    await db.withActor(actor, async (tx) => {
      const actorId = await raise(tx)
      await recordLate(tx, {
        verb: 'concern.raised',
        subjectKind: 'concern',
        subjectId: id,
        actorKind: 'coach',
        actorId,
        requestId,
      })
    })
  } catch {
    await db.withActor(actor, raise)
  }
}
