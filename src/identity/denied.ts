import { record } from '#audit'
import type { Db } from '#lib/door'
import { isUuid } from '#lib/text'
import type { StaffRole, Visit } from '#web'

/**
 * Writes down that a member of staff asked for what is not theirs or is not there, in the trail of what they named; of
 * something without an id, in their own.
 */
export const recordDenied =
  (db: Db) =>
  async ({ viewer, params, requestId }: Visit): Promise<void> => {
    const named = Object.values(params).find(isUuid)
    await db.withActor(viewer.actor, (tx) =>
      record(tx, {
        verb: 'access.denied',
        subjectKind: named ? 'asked' : 'staff',
        subjectId: named ?? viewer.id!,
        actorKind: viewer.kind as StaffRole,
        actorId: viewer.id,
        requestId,
      }),
    )
  }
