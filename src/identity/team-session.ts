import { randomBytes } from 'node:crypto'
import { record } from '#audit'
import type { Tx } from '#lib/sql'
import type { Cookie } from '#web'
import { tokenHash } from './browser.ts'
import { deleteSessionsOf, deleteTeamSession, insertTeamSession, seeTeamSession } from './queries.ts'

export const teamCookie = 'lay-team'

/** Signs a coach in with a token that is always new, and ends the session that the browser had. Gives the cookie to set. */
export async function startTeamSession(
  tx: Tx,
  staffId: string,
  { before, requestId }: { before: string | undefined; requestId: string },
): Promise<Cookie> {
  const token = randomBytes(32).toString('base64url')
  if (before) await deleteTeamSession(tx, tokenHash(before))
  await insertTeamSession(tx, tokenHash(token), staffId)
  await recordAct(tx, 'team.signed-in', staffId, requestId)
  return { name: teamCookie, value: token }
}

/** Who is signed in with this token, or null: it lasts 24 hours, and 12 without a request. Counts as a request. */
export async function staffOf(tx: Tx, token: string | undefined): Promise<string | null> {
  const row = token ? await seeTeamSession.one(tx, tokenHash(token)) : undefined
  return row?.staffId ?? null
}

/** Signs out whoever has this token. Gives the cookie that forgets it. */
export async function endTeamSession(tx: Tx, token: string | undefined, requestId: string): Promise<Cookie> {
  const ended = token ? await deleteTeamSession.one(tx, tokenHash(token)) : undefined
  if (ended) await recordAct(tx, 'team.signed-out', ended.staffId, requestId)
  return { name: teamCookie, value: null }
}

/** Signs a member of staff out everywhere, when they leave. */
export async function endSessionsOf(tx: Tx, staffId: string): Promise<void> {
  await deleteSessionsOf(tx, staffId)
}

const recordAct = (tx: Tx, verb: string, staffId: string, requestId: string) =>
  record(tx, { verb, subjectKind: 'coach', subjectId: staffId, actorKind: 'coach', actorId: staffId, requestId })
