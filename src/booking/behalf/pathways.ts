import type { Millis } from '#lib/time'
import type { Availability } from '../availability/live.ts'
import { firstBreach, type Breach } from './gaps.ts'

const day = 86_400_000
/** How many days ahead a breach is looked for. */
export const daysForecast = 7
/** Every start of a week is a quarter of an hour. */
const most = daysForecast * 96

export type Pathway = { serviceKey: string; name: string; next: Millis | null; breach: Breach | null }

/** For each service that is booked by slots: the next time in either way of talking, and when 24 hours are no longer kept. */
export function pathways(availability: Availability, now: Temporal.Instant): Pathway[] {
  const from = now.epochMilliseconds
  const until = from + daysForecast * day
  return availability
    .services()
    .filter(({ bookable }) => bookable === 'slots')
    .map((service) => {
      const starts = [
        ...new Set(
          service.modes.flatMap((mode) =>
            availability
              .first({ service, mode: mode as 'video', longer: false, interpreter: false }, from, until, most)
              .map(({ startsAt }) => startsAt),
          ),
        ),
      ].sort((a, b) => a - b)
      const { noticeMinutes } = service
      const breach = firstBreach(starts, { now: from, until, promiseHours: 24, noticeMinutes })
      return { serviceKey: service.key, name: service.name, next: starts[0] ?? null, breach }
    })
}
