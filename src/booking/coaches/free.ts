import type { Service } from '#organisations'
import type { Availability, KnownCoach } from '../availability/live.ts'
import { bothModes } from '../journey/coaches-of.ts'
import type { Wish } from '../wish.ts'

/** What one can book with a coach: the offer's key, its name, and the next times, soonest first. */
export type Bookable = { key: string; name: string; times: number[] }

/** In the order in which offers are spoken of; each is a way into the journey. */
const offers = ['lay-too', 'lay-too-ed', 'lay-career', 'lay-team']
const mostTimes = 3

/** What can be booked with a coach by somebody to whom these are not offered; nothing where the coach is not bookable at all. */
export function bookableWith(
  availability: Availability,
  coach: KnownCoach,
  without: readonly string[],
  now: Temporal.Instant,
): Bookable[] {
  if ((coach.offersUntil ?? Infinity) <= now.epochMilliseconds) return []
  const services = availability.services()
  return offers.flatMap((key) => {
    const service = services.find((one) => one.key === key && one.bookable === 'slots')
    return service && meets(availability, coach, service)
      ? [{ key, name: service.name, times: timesOf(availability, wishFor(coach, service, without), now) }]
      : []
  })
}

/** When a coach is next free for anything; null where that is not known. */
export const nextOf = (all: readonly Bookable[]): number | null => {
  const firsts = all.flatMap(({ times }) => times.slice(0, 1))
  return firsts.length > 0 ? Math.min(...firsts) : null
}

const wishFor = ({ id }: KnownCoach, service: Service, without: readonly string[]): Wish => ({
  service,
  mode: 'video',
  coachId: id,
  longer: false,
  interpreter: false,
  ...(service.ethnicallyDiverse ? { ethnicallyDiverse: true } : {}),
  without,
})

const meets = (availability: Availability, coach: KnownCoach, service: Service) =>
  availability.coaches(wishFor(coach, service, []), bothModes).length > 0

function timesOf(availability: Availability, wish: Wish, now: Temporal.Instant): number[] {
  const starts = bothModes.flatMap((mode) =>
    availability.first({ ...wish, mode }, now.epochMilliseconds, Infinity, mostTimes).map(({ startsAt }) => startsAt),
  )
  return [...new Set(starts)].sort((a, b) => a - b).slice(0, mostTimes)
}
