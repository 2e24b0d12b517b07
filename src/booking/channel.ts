import { takesTexts } from '#identity'

export type Channel = 'email' | 'text'

type Reached = { email?: string | null; phone?: string | null; channel?: string | null }

/**
 * Where somebody's messages go: by text where they chose that, or gave no address, and the number takes texts; else by
 * mail, which carries the calendar entry; null where neither can reach them.
 */
export function channelOf({ email, phone, channel }: Reached): Channel | null {
  if (phone && takesTexts(phone) && (channel === 'text' || !email)) return 'text'
  return email ? 'email' : null
}
