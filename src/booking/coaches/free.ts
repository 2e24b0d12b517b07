import type { Pause, Service } from '#organisations'
import type { Availability, KnownCoach } from '../availability/live.ts'
import { bothModes } from '../journey/coaches-of.ts'
import type { Wish } from '../wish.ts'

/** What one can book with a coach: the offer's key, its name, and the next times, soonest first. */
export type Bookable = { key: string; name: string; times: number[]; pause: Pause | null }

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
  if (isClosed(coach, now)) return []
  return offered(availability).flatMap((service) => {
    const wish = { ...wishFor(service, without), coachId: coach.id }
    return meeting(availability, wish).length > 0
      ? [
          {
            key: service.key,
            name: service.name,
            times: timesOf(availability, wish, now),
            pause: availability.paused(service.key),
          },
        ]
      : []
  })
}

/**
 * When each coach who can be booked is next free for anything; null where that is not known. Every offer is asked about once for
 * all coaches, not once for each of them.
 */
export function nextOfAll(
  availability: Availability,
  without: readonly string[],
  now: Temporal.Instant,
): Map<KnownCoach, number | null> {
  const all = new Map<KnownCoach, number | null>()
  for (const service of offered(availability)) {
    const wish = wishFor(service, without)
    const nexts = bothModes.map((mode) => availability.nextOfEach({ ...wish, mode }, now.epochMilliseconds))
    for (const coach of meeting(availability, wish).filter((one) => !isClosed(one, now))) {
      const next = Math.min(all.get(coach) ?? Infinity, ...nexts.map((of) => of.get(coach.id) ?? Infinity))
      all.set(coach, next === Infinity ? null : next)
    }
  }
  return all
}

/** Who offers anything that is not paused; whether they are free is another matter. */
export const notPaused = (availability: Availability, without: readonly string[]): Set<string> =>
  new Set(
    offered(availability)
      .filter(({ key }) => !availability.paused(key))
      .flatMap((service) => meeting(availability, wishFor(service, without)).map(({ id }) => id)),
  )

const isClosed = ({ offersUntil }: KnownCoach, now: Temporal.Instant) =>
  (offersUntil ?? Infinity) <= now.epochMilliseconds

const offered = (availability: Availability): Service[] => {
  const services = availability.services()
  return offers.flatMap((key) => services.find((one) => one.key === key && one.bookable === 'slots') ?? [])
}

const wishFor = (service: Service, without: readonly string[]): Wish => ({
  service,
  mode: 'video',
  longer: false,
  interpreter: false,
  ...(service.ethnicallyDiverse ? { ethnicallyDiverse: true } : {}),
  without,
})

/** Who meets a wish by whichever way of talking; also those who are not offered to whoever asks. */
const meeting = (availability: Availability, wish: Wish) => availability.coaches({ ...wish, without: [] }, bothModes)

function timesOf(availability: Availability, wish: Wish, now: Temporal.Instant): number[] {
  const starts = bothModes.flatMap((mode) =>
    availability.first({ ...wish, mode }, now.epochMilliseconds, Infinity, mostTimes).map(({ startsAt }) => startsAt),
  )
  return [...new Set(starts)].sort((a, b) => a - b).slice(0, mostTimes)
}
