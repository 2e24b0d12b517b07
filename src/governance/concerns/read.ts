import { opening, type Db } from '#lib/door'
import { record } from '#audit'
import type { KeyHolder } from '#vault'
import type { Viewer } from '#web'
import { keyOfConcern } from '../duty/key.ts'
import { openWords } from '../duty/cells.ts'
import { insertReading, isKnown, sealedWords } from './queries.ts'

type ReadPorts = { db: Db; vault: Pick<KeyHolder, 'unwrap'>; secret: Buffer }

/**
 * What was said in a concern, to governance: on record before it shows, and somebody else looks at it afterwards. It has
 * neither name nor number nor place. Null where there is no such concern.
 */
export async function readConcern(
  { db, vault, secret }: ReadPorts,
  viewer: Viewer,
  id: string,
  requestId: string,
): Promise<string | null> {
  const actor = opening(viewer.actor)
  const found = await db.withActor(actor, async (tx) => {
    if (!(await isKnown.one(tx, id))!.yes) return null
    await insertReading(tx, id, viewer.id)
    await record(tx, {
      verb: 'concern.read',
      subjectKind: 'concern',
      subjectId: id,
      actorKind: 'governance',
      actorId: viewer.id,
      requestId,
    })
    return (await sealedWords.one(tx, id))!
  })
  if (!found) return null
  return openWords(await keyOfConcern({ vault, secret }, actor, { id, ...found }), id, found.words)
}
