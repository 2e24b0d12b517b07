import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Visit } from '#web'
import type { TextAccount } from '../senders/text/account.ts'
import type { MailReceipts } from './mail/account.ts'
import { recordOf } from './mail/rules.ts'

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

/** Whether a call shows the user `bounces` and the token that Postmark was told to call with, as its address is written there. */
export const isByPostmark = (receipts: MailReceipts | null, { headers }: Called): boolean =>
  receipts?.kind === 'postmark' &&
  same(headers['authorization'], `Basic ${Buffer.from(`bounces:${receipts.secret}`).toString('base64')}`)

/**
 * Whether a call was signed with Mailgun's key, within the last day: HMAC-SHA256 over its time and its token. What it then says of a
 * message is not signed, so what is believed of it is only that the message failed. Source:
 * https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks
 */
export function isByMailgun(receipts: MailReceipts | null, { json, now }: Pick<Visit, 'json' | 'now'>): boolean {
  if (receipts?.kind !== 'mailgun') return false
  const { timestamp, token, signature } = recordOf(recordOf(json)['signature'])
  if (![timestamp, token, signature].every((part) => typeof part === 'string' && part.length <= 200)) return false
  const seconds = Number(timestamp)
  const meant = createHmac('sha256', receipts.secret)
    .update(`${timestamp as string}${token as string}`)
    .digest('hex')
  const isNow = Math.abs(now.epochMilliseconds / 1_000 - seconds) <= 86_400
  return same(signature as string, meant) && isNow
}

/** Takes as long whatever was said. */
function same(said: string | undefined, meant: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(said ?? ''), digest(meant))
}
