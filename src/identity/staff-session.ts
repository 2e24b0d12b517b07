import { record } from '#audit'
import type { Tx } from '#lib/sql'
import type { Cookie, StaffRole } from '#web'
import { newToken, tokenHash } from './browser.ts'
import { deleteStaffSession, endSessionsOfStaff, firstRole, insertStaffSession, seeStaffSession } from './queries.ts'

export const teamCookie = 'lay-team'

/** How surely somebody is who they say: 1 by a code, 2 by a passkey or a proven second factor. */
export type Level = 1 | 2

/** Who is signed in, how surely, and the roles that they have. */
export type StaffSeen = { id: string; level: Level; roles: readonly string[] }

/** Signs a member of staff in with a token that is always new. Gives the cookie to set. */
export async function startStaffSession(
  tx: Tx,
  staffId: string,
  { requestId, level, device = null }: { requestId: string; level: Level; device?: string | null },
): Promise<Cookie> {
  const token = newToken()
  await insertStaffSession(tx, tokenHash(token), staffId, level, device)
  await recordOwn(tx, { verb: 'team.signed-in', staffId, requestId })
  return { name: teamCookie, value: token }
}

/** Who the session is that this transaction claims, or null where it is over. Counts as a request. */
export async function staffSeen(tx: Tx): Promise<StaffSeen | null> {
  const row = await seeStaffSession.one(tx)
  return row?.staffId ? { id: row.staffId, level: row.level as Level, roles: row.roles ?? [] } : null
}

/** Signs out whoever has this token; the transaction claims the session. */
export async function endStaffSession(tx: Tx, token: string, requestId: string): Promise<void> {
  const ended = await deleteStaffSession.one(tx, tokenHash(token))
  if (ended) await recordOwn(tx, { verb: 'team.signed-out', staffId: ended.staffId, requestId })
}

/** Whether a cookie's text can be a session's token. */
export const isToken = (text: string | undefined): text is string => /^[\w-]{43}$/.test(text ?? '')

/** Signs a member of staff out everywhere, when they leave. */
export async function endSessionsOf(tx: Tx, staffId: string): Promise<void> {
  await endSessionsOfStaff(tx, staffId)
}

/** Writes an act of somebody on their own account, in the first of their roles. */
export async function recordOwn(
  tx: Tx,
  { verb, staffId, objectId = null, requestId }: Own & { objectId?: string | null },
): Promise<void> {
  const role = (await firstRole.one(tx, staffId))?.role as StaffRole | null
  await record(tx, {
    verb,
    subjectKind: 'staff',
    subjectId: staffId,
    actorKind: role ?? 'client',
    actorId: role && staffId,
    objectId,
    requestId,
  })
}

type Own = { verb: string; staffId: string; requestId: string }
