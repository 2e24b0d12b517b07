import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Visit } from '#web'
import type { TextAccount } from '../senders/text/account.ts'

type Called = Pick<Visit, 'headers' | 'form'>

/** Where Twilio says what became of one text; null where nobody else's machine gets to, as at a demonstration. */
export const twilioReceiptsAt = (baseUrl: string, messageId: string): string | null =>
  baseUrl.startsWith('https:') ? `${baseUrl}/receipts/twilio?message=${messageId}` : null

/** Whether a call shows the token that Notify was told to call back with. */
export const isByNotify = (texts: TextAccount | null, { headers }: Called): boolean =>
  texts?.kind === 'notify' && texts.receipts !== null && same(headers['authorization'], `Bearer ${texts.receipts}`)

/**
 * Whether a call to this address was signed with the account's token: HMAC-SHA1 over the address and all fields in the order of their
 * names. Source: https://www.twilio.com/docs/usage/security#validating-requests
 */
export function isByTwilio(texts: TextAccount | null, url: string, { headers, form }: Called): boolean {
  if (texts?.kind !== 'twilio') return false
  const fields = Object.keys(form)
    .toSorted()
    .flatMap((name) => [...new Set(form[name])].toSorted().map((value) => name + value))
  const meant = createHmac('sha1', texts.token)
    .update(url + fields.join(''))
    .digest('base64')
  return same(headers['x-twilio-signature'], meant)
}

/** Takes as long whatever was said. */
function same(said: string | undefined, meant: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(said ?? ''), digest(meant))
}
