/** What waits, in the order in which it is listed. */
export const waits = {
  'no-time': 'No time was found for them, in the last 7 days',
  'none-suited': 'No time suited them, in the last 7 days',
  sooner: 'Wait for a time sooner than they have',
  enquiry: 'Asked for a group, a team or an away day',
} as const
export type Waits = keyof typeof waits
export const isWaits = (text: string): text is Waits => Object.hasOwn(waits, text)

/** "under an hour", "3 hours", "2 days": how long something has waited. */
export function ageWords(since: Temporal.Instant, now: Temporal.Instant): string {
  const hours = Math.floor((now.epochMilliseconds - since.epochMilliseconds) / 3_600_000)
  if (hours < 1) return 'under an hour'
  if (hours < 48) return hours === 1 ? '1 hour' : `${hours} hours`
  return `${Math.floor(hours / 24)} days`
}

/** "12 of 14 (86%)"; a dash where nobody asked. */
export const shareWords = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${part} of ${whole} (${Math.floor((part / whole) * 100)}%)`
