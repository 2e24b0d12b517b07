import { randomBytes } from 'node:crypto'
import { record } from '#audit'
import type { Tx } from '#lib/sql'
import { tokenHash } from './browser.ts'
import { allKeys, insertKey, keyByHash, revokeKeyById } from './queries.ts'

/** What a key may be used for: the API's calls, or reading the metrics from another machine. */
export const scopes = ['booking', 'metrics'] as const
export type Scope = (typeof scopes)[number]
export type Key = { id: string; scope: Scope }
export type KeyEntry = {
  id: string
  name: string
  scope: string
  madeAt: Temporal.Instant
  revokedAt: Temporal.Instant | null
}

/** Makes a key and gives its text, which is shown this once: only its hash is kept. */
export async function createKey(tx: Tx, { name, scope }: { name: string; scope: Scope }): Promise<string> {
  const text = `lay_${randomBytes(32).toString('base64url')}`
  const made = await insertKey.one(tx, name, scope, tokenHash(text))
  await record(tx, { verb: 'key.made', subjectKind: 'key', subjectId: made!.id, actorKind: 'operator' })
  return text
}

/** The key of this text, or null where there is none or it was revoked. */
export async function keyOf(tx: Tx, bearer: string): Promise<Key | null> {
  const row = isKeyText(bearer) ? await keyByHash.one(tx, tokenHash(bearer)) : undefined
  return row ? { id: row.id, scope: row.scope as Scope } : null
}

/** Every key, newest first, revoked ones too. */
export const listKeys = (tx: Tx): Promise<KeyEntry[]> => allKeys(tx)

/** Revokes a key; false where there is no such key, or it was revoked before. Takes effect within five seconds. */
export async function revokeKey(tx: Tx, id: string): Promise<boolean> {
  const revoked = await revokeKeyById.one(tx, id)
  if (revoked) await record(tx, { verb: 'key.revoked', subjectKind: 'key', subjectId: id, actorKind: 'operator' })
  return revoked !== undefined
}

export const isKeyText = (text: string) => /^lay_[\w-]{43}$/.test(text)
