import type { Handed, Sender, Text } from '../../rendered.ts'
import type { TextAccount } from './account.ts'
import { call, isReply, listIn, notTaken, once, takenAs, type NoReply, type Reply } from './gateway.ts'

type Twilio = TextAccount & { kind: 'twilio' }

/**
 * What Twilio says of a number for good: not one (21211, 21217), cannot be reached from there (21214), answered STOP (21610),
 * is no mobile (21614). Source: https://www.twilio.com/docs/api/errors
 */
const forGood = new Set([21_211, 21_214, 21_217, 21_610, 21_614])

/** Seconds by which Twilio's clock may be behind ours. */
const clocksApart = 60

/**
 * Texts through Twilio. It keeps no reference of ours: one that was perhaps taken is found among the newest to its number, by
 * its words, since it was due; the same words may have been sent for something else before. `receiptsAt`: where it says what became
 * of one.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource
 */
export function twilioSender(
  { origin, account, token, from }: Twilio,
  now: () => Temporal.Instant,
  receiptsAt: (id: string) => string | null,
): Sender<Text> {
  const headers = { authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}` }
  const at = `${origin}/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`
  const taken = async ({ to, text }: Text, triedFor: number, signal: AbortSignal) => {
    const asked = new URLSearchParams([['To', to], ['PageSize', '50']]) // prettier-ignore
    const reply = await call(`${at}?${asked}`, { headers, signal })
    const since = now().subtract({ seconds: Math.ceil(triedFor) + clocksApart })
    const isIt = ({ body, direction, date_created: made }: Record<string, unknown>) =>
      body === text && String(direction).startsWith('outbound') && isSince(String(made), since)
    const list = isReply(reply, 200) ? listIn(reply.body, 'messages') : undefined
    return takenAs(list, isIt, (status) => status === 'failed' || status === 'undelivered')
  }
  const hand = async ({ to, text }: Text, id: string, signal: AbortSignal) => {
    const body = new URLSearchParams([['To', to], ['Body', text], from]) // prettier-ignore
    const back = receiptsAt(id)
    if (back !== null) body.set('StatusCallback', back)
    return handedOf(await call(at, { method: 'POST', headers, body, signal }))
  }
  return (text, id, signal, triedFor) =>
    once(triedFor !== undefined, {
      taken: () => taken(text, triedFor ?? 0, signal),
      hand: () => hand(text, id, signal),
    })
}

function handedOf(reply: Reply | NoReply): Handed {
  if (isReply(reply, 201)) return 'sent'
  const code = isReply(reply, 400) ? (reply.body as { code?: unknown } | null)?.code : undefined
  return typeof code === 'number' && forGood.has(code) ? 'refused' : notTaken(reply)
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Whether a time as mail writes it (RFC 2822) is this or later; one that cannot be read may be. */
function isSince(said: string, since: Temporal.Instant): boolean {
  const [, day, month, year, time, hours, minutes] =
    /(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/.exec(said) ?? []
  const number = months.indexOf(month ?? '') + 1
  if (number === 0) return true
  const two = (part: number | string) => String(part).padStart(2, '0')
  const at = Temporal.Instant.from(`${year}-${two(number)}-${two(day!)}T${time}${hours}:${minutes}`)
  return Temporal.Instant.compare(at, since) >= 0
}
