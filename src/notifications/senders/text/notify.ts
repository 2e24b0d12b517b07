import { createHmac } from 'node:crypto'
import type { Handed, Sender, Text } from '../../rendered.ts'
import type { TextAccount } from './account.ts'
import { call, isReply, listIn, notTaken, once, takenAs, type NoReply, type Reply } from './gateway.ts'

type Notify = TextAccount & { kind: 'notify' }

/**
 * Texts through GOV.UK Notify. The template's text is `((text))` alone. Each text goes under the message's id as its reference,
 * by which one that was perhaps taken is found. `altered` hears when Notify says that it sent other words: a template that adds
 * some, or the service's name put in front of all its texts. Source: https://docs.notifications.service.gov.uk/rest-api.html
 */
export function notifySender(account: Notify, now: () => Temporal.Instant, altered: () => void): Sender<Text> {
  const { origin, service, secret, template, sender } = account
  const headers = () => ({
    authorization: `Bearer ${token({ service, secret, now: now() })}`,
    'content-type': 'application/json',
  })
  const at = `${origin}/v2/notifications`
  const taken = async (id: string, signal: AbortSignal) => {
    const reply = await call(`${at}?template_type=sms&reference=${id}`, { headers: headers(), signal })
    const list = isReply(reply, 200) ? listIn(reply.body, 'notifications') : undefined
    return takenAs(
      list,
      ({ reference }) => reference === id,
      (status) => status.endsWith('-failure'),
    )
  }
  const hand = async ({ to, text }: Text, id: string, signal: AbortSignal) => {
    const said = { phone_number: to, template_id: template, personalisation: { text }, reference: id }
    const body = JSON.stringify(sender === null ? said : { ...said, sms_sender_id: sender })
    const reply = await call(`${at}/sms`, { method: 'POST', headers: headers(), body, signal })
    if (isReply(reply, 201) && wordsIn(reply.body) !== text) altered()
    return handedOf(reply)
  }
  return (text, id, signal, triedFor) =>
    once(triedFor !== undefined, { taken: () => taken(id, signal), hand: () => hand(text, id, signal) })
}

/** The words that a text was sent as. */
const wordsIn = (body: unknown) => (body as { content?: { body?: unknown } } | null)?.content?.body

/** Only what is wrong with the number is for good; a key, a template or a limit may be put right. */
function handedOf(reply: Reply | NoReply): Handed {
  if (isReply(reply, 201)) return 'sent'
  const errors = isReply(reply, 400) ? (listIn(reply.body, 'errors') ?? []) : []
  const ofTheNumber = errors.length > 0 && errors.every(({ message }) => /phone_number/.test(String(message)))
  return ofTheNumber ? 'refused' : notTaken(reply)
}

/** A token for one call: HS256 (RFC 7519), good for the half minute that Notify allows. */
function token({ service, secret, now }: { service: string; secret: string; now: Temporal.Instant }): string {
  const part = (what: object) => Buffer.from(JSON.stringify(what)).toString('base64url')
  const iat = Math.floor(now.epochMilliseconds / 1_000)
  const said = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ iss: service, iat })}`
  return `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`
}
