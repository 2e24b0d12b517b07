import type { Handed, Sender, Text } from '../../rendered.ts'
import { call, listIn, once, originOf, type Reply } from './gateway.ts'

/**
 * What Twilio says of a number for good: not one (21211, 21217), cannot be reached from there (21214), answered STOP (21610),
 * is no mobile (21614). Source: https://www.twilio.com/docs/api/errors
 */
const forGood = new Set([21_211, 21_214, 21_217, 21_610, 21_614])

/**
 * Texts through Twilio: `twilio://ACCOUNT:TOKEN@api.twilio.com/?from=%2B44…`, or `?service=MG…` for a messaging service.
 * It knows no reference of ours: one that was perhaps taken is found by its number, day and words. Throws where the address says
 * too little. Source: https://www.twilio.com/docs/messaging/api/message-resource
 */
export function twilioSender(url: URL, now: () => Temporal.Instant): Sender<Text> {
  const [account, secret] = [url.username, url.password].map(decodeURIComponent)
  const from = url.searchParams.get('from')
  const service = url.searchParams.get('service')
  if (!account || !secret || (from === null) === (service === null))
    throw new Error('TEXT_URL: twilio:// needs account and token before the @, and either ?from= or ?service= after it')
  const origin: [string, string] = from === null ? ['MessagingServiceSid', service!] : ['From', from]
  const headers = { authorization: `Basic ${Buffer.from(`${account}:${secret}`).toString('base64')}` }
  const at = `${originOf(url)}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`
  const taken = async ({ to, text }: Text, signal: AbortSignal) => {
    // From yesterday on: it may have been tried before midnight.
    const day = now().subtract({ hours: 24 }).toString().slice(0, 10)
    const asked = new URLSearchParams([['To', to], ['DateSent>', day], ['PageSize', '100']]) // prettier-ignore
    const reply = await call(`${at}?${asked}`, { headers, signal })
    return reply?.status === 200 ? listIn(reply.body, 'messages')?.some(({ body }) => body === text) : undefined
  }
  const hand = async ({ to, text }: Text, signal: AbortSignal) => {
    const body = new URLSearchParams([['To', to], ['Body', text], origin]) // prettier-ignore
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
