import { opening, type Db } from '#lib/door'
import { record } from '#audit'
import type { Viewer } from '#web'
import type { KeyHolder } from '#vault'
import { openParts, type Texts } from './cells.ts'
import { keyOfConcern } from './key.ts'
import { insertConcernOpening, isUrgent, sealedConcern } from './queries.ts'

type OpenPorts = { db: Db; vault: Pick<KeyHolder, 'unwrap'>; secret: Buffer }

/**
 * What was said, who it is about, their number and where they are: at once, to whoever has the duty, at levels 3 and 4. It
 * needs no second person; it is on record before anything shows, and somebody looks at it the day after. Null otherwise.
 */
export async function openConcern(
  { db, vault, secret }: OpenPorts,
  viewer: Viewer,
  id: string,
  requestId: string,
): Promise<Texts | null> {
  const actor = opening(viewer.actor)
  const found = await db.withActor(actor, async (tx) => {
    if (!(await isUrgent.one(tx, id))?.urgent) return null
    await insertConcernOpening(tx, id, viewer.id)
    await record(tx, {
      verb: 'concern.opened',
      subjectKind: 'concern',
      subjectId: id,
      actorKind: 'duty_lead',
      actorId: viewer.id,
      requestId,
    })
    return (await sealedConcern.one(tx, id)) ?? null
  })
  if (!found) return null
  return openParts(await keyOfConcern({ vault, secret }, actor, found), id, found)
}
