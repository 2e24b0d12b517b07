import { opening, type Db } from '#lib/door'
import { record } from '#audit'
import { openReply } from '#booking'
import type { KeyHolder } from '#vault'
import type { StaffRole, Viewer } from '#web'
import { keepOpening, sealedReply } from './queries.ts'
import type { ReadingReason } from './rules.ts'

export type ReadPorts = { db: Db; vault: Pick<KeyHolder, 'unwrap'> }

/** What somebody answered, on record before it shows. Null where there is nothing to show. */
export async function readReply(
  { db, vault }: ReadPorts,
  viewer: Viewer,
  reply: { id: string; bookingId: string | null },
  reason: ReadingReason | 'safety',
  requestId: string,
): Promise<{ words: string; number: string | null } | null> {
  const actor = opening(viewer.actor)
  const sealed = await db.withActor(actor, async (tx) => {
    await keepOpening(tx, reply.id, viewer.id, reason)
    const found = await sealedReply.one(tx, reply.id)
    if (!found) return null
    await record(tx, {
      verb: 'reply.opened',
      ...(reply.bookingId === null
        ? { subjectKind: 'reply', subjectId: reply.id }
        : { subjectKind: 'booking', subjectId: reply.bookingId, objectId: reply.id }),
      actorKind: viewer.kind as StaffRole,
      actorId: viewer.id,
      reason,
      requestId,
    })
    return found
  })
  const key = sealed && (await vault.unwrap([{ subject: reply.id, purpose: 'case' }], actor)).of(reply.id, 'case')
  return sealed && key ? openReply(key, reply.id, sealed) : null
}
