import type { Tx } from '#lib/sql'
import { issueCode } from '#identity'
import type { VerbPorts } from './ports.ts'
import { kinds, planCode } from './messages/plan.ts'
import { hasUnverifiedAhead, lockContact } from './queries.ts'

/**
 * Whether an appointment under this contact would be a further one: another lies ahead that nobody has proved to be
 * theirs. Asked only of the contact that codes go to, so that nobody learns from their own mailbox about somebody
 * else's number. One at a time for each contact: of two that race, the second sees the first.
 */
export async function isFurther(tx: Tx, contactHash: Buffer, exceptBookingId: string | null = null): Promise<boolean> {
  await lockContact(tx, contactHash)
  return (await hasUnverifiedAhead.one(tx, contactHash, exceptBookingId))?.ahead ?? false
}

/** Whether a code could be had: a browser has three in 15 minutes. */
export type CodeSent = 'issued' | 'too-many'

/**
 * Issues the code by which a further appointment is kept, and sends it to the contact. For one that is not further the
 * code is a decoy, so that the browser's limit counts the same. `too-many`: the browser has had three in 15 minutes.
 */
export async function sendKeepCode(
  tx: Tx,
  { codeKey, clock }: Pick<VerbPorts, 'codeKey' | 'clock'>,
  booking: { id: string; further: boolean; channel: 'email' | 'text' },
  browser: Buffer,
): Promise<CodeSent> {
  const subject = booking.further ? booking.id : ''
  const issued = await issueCode(tx, codeKey, { purpose: 'keep', subject, browser })
  if (issued === 'too-many') return issued
  await planCode(tx, kinds.keepCode, issued.codeId, booking.channel, clock())
  return 'issued'
}

/** The page of a booking after a code was asked for: where there was none to be had, it says so. */
export const afterCode = (bookingId: string, code: CodeSent | null) =>
  `/booking/${bookingId}${code === 'too-many' ? '?said=no-code' : ''}`
