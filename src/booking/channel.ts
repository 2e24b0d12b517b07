import { takesTexts } from '#identity'

export type Channel = 'email' | 'text'

/** What is known of somebody's contacts without a key. */
export type Reach = { hasEmail: boolean; takesTexts: boolean; channel?: string | null; anyTime?: boolean }

/** The same of contacts as they were given. */
export const reachWith = ({ email, phone, channel, anyTime }: Given): Reach => ({
  hasEmail: !!email,
  takesTexts: !!phone && takesTexts(phone),
  channel: channel ?? null,
  anyTime: anyTime ?? false,
})
type Given = { email?: string | null; phone?: string | null; channel?: string | null; anyTime?: boolean | undefined }

/**
 * Where somebody's messages go: by text where they chose that, or gave no address, and the number takes texts; else by
 * mail, which carries the calendar entry; null where neither can reach them.
 */
export function channelOf({ hasEmail, takesTexts, channel }: Reach): Channel | null {
  if (takesTexts && (channel === 'text' || !hasEmail)) return 'text'
  return hasEmail ? 'email' : null
}
