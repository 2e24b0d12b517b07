import type { Clock } from '#lib/clock'

const hourMillis = 3_600_000

/**
 * Counts whom keys were given for within an hour, each once. Says whether those named still fit under the limit; when
 * they do not, none of them counts.
 */
export function makeLimit(most: number, clock: Clock): (subjects: readonly string[]) => boolean {
  const seen = new Map<string, number>()
  return (subjects) => {
    const now = clock().epochMilliseconds
    // In the order of first sight: the oldest stand in front.
    for (const [subject, at] of seen) {
      if (at > now - hourMillis) break
      seen.delete(subject)
    }
    const fresh = [...new Set(subjects)].filter((subject) => !seen.has(subject))
    if (seen.size + fresh.length > most) return false
    for (const subject of fresh) seen.set(subject, now)
    return true
  }
}
