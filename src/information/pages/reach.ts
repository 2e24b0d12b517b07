import { html, type SafeHtml } from '#lib/html'
import { phoneLink } from '#lib/phone'
import type { Programme } from '#organisations'

/** How to reach the people who run the programme, as the end of a sentence; null where no way is known. */
export function reach({ phone, email }: Pick<Programme, 'phone' | 'email'>): SafeHtml | null {
  const call = phone && html`call ${phoneLink(phone)}`
  const write = email && html`write to <a href="mailto:${email}">${email}</a>`
  if (!call && !write) return null
  return html`${call}${call && write && ' or '}${write}`
}
