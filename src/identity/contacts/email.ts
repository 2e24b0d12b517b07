import { domainToASCII } from 'node:url'

export type EmailRefusal = 'missing' | 'too-long' | 'hidden' | 'format'

/** What to say beside the field. */
export const emailSentences: Record<EmailRefusal, string> = {
  missing: 'Enter an email address',
  'too-long': 'Email address must be 254 characters or fewer',
  hidden: 'Email address has a hidden character in it. Type it again instead of pasting it',
  format: 'Enter an email address in the correct format, like name@example.com',
}

/**
 * The one way in which we write an address: NFKC, lower case, the domain in its ASCII form; or why it is none.
 * Stricter than the mail standards: no quotes, comments or addresses of machines, and at least one dot in the domain.
 */
export function normaliseEmail(text: string): { email: string } | { refusal: EmailRefusal } {
  const trimmed = text.trim()
  if (trimmed === '') return { refusal: 'missing' }
  if (Buffer.byteLength(trimmed) > 1_000) return { refusal: 'too-long' }
  if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(trimmed)) return { refusal: 'hidden' }
  const [local = '', domain = '', more] = fold(trimmed).split('@')
  const host = domainOf(domain)
  if (more !== undefined || !isLocal(local) || !host) return { refusal: 'format' }
  const email = `${local}@${host}`
  return Buffer.byteLength(email) > 254 ? { refusal: 'too-long' } : { email }
}

/**
 * The form in which limits count a contact: what follows a plus, and dots before the at sign, make no new person.
 * A telephone number is its own form.
 */
export function limitForm(contact: string): string {
  const [local = '', domain] = contact.split('@')
  if (domain === undefined) return contact
  const bare = local.replace(/\+.*$/, '').replaceAll('.', '') || local
  return `${bare}@${domain === 'googlemail.com' ? 'gmail.com' : domain}`
}

/** Lower case can undo the normal form and the normal form can make capitals, so both are done until nothing moves. */
function fold(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().normalize('NFKC')
  return folded === text ? text : fold(folded)
}

/** Unquoted words joined by single dots; letters and digits of any script. */
const isLocal = (local: string) =>
  Buffer.byteLength(local) <= 64 &&
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(local)

/** The domain in ASCII, or null: two labels or more, none of them a number at the end (an address of a machine). */
function domainOf(text: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(text)) return null
  const ascii = domainToASCII(text)
  const labels = ascii.split('.')
  const sound = labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
  return sound && labels.length > 1 && !/^\d+$/.test(labels.at(-1)!) ? ascii : null
}
