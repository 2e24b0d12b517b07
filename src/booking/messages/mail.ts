import { takesTexts } from '#identity'
import type { Letter, Rendered } from '#notifications'

/** A letter as it goes to one address. */
export const mail = (to: string, { subject, text, html }: Letter): Rendered => ({
  channel: 'email',
  to,
  subject,
  text,
  html,
})

/** Words as they go to one number; nothing where no text reaches it. */
export const textTo = (phone: string | null, text: string): Rendered =>
  phone && takesTexts(phone) ? { channel: 'text', to: phone, text } : null
