import type { Millis } from '#lib/time'
import type { Availability } from './availability/live.ts'
import type { Wish } from './wish.ts'

/** The earliest start that meets a wish, in either way of talking when `modes` names both; null when there is none. */
export function nextTime(
  availability: Availability,
  wish: Wish,
  now: Millis,
  modes: readonly Wish['mode'][] = [wish.mode],
): Millis | null {
  const firsts = modes.flatMap((mode) => availability.first({ ...wish, mode }, now, Infinity, 1))
  return firsts.length > 0 ? Math.min(...firsts.map(({ startsAt }) => startsAt)) : null
}
