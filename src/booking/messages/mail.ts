import type { Letter, Rendered } from '#notifications'

/** A letter as it goes to one address. */
export const mail = (to: string, { subject, text, html }: Letter): Rendered => ({
  channel: 'email',
  to,
  subject,
  text,
  html,
})
