import type { Tx } from '#lib/sql'
import { appendEvent, appendEvents, appendLate, takeLate } from './queries.ts'

/** The roles of people who work for the programme, as the access matrix names them. */
export type StaffRole =
  | 'coach'
  | 'supervisor'
  | 'partner_rota'
  | 'lead_ops'
  | 'governance'
  | 'duty_lead'
  | 'commissioner'
  | 'evaluator'
  | 'sysadmin'

/** Whose act it was: a client, a member of staff in a role, the key of another system, an operator, our own worker. */
export type ActorKind = 'client' | StaffRole | 'key' | 'operator' | 'worker'

/** Who does something: `id` names a member of staff, a key or an operator, and is null for a client. */
export type By = { kind: ActorKind; id: string | null }

/** One thing that was done. Ids and fixed words only: never what somebody wrote, never a name, address or number. */
export type AuditEvent = {
  /** What was done, thing first: `booking.moved`. */
  verb: string
  subjectKind: string
  subjectId: string
  actorKind: ActorKind
  actorId?: string | null
  /** What it was done under or with: a task, a grant, a key. */
  objectId?: string | null
  /** A word from a closed list, where the verb alone does not say why. */
  reason?: string | null
  requestId?: string | null
}

/**
 * Writes one event in the caller's transaction: the act and its record stand or fall together. It is one call and need
 * not be waited for: where it fails, so does the commit. A transaction on somebody's behalf must name them as the actor;
 * the database refuses anybody else.
 */
export async function record(tx: Tx, event: AuditEvent): Promise<void> {
  const { verb, subjectKind, subjectId, actorKind, actorId = null, objectId = null } = event
  const { reason = null, requestId = null } = event
  await appendEvent(tx, verb, subjectKind, subjectId, actorKind, actorId, objectId, reason || null, requestId || null)
}

/** Writes several events in their order, in one call. */
export async function recordAll(tx: Tx, events: readonly AuditEvent[]): Promise<void> {
  if (events.length > 0) await appendEvents(tx, JSON.stringify(events))
}

/**
 * For raising a concern alone: keeps the event for the worker to write, marked late. It takes no lock, reads no key and
 * cannot fail, so that whatever is wrong with the trail, the concern is raised.
 */
export async function recordLate(tx: Tx, event: AuditEvent): Promise<void> {
  await appendLate(tx, JSON.stringify(event))
}

/** The worker's part of that: puts what was kept for later into its chains, each entry at the moment of its act. */
export async function writeLate(tx: Tx): Promise<void> {
  await takeLate(tx)
}
