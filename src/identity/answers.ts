import { createHash } from 'node:crypto'
import type { Tx } from '#lib/sql'
import { open, processKey, seal } from '#vault'
import { claimAnswer, keptAnswer, setAnswer } from './queries.ts'

/** One call, as the caller names it: the same names mean the same call, for 24 hours. */
export type Call = { keyId: string; idempotencyKey: string }

/**
 * Whether a call is the first of its name. A second one under way waits for the first one's transaction; then it is
 * given that answer, or is itself the first where nothing came of it. The same name for something else is a mismatch.
 */
export async function once(
  tx: Tx,
  { secret, ...call }: Call & { callHash: Buffer; secret: Buffer },
): Promise<{ kind: 'first' } | { kind: 'replay'; status: number; body: unknown } | { kind: 'mismatch' }> {
  const { keyId, idempotencyKey, callHash } = call
  const claimed = await claimAnswer.one(tx, keyId, idempotencyKey, callHash)
  if (claimed) return { kind: 'first' }
  const kept = await keptAnswer.one(tx, keyId, idempotencyKey)
  if (!kept?.callHash.equals(callHash)) return { kind: 'mismatch' }
  if (kept.status === null) throw new Error('A call was committed without keeping its answer')
  const body = kept.sealedBody && open(keyFrom(secret), cellOf(call), kept.sealedBody)
  return { kind: 'replay', status: kept.status, body: body === null ? undefined : JSON.parse(body) }
}

/** Keeps the answer of a first call, in the transaction that did what it says. */
export async function keepAnswer(tx: Tx, secret: Buffer, call: Call, status: number, body: unknown): Promise<void> {
  const sealed = body === undefined ? null : sealAnswer(secret, call, JSON.stringify(body))
  await setAnswer(tx, call.keyId, call.idempotencyKey, status, sealed)
}

/** An answer as it is kept for a day: sealed, since it may say what the call was about. */
export const sealAnswer = (secret: Buffer, call: Call, body: string): Buffer =>
  seal(keyFrom(secret), cellOf(call), body)

const keyFrom = (secret: Buffer) => processKey('answers of calls', secret)
const cellOf = ({ keyId, idempotencyKey }: Call) => ({
  table: 'api_answer',
  column: 'body',
  row: `${keyId} ${idempotencyKey}`,
})

/** What tells two calls apart: method, path and body; not the order of names in it, which means nothing in JSON. */
export const hashOfCall = (method: string, path: string, body: unknown): Buffer =>
  createHash('sha256')
    .update(`${method} ${path}\n${JSON.stringify(body, inOrder) ?? ''}`)
    .digest()

const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

/** Whether a header may name a call: 1 to 255 visible ASCII characters. */
export const isIdempotencyKey = (text: string) => /^[\x21-\x7e]{1,255}$/.test(text)
