import type { Handed, Sender, Text } from '../../rendered.ts'
import type { TextAccount } from './account.ts'
import { call, listIn, once, type Reply } from './gateway.ts'

type Twilio = TextAccount & { kind: 'twilio' }

/**
 * What Twilio says of a number for good: not one (21211, 21217), cannot be reached from there (21214), answered STOP (21610),
 * is no mobile (21614). Source: https://www.twilio.com/docs/api/errors
 */
const forGood = new Set([21_211, 21_214, 21_217, 21_610, 21_614])

/**
 * Texts through Twilio. It keeps no reference of ours: one that was perhaps taken is found by its number, day and words.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource
 */
export function twilioSender({ origin, account, token, from }: Twilio, now: () => Temporal.Instant): Sender<Text> {
  const headers = { authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}` }
  const at = `${origin}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`
  const taken = async ({ to, text }: Text, signal: AbortSignal) => {
    // From yesterday on: it may have been tried before midnight.
    const day = now().subtract({ hours: 24 }).toString().slice(0, 10)
    const asked = new URLSearchParams([['To', to], ['DateSent>', day], ['PageSize', '100']]) // prettier-ignore
    const reply = await call(`${at}?${asked}`, { headers, signal })
    return reply?.status === 200 ? listIn(reply.body, 'messages')?.some(({ body }) => body === text) : undefined
  }
  const hand = async ({ to, text }: Text, signal: AbortSignal) => {
    const body = new URLSearchParams([['To', to], ['Body', text], from]) // prettier-ignore
    return handedOf(await call(at, { method: 'POST', headers, body, signal }))
  }
  return (text, _, signal, again = false) =>
    once(again, { taken: () => taken(text, signal), hand: () => hand(text, signal) })
}

function handedOf(reply: Reply | undefined): Handed {
  if (reply?.status === 201) return 'sent'
  const code = (reply?.body as { code?: unknown } | undefined)?.code
  return reply?.status === 400 && typeof code === 'number' && forGood.has(code) ? 'refused' : 'unreachable'
}
