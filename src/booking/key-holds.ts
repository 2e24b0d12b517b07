import type { Clock } from '#lib/clock'

/** A key may keep at most this many times at once. */
export const liveHoldsOfAKey = 1_000
const trustedMillis = 1_000

/**
 * Knows whether a key is below its limit without counting its holds at every one: a count is trusted for a second, and
 * every hold since is taken to live still.
 */
export type KeyHolds = {
  /** Whether the key may hold once more for certain; what it then holds is counted. */
  surelyBelow(keyId: string): boolean
  /** Takes a count that was made. */
  counted(keyId: string, live: number): void
}

/** A memory of one process; another's holds come in with the next count. */
export function makeKeyHolds({ clock }: { clock: Clock }): KeyHolds {
  const known = new Map<string, { until: number; most: number }>()
  return {
    surelyBelow(keyId) {
      const last = known.get(keyId)
      if (!last || clock().epochMilliseconds >= last.until || last.most >= liveHoldsOfAKey) return false
      last.most++
      return true
    },
    counted(keyId, live) {
      known.set(keyId, { until: clock().epochMilliseconds + trustedMillis, most: live + 1 })
    },
  }
}
