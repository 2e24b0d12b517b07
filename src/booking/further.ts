import type { Tx } from '#lib/sql'
import { issueCode } from '#identity'
import type { VerbPorts } from './ports.ts'
import { kinds, planCode } from './messages/plan.ts'
import { hasUnverifiedAhead } from './queries.ts'

/**
 * Whether an appointment would be a further one: the same browser has another ahead under the contact that codes go to,
 * and nobody has proved that contact. What other browsers booked is never asked, so whoever books under somebody else's
 * address learns nothing about them. A browser has one hold at a time, so of two that it books at once the second waits
 * for the first.
 */
export async function isFurther(
  tx: Tx,
  browser: Buffer | null,
  contactHash: Buffer | undefined,
  exceptBookingId: string | null = null,
): Promise<boolean> {
  if (!browser || !contactHash) return false
  return (await hasUnverifiedAhead.one(tx, browser, contactHash, exceptBookingId))!.ahead
}

/** Whether a code could be had: a browser has three in 15 minutes. */
export type CodeSent = 'issued' | 'too-many'

/**
 * Issues the code by which a further appointment is kept, and sends it to the contact. `too-many`: the browser has had
 * three in 15 minutes.
 */
export async function sendKeepCode(
  tx: Tx,
  { codeKey, clock }: Pick<VerbPorts, 'codeKey' | 'clock'>,
  booking: { id: string; channel: 'email' | 'text' },
  browser: Buffer,
): Promise<CodeSent> {
  const issued = await issueCode(tx, codeKey, { purpose: 'keep', subject: booking.id, browser })
  if (issued === 'too-many') return issued
  await planCode(tx, kinds.keepCode, issued.codeId, booking.channel, clock())
  return 'issued'
}

/** The page of a booking after a code was asked for: where there was none to be had, it says so. */
export const afterCode = (bookingId: string, code: CodeSent | null) =>
  `/booking/${bookingId}${code === 'too-many' ? '?said=no-code' : ''}`
