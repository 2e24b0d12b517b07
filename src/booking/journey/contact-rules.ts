import {
  emailSentences,
  looksLikeWork,
  nameSentences,
  normaliseEmail,
  normalisePhone,
  phoneSentences,
  readName,
  takesTexts,
} from '#identity'
import type { Channel } from '../channel.ts'
import type { Mode } from '../wish.ts'

/** What somebody typed, and the ways they ticked: `text`, `email`, `neither`. */
export type Typed = { name: string; email: string; phone: string; by: readonly string[]; anyTime?: boolean }
export type ContactErrors = { name?: string; by?: string; email?: string; phone?: string }
export type Contact = {
  name: string
  email?: string
  phone?: string
  channel: Channel
  anyTime?: true
  textsToo?: true
}

/**
 * Reads name and contacts, normalised, or says what is wrong with each. What was ticked counts; where nothing was,
 * what was typed does, since without scripts every field is in sight. A number is also what the coach calls.
 */
export function readContact(typed: Typed, mode: Mode, textSender: boolean): Contact | { errors: ContactErrors } {
  const by = textSender ? waysOf(typed, mode) : ['email']
  const named = readName(typed.name)
  const mailed = by.includes('email') ? normaliseEmail(typed.email) : null
  const rung = rings(typed, mode, textSender, by) ? normalisePhone(typed.phone) : null
  const errors: ContactErrors = {
    ...('refusal' in named ? { name: nameSentences[named.refusal] } : {}),
    ...(by.length === 0 ? { by: byWords(typed) } : {}),
    ...(mailed && 'refusal' in mailed ? { email: emailSentences[mailed.refusal] } : {}),
    ...(rung && 'refusal' in rung ? { phone: missingWords(rung.refusal, mode) } : {}),
    ...(rung && 'phone' in rung && by.includes('text') && !takesTexts(rung.phone) ? { phone: noTexts } : {}),
  }
  if (Object.keys(errors).length > 0 || 'refusal' in named) return { errors }
  return {
    name: named.name,
    ...(mailed && 'email' in mailed ? { email: mailed.email } : {}),
    ...(rung && 'phone' in rung ? { phone: rung.phone } : {}),
    channel: mailed ? 'email' : 'text',
    ...(mailed && by.includes('text') ? { textsToo: true } : {}),
    ...(typed.anyTime && by.includes('text') ? { anyTime: true } : {}),
  }
}

/** Whether an address is to be asked about before messages go to it: it looks like work, and is not the one known before. */
export const asksAboutWork = (email: string | null | undefined, before: string | null | undefined): email is string =>
  !!email && email !== before && looksLikeWork(email)

/** The ways that were asked for: those ticked, or those of the fields that were filled in. */
export function waysOf({ by, email, phone }: Typed, mode: Mode): Channel[] {
  const ticked = (['text', 'email'] as const).filter((way) => by.includes(way))
  if (ticked.length > 0 || by.includes('neither')) return ticked
  return [
    ...(mode === 'video' && phone !== '' ? (['text'] as const) : []),
    ...(email === '' ? [] : (['email'] as const)),
  ]
}

/** The parts that are right by themselves, for somebody whose other answers are gone, with what was ticked. */
export function soundParts({ name, email, phone, by }: Typed): Partial<Contact> {
  const [named, mailed, rung] = [readName(name), normaliseEmail(email), normalisePhone(phone)]
  return {
    ...('name' in named ? { name: named.name } : {}),
    ...('email' in mailed ? { email: mailed.email } : {}),
    ...('phone' in rung ? { phone: rung.phone } : {}),
    ...(by.includes('email') ? { channel: 'email' } : by.includes('text') ? { channel: 'text' } : {}),
    ...(by.includes('email') && by.includes('text') ? { textsToo: true } : {}),
  }
}

/** Contacts as the form shows them. */
export const typedOf = (
  {
    name = '',
    email,
    phone,
    channel,
    anyTime,
    textsToo,
  }: {
    name?: string | undefined
    email?: string | null | undefined
    phone?: string | null | undefined
    channel?: string | undefined
    anyTime?: boolean | undefined
    textsToo?: boolean | undefined
  },
  mode: Mode,
): Typed => {
  const byText = channel === 'text' || textsToo || (mode === 'video' && phone)
  return {
    name,
    email: email ?? '',
    phone: phone ?? '',
    by: [...(byText ? ['text'] : []), ...(email || channel === 'email' ? ['email'] : [])],
    ...(anyTime ? { anyTime } : {}),
  }
}

/** Whether the number counts: it is called, texted, or may be given without being either. */
const rings = ({ phone }: Typed, mode: Mode, textSender: boolean, by: readonly string[]) =>
  mode === 'phone' || (textSender ? by.includes('text') : phone !== '')

const noTexts = 'Texts cannot reach this number. Enter a mobile number, or choose email'

const byWords = ({ by }: Typed) =>
  by.includes('neither')
    ? 'To book here, choose text message or email. You can also book by phone'
    : 'Select how we should send the details'

const missingWords = (refusal: keyof typeof phoneSentences, mode: Mode) => {
  if (refusal !== 'missing') return phoneSentences[refusal]
  return mode === 'phone' ? 'Enter the phone number that your coach should call' : 'Enter a mobile number'
}
