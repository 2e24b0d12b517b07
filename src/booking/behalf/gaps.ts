import type { Millis } from '#lib/time'

const hour = 3_600_000

export type Breach = {
  /** From when on somebody who asks would be offered nothing within the promise. */
  from: Millis
  /** The time that they would be offered; null where none is free in the days looked at. */
  next: Millis | null
}

/**
 * When the promise of a time within some hours would first be broken, if everything that is free now stays so and nothing
 * opens: free starts in order, each of which can be had until its notice; null where it holds until the end of what is looked at.
 */
export function firstBreach(
  starts: readonly Millis[],
  {
    now,
    until,
    promiseHours,
    noticeMinutes,
  }: { now: Millis; until: Millis; promiseHours: number; noticeMinutes: number },
): Breach | null {
  let from = now
  for (const start of starts) {
    if (start - from > promiseHours * hour) return { from, next: start }
    from = Math.max(now, start - noticeMinutes * 60_000)
  }
  return until - from > promiseHours * hour ? { from, next: null } : null
}
