import { opening, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { record } from '#audit'
import { openSealed } from '#booking'
import type { KeyHolder } from '#vault'
import type { StaffRole, Viewer } from '#web'
import { insertOpening, insertTask, personOpened, taskToOpen } from './queries.ts'
import type { NewTask } from './rules.ts'

export type RevealPorts = { db: Db; vault: Pick<KeyHolder, 'unwrap'> }

/** Who somebody is, for ten minutes. */
export type Person = {
  name: string
  email: string | null
  phone: string | null
  shownUntil: Temporal.Instant
}

/** Makes the task for which somebody's name will be shown. Null where there is no such booking. */
export async function makeTask(tx: Tx, bookingId: string, task: NewTask, viewer: Viewer, requestId: string) {
  const made = await insertTask.one(tx, task.kind, bookingId, task.reason, viewer.id)
  if (!made) return null
  await record(tx, {
    verb: 'identity.asked',
    subjectKind: 'booking',
    subjectId: bookingId,
    actorKind: viewer.kind as StaffRole,
    actorId: viewer.id,
    objectId: made.id,
    reason: task.kind,
    requestId,
  })
  return made.id
}

/**
 * Shows the person of one's own task: the first time it opens for ten minutes, then it is over. Each look is recorded in
 * the same transaction, so that nothing is shown that was not written down. Null where there is nothing to show.
 */
export async function reveal(
  { db, vault }: RevealPorts,
  viewer: Viewer,
  taskId: string,
  requestId: string,
): Promise<Person | null> {
  const actor = opening(viewer.actor)
  const found = await db.withActor(actor, async (tx) => {
    const task = await taskToOpen.one(tx, taskId)
    if (!task) return null
    const role = viewer.kind as StaffRole
    if (!task.opened) await insertOpening(tx, taskId, task.bookingId, viewer.id, role)
    const person = await personOpened.one(tx, taskId)
    if (!person) return null
    await record(tx, {
      verb: 'identity.shown',
      subjectKind: 'booking',
      subjectId: task.bookingId,
      actorKind: role,
      actorId: viewer.id,
      objectId: taskId,
      requestId,
    })
    return person
  })
  if (!found) return null
  const { bookingId, clientId, shownUntil, ...sealed } = found
  const ring = await vault.unwrap([{ subject: clientId, purpose: 'contact' }], actor)
  const { name, email, phone } = openSealed(ring.of(clientId, 'contact'), bookingId, sealed)
  return name === null ? null : { name, email, phone, shownUntil }
}
