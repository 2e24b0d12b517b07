import { civilDate, startOfDay } from '#lib/time'
import type { Programme } from '#organisations'

/** How long what we say of whom to tell is good for. */
const monthsAhead = 6

/** The words of `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness. Null where no way is known. */
export function securityText({ phone, email }: Programme, baseUrl: string, now: Temporal.Instant): string | null {
  const contacts = [email && `mailto:${email}`, phone && `tel:${phone.replace(/\s/g, '').replace(/^0/, '+44')}`]
  const known = contacts.filter((contact) => contact !== null)
  if (known.length === 0) return null
  const expires = startOfDay(civilDate(now, 'UTC').add({ months: monthsAhead }), 'UTC')
  const lines = [
    ...known.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires.toString()}`,
    'Preferred-Languages: en',
    `Canonical: ${baseUrl}/.well-known/security.txt`,
    `Policy: ${baseUrl}/security`,
  ]
  return `${lines.join('\n')}\n`
}
