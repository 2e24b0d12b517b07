import { createHmac } from 'node:crypto'
import type { Handed, Sender, Text } from '../../rendered.ts'
import { call, listIn, once, originOf, type Reply } from './gateway.ts'

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const keyForm = new RegExp(`(${uuid})-(${uuid})$`)

/**
 * Texts through GOV.UK Notify: `notify://KEY@api.notifications.service.gov.uk/?template=UUID`, and `&sender=UUID` where it
 * is not the service's usual one. The template's text is `((text))` alone. Each text goes under the message's id as its
 * reference, by which one that was perhaps taken is found. Throws where the address says too little.
 * Source: https://docs.notifications.service.gov.uk/rest-api.html
 */
export function notifySender(url: URL, now: () => Temporal.Instant): Sender<Text> {
  const [, service, secret] = keyForm.exec(decodeURIComponent(url.username)) ?? []
  const template = url.searchParams.get('template')
  if (!service || !secret || !template || !new RegExp(`^${uuid}$`).test(template))
    throw new Error(
      'TEXT_URL: notify:// needs the whole API key before the @ and ?template= with the id of the template',
    )
  const sender = url.searchParams.get('sender')
  const headers = () => ({
    authorization: `Bearer ${token({ service, secret, now: now() })}`,
    'content-type': 'application/json',
  })
  const at = `${originOf(url)}/v2/notifications`
  const taken = async (id: string, signal: AbortSignal) => {
    const reply = await call(`${at}?template_type=sms&reference=${id}`, { headers: headers(), signal })
    return reply?.status === 200
      ? listIn(reply.body, 'notifications')?.some(({ reference }) => reference === id)
      : undefined
  }
  const hand = async ({ to, text }: Text, id: string, signal: AbortSignal) => {
    const said = { phone_number: to, template_id: template, personalisation: { text }, reference: id }
    const body = JSON.stringify(sender === null ? said : { ...said, sms_sender_id: sender })
    return handedOf(await call(`${at}/sms`, { method: 'POST', headers: headers(), body, signal }))
  }
  return (text, id, signal, again = false) =>
    once(again, { taken: () => taken(id, signal), hand: () => hand(text, id, signal) })
}

/** Only what is wrong with the number is for good; a key, a template or a limit may be put right. */
function handedOf(reply: Reply | undefined): Handed {
  if (reply?.status === 201) return 'sent'
  const errors = reply?.status === 400 ? (listIn(reply.body, 'errors') ?? []) : []
  const ofTheNumber = errors.length > 0 && errors.every(({ message }) => /phone_number/.test(String(message)))
  return ofTheNumber ? 'refused' : 'unreachable'
}

/** A token for one call: HS256 (RFC 7519), good for the half minute that Notify allows. */
function token({ service, secret, now }: { service: string; secret: string; now: Temporal.Instant }): string {
  const part = (what: object) => Buffer.from(JSON.stringify(what)).toString('base64url')
  const iat = Math.floor(now.epochMilliseconds / 1_000)
  const said = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ iss: service, iat })}`
  return `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`
}
