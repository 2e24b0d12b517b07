import { record, type By } from '#audit'
import { endRole, insertRole, insertStaff, leaveStaff, letCoachGo, makeInvitation, type SignInPorts } from '#identity'
import type { Tx } from '#lib/sql'

export type Change = { tx: Tx; by: By; requestId?: string | null; ports: Pick<SignInPorts, 'codeKey' | 'tell'> }

/** Gives somebody a role, from now on. False where they have it. The database signs them out. */
export async function giveRole(
  change: Change,
  staffId: string,
  role: string,
  providerId: string | null,
): Promise<boolean> {
  const given = await insertRole.one(change.tx, staffId, role, providerId, change.by.id)
  if (given) await recordChange(change, 'staff.role-given', staffId, role)
  return given !== undefined
}

/** Takes a role away. False where they have it no more. The database signs them out. */
export async function takeRole(change: Change, staffId: string, role: string): Promise<boolean> {
  const taken = await endRole.one(change.tx, staffId, role, change.by.id)
  if (taken) await recordChange(change, 'staff.role-taken', staffId, role)
  return taken !== undefined
}

/** A new account, which nobody can use yet. Its id; null where the address has one. */
export async function addPerson(
  change: Change,
  { email, name }: { email: string; name: string },
): Promise<string | null> {
  const made = await insertStaff.one(change.tx, email, name)
  if (made) await recordChange(change, 'staff.added', made.id, null)
  return made?.id ?? null
}

/** Sends somebody an invitation to set up how they sign in. Gives its id. */
export async function invite(change: Change, staffId: string): Promise<string> {
  const { tx, by, ports } = change
  const id = await makeInvitation(tx, ports.codeKey, staffId, by.kind === 'operator' ? null : by.id)
  await ports.tell(tx, { kind: 'staff-invitation', subjectId: id, sequence: 0 })
  await recordChange(change, 'staff.invited', staffId, null, id)
  return id
}

/**
 * Lets somebody go, in this one transaction: the account with all that hangs on it, and a coach's sessions ahead. False
 * where they had left.
 */
export async function letGo(change: Change, staffId: string, isCoach: boolean): Promise<boolean> {
  const coachGone = isCoach && (await letCoachGo.one(change.tx, staffId))!.gone
  if (coachGone) {
    const { kind: actorKind, id: actorId } = change.by
    await record(change.tx, { verb: 'coach.left', subjectKind: 'coach', subjectId: staffId, actorKind, actorId })
  }
  // Of somebody who was a coach and nothing else, the account ended with the coach.
  const gone = await leaveStaff.one(change.tx, staffId)
  if (gone || coachGone) await recordChange(change, 'staff.left', staffId, null)
  return gone !== undefined || coachGone
}

export const recordChange = (
  { tx, by, requestId = null }: Change,
  verb: string,
  subjectId: string,
  reason: string | null,
  objectId: string | null = null,
): Promise<void> =>
  record(tx, { verb, subjectKind: 'staff', subjectId, actorKind: by.kind, actorId: by.id, reason, objectId, requestId })
