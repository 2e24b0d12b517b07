import type { Millis } from '#lib/time'
import type { Availability } from './availability/live.ts'
import type { Start } from './availability/search.ts'
import type { Wish } from './wish.ts'

const reach = 7 * 86_400_000

/** Up to three times that can be booked, nearest to one that has gone; of equally near ones the earlier. */
export function near(availability: Availability, wish: Wish, startsAt: Millis): Start[] {
  const distance = (start: Start) => Math.abs(start.startsAt - startsAt)
  return availability
    .first(wish, startsAt - reach, startsAt + reach, 5_000)
    .filter((start) => start.startsAt !== startsAt)
    .sort((a, b) => distance(a) - distance(b) || a.startsAt - b.startsAt)
    .slice(0, 3)
    .sort((a, b) => a.startsAt - b.startsAt)
}
