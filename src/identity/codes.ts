import { createHmac, randomUUID } from 'node:crypto'
import { record } from '#audit'
import type { Tx } from '#lib/sql'
import { plainDigits } from './contacts/digits.ts'
import { insertCode, lockIssuing, nextCodeFor, sendableCode, tryCode, useUpCodes } from './queries.ts'

/**
 * What a code opens: a coach's pages, a booking found again, a booking to keep; a client's account, a further contact of
 * it, or the stopping of a change to it.
 */
export type Purpose = 'team' | 'booking' | 'keep' | 'client' | 'contact' | 'stop'

/**
 * Issues a code for a subject to a browser and gives its id, for a message to carry; `too-many` when this browser has
 * had three in 15 minutes. An empty subject makes a decoy: the same answer by the same statements, and no message comes
 * of it. So does a subject that has had three, but in a browser that it knows, so plan the message whatever you know of the subject.
 */
export async function issueCode(
  tx: Tx,
  key: Buffer,
  ask: { purpose: Purpose; subject: string; browser: Buffer },
): Promise<{ codeId: string } | 'too-many'> {
  const { purpose, subject, browser } = ask
  const codeId = randomUUID()
  await lockIssuing(tx, browser.toString('hex'), subject || codeId)
  const hash = hashOf(key, purpose, browser, codeOf(key, codeId))
  const issued = await insertCode.one(tx, codeId, purpose, browser, hash, subject || null)
  return issued ? { codeId } : 'too-many'
}

/** When this browser can have another code, where it has had three in 15 minutes; null where it can now. */
export async function nextCodeAt(
  tx: Tx,
  { browser, purpose }: { browser: Buffer; purpose: Purpose },
): Promise<Temporal.Instant | null> {
  return (await nextCodeFor.one(tx, browser, purpose))?.at ?? null
}

type Given = { purpose: Purpose; browser: Buffer; code: string; requestId?: string }

/**
 * The subject of the code, which this uses up; null when it is not a live code of this browser. Every call counts as
 * a try against each of the browser's live codes, and the fifth is the last.
 */
export const checkCode = async (tx: Tx, key: Buffer, given: Given): Promise<string | null> =>
  (await takeCode(tx, key, given))?.subject ?? null

/** The same, with the id of the code. */
export async function takeCode(tx: Tx, key: Buffer, given: Given): Promise<{ codeId: string; subject: string } | null> {
  const { purpose, browser, code, requestId = null } = given
  const tried = await tryCode(tx, browser, purpose, hashOf(key, purpose, browser, code))
  const right = tried.find((row) => row.right && row.subject)
  if (right?.subject) return { codeId: right.id, subject: right.subject }
  const [wrong] = tried
  if (wrong)
    await record(tx, { verb: 'code.refused', subjectKind: 'code', subjectId: wrong.id, actorKind: 'client', requestId })
  return null
}

/** Makes every code of a subject worthless: what it was sent to is no longer where the subject is reached. */
export async function voidCodes(tx: Tx, subject: string): Promise<void> {
  await useUpCodes(tx, subject)
}

/** The eight digits of a code: they follow from its id, so that a message can be written without keeping them. */
export function codeOf(key: Buffer, codeId: string): string {
  const number = createHmac('sha256', key).update(`code\0${codeId}`).digest().readUIntBE(0, 6)
  return String(number % 100_000_000).padStart(8, '0')
}

/** What a message about a code needs; null when there is nobody to send it to, or it can no longer be used. */
export async function codeToSend(
  tx: Tx,
  key: Buffer,
  codeId: string,
): Promise<{ purpose: Purpose; subject: string; code: string } | null> {
  const row = await sendableCode.one(tx, codeId)
  return row ? { purpose: row.purpose as Purpose, subject: row.subject, code: codeOf(key, codeId) } : null
}

/** Eight digits out of what somebody typed or pasted, in any script's digits; null when it is something else. */
export function readCode(text: string): string | null {
  const digits = plainDigits(text).replace(/[\s\p{Cf}\p{Pd}]/gu, '')
  return /^\d{8}$/.test(digits) ? digits : null
}

const hashOf = (key: Buffer, purpose: Purpose, browser: Buffer, code: string) =>
  createHmac('sha256', key)
    .update(`check\0${purpose}\0${browser.toString('hex')}\0${code}`)
    .digest()
