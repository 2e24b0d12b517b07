import type { Address, Email } from 'postal-mime'
import type { Mail } from './kind.ts'

const mostPart = 64_000
const looked = /^(message\/(delivery-status|rfc822)|text\/(rfc822-headers|calendar)|application\/ics)$/

/** A mail as it was parsed, down to what is looked at. */
export const partsOf = (email: Email): Mail => ({
  headers: email.headers.map(({ key, value }) => ({ key, value })),
  from: addressOf(email.from),
  subject: email.subject ?? '',
  text: isBlank(email.text) ? withoutTags(email.html ?? '') : email.text!,
  parts: email.attachments
    .filter(({ mimeType }) => looked.test(mimeType))
    .slice(0, 20)
    .map(({ mimeType, content }) => ({ type: mimeType, text: textOf(content) })),
})

/** Programs put an empty plain part beside HTML. */
const isBlank = (text = '') => /^[\s\p{Cf}]*$/u.test(text)

const addressOf = (from: Address | undefined) => from?.address ?? ''

const textOf = (content: ArrayBuffer | Uint8Array | string) =>
  (typeof content === 'string' ? content : new TextDecoder().decode(content)).slice(0, mostPart)

/** The words, roughly, of a letter that came as HTML alone. They are only ever shown as text. */
const withoutTags = (html: string) =>
  html
    .replace(/<(style|script|head)\b[\s\S]*?(<\/\1>|$)/gi, ' ')
    .replace(/<(br|\/p|\/div)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&(lt|gt|quot|#39);/gi, (_, name: string) => entities[name.toLowerCase()]!)
    .replace(/&amp;/gi, '&')
const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'" }
