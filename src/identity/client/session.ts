import { randomUUID } from 'node:crypto'
import { SessionOver } from '#lib/door'
import { record } from '#audit'
import type { Tx } from '#lib/sql'
import type { KeyHolder } from '#vault'
import type { Cookie } from '#web'
import { newToken, tokenHash } from '../browser.ts'
import { liveSessions, nameSession, raiseSession, seeSession, signOutOf, startSession, startStrong } from './queries.ts'
import type { ClientLevel } from './rules.ts'

export const youCookie = 'lay-you'

/** A client who is signed in, and how surely. */
export type ClientSeen = { id: string; level: ClientLevel }

/** With what request, and on what, somebody signs in. */
export type From = { requestId: string; device: string }

/**
 * Signs in whoever entered this code in this transaction; null where that is nobody any more. The token is new. Somebody of
 * whom nothing is known here gets a key of their own.
 */
export async function startClientSession(
  tx: Tx,
  { make }: Pick<KeyHolder, 'make'>,
  codeId: string,
  { requestId, device }: From,
): Promise<Cookie | null> {
  const token = newToken()
  const { subject, kekId, wrapped } = (await make(randomUUID(), 'contact')).wrapped
  const { clientId } = (await startSession.one(tx, codeId, tokenHash(token), subject, kekId, wrapped))!
  if (!clientId) return null
  await nameSession(tx, tokenHash(token), device)
  await recordAct(tx, 'client.signed-in', clientId, requestId)
  return { name: youCookie, value: token }
}

/** Signs in, at the higher level, the owner of a passkey that was proved; null where another proof was quicker. */
export async function startStrongSession(
  tx: Tx,
  { passkeyId, counter }: { passkeyId: string; counter: number },
  { requestId, device }: From,
): Promise<Cookie | null> {
  const token = newToken()
  const { clientId } = (await startStrong.one(tx, passkeyId, counter, tokenHash(token)))!
  if (!clientId) return null
  await nameSession(tx, tokenHash(token), device)
  await recordAct(tx, 'client.signed-in-passkey', clientId, requestId)
  return { name: youCookie, value: token }
}

/** Raises the session that this transaction claims, under a new token; the old one is worth nothing. Throws where it is over. */
export async function raiseClientSession(tx: Tx, requestId: string): Promise<Cookie> {
  const token = newToken()
  const { clientId } = (await raiseSession.one(tx, tokenHash(token)))!
  if (!clientId) throw new SessionOver('This session is over')
  await recordAct(tx, 'client.proved-more', clientId, requestId)
  return { name: youCookie, value: token }
}

/** Who the session is that this transaction claims, or null where it is over. Counts as a request. */
export async function clientSeen(tx: Tx): Promise<ClientSeen | null> {
  const row = await seeSession.one(tx)
  return row?.clientId ? { id: row.clientId, level: row.level as ClientLevel } : null
}

/** Signs out the session that this transaction claims, or everywhere. */
export async function signClientOut(tx: Tx, { everywhere, requestId }: { everywhere: boolean; requestId: string }) {
  const { clientId } = (await signOutOf.one(tx, everywhere))!
  const verb = everywhere ? 'client.signed-out-everywhere' : 'client.signed-out'
  if (clientId) await recordAct(tx, verb, clientId, requestId)
}

/** Where the one who asks is signed in. */
export const clientSessions = liveSessions

export const recordAct = (tx: Tx, verb: string, clientId: string, requestId: string, reason: string | null = null) =>
  record(tx, { verb, subjectKind: 'client', subjectId: clientId, actorKind: 'client', requestId, reason })
