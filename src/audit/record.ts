import type { Tx } from '#lib/sql'
import { insertEvent } from './queries.ts'

/** Whose act it was. A client is known by no id of their own: `actorId` stays away. */
export type ActorKind = 'client' | 'coach' | 'key' | 'operator' | 'worker'

/** Who does something: `id` names a coach, a key or an operator, and is null for a client. */
export type By = { kind: ActorKind; id: string | null }

/** One thing that was done. Ids and fixed words only: never what somebody wrote, never a name, address or number. */
export type AuditEvent = {
  /** What was done, thing first: `booking.moved`. */
  verb: string
  subjectKind: string
  subjectId: string
  actorKind: ActorKind
  actorId?: string | null
  /** A word from a closed list, where the verb alone does not say why. */
  reason?: string | null
  requestId?: string | null
}

/**
 * Writes one event in the caller's transaction: the act and its record stand or fall together.
 * A coach's transaction must name that coach as the actor; the database refuses anything else.
 */
export async function record(tx: Tx, event: AuditEvent): Promise<void> {
  const { verb, subjectKind, subjectId, actorKind, actorId = null, reason = null, requestId = null } = event
  await insertEvent(tx, verb, subjectKind, subjectId, actorKind, actorId, reason, requestId)
}
