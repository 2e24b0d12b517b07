import type { Tx } from '#lib/sql'
import type { KeyHolder } from '#vault'
import type { Browser } from '../browser.ts'
import { issueCode, takeCode } from '../codes.ts'
import { contactHash } from '../contacts/hash.ts'
import { limitForm, normaliseEmail } from '../contacts/email.ts'
import { normalisePhone } from '../contacts/phone.ts'
import { recordAct, startClientSession, type From } from './session.ts'
import { contactToReach, contactToStop, stopByCode } from './queries.ts'

/** An address or a number, normalised, with the hash by which it is known. */
export type Contact = { kind: 'email' | 'phone'; text: string; hash: Buffer }

/** A contact out of what somebody typed; null where it is none. */
export function readContact(key: Buffer, typed: string): Contact | null {
  const mailed = normaliseEmail(typed)
  const rung = 'email' in mailed ? null : normalisePhone(typed)
  const text = 'email' in mailed ? mailed.email : rung && 'phone' in rung ? rung.phone : null
  if (text === null) return null
  return { kind: rung ? 'phone' : 'email', text, hash: contactHash(key, limitForm(text)) }
}

/** What somebody wants a code for: to sign in, or to stop a change. */
export type Wants = 'client' | 'stop'

/** Issues a code for a contact, whoever has it: a decoy where nobody does. `too-many`: this browser has had three. */
export async function askClientCode(
  tx: Tx,
  codeKey: Buffer,
  { contact, browser, wants }: { contact: Contact; browser: Browser; wants: Wants },
): Promise<{ codeId: string } | 'too-many'> {
  const find = wants === 'client' ? contactToReach : contactToStop
  const { about } = (await find.one(tx, contact.hash))!
  return issueCode(tx, codeKey, { purpose: wants, subject: about ?? '', browser: browser.hash })
}

type Entered = { code: string; browser: Browser } & From

/** Signs in by a code; null for any that is not right, is too old, or is another browser's. */
export async function signInByCode(
  tx: Tx,
  { codeKey, vault }: { codeKey: Buffer; vault: Pick<KeyHolder, 'make'> },
  { code, browser, ...from }: Entered,
) {
  const taken = await takeCode(tx, codeKey, {
    purpose: 'client',
    browser: browser.hash,
    code,
    requestId: from.requestId,
  })
  return taken && startClientSession(tx, vault, taken.codeId, from)
}

/** What a code stopped: how many changes waited, and when the last one of this month had come true. */
export type Stopped = { waited: number; doneAt: Temporal.Instant | null }

/** Stops every change that waits, and signs everybody out, by a code that any contact was sent; null for a wrong one. */
export async function stopChangesByCode(
  tx: Tx,
  codeKey: Buffer,
  { code, browser, requestId }: Entered,
): Promise<Stopped | null> {
  const taken = await takeCode(tx, codeKey, { purpose: 'stop', browser: browser.hash, code, requestId })
  const found = taken && (await stopByCode.one(tx, taken.codeId))
  if (!found?.clientId) return null
  await recordAct(tx, 'client.change-stopped', found.clientId, requestId, 'by code')
  return { waited: found.stopped ?? 0, doneAt: found.doneAt }
}
