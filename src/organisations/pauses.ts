import type { pausesFrom } from './spans/queries.ts'

/** A pause of new bookings, as memory keeps it. */
export type Pause = Omit<Awaited<ReturnType<typeof pausesFrom>>[number], 'id'>

/** The pause that keeps a service from being booked at a moment, the one of all services first; null where there is none. */
export function pauseOf(pauses: readonly Pause[], serviceKey: string, now: Temporal.Instant): Pause | null {
  const live = pauses.filter(
    ({ startsAt, endsAt }) => Temporal.Instant.compare(startsAt, now) <= 0 && Temporal.Instant.compare(now, endsAt) < 0,
  )
  return pauseOfAll(live) ?? live.find((pause) => pause.serviceKey === serviceKey) ?? null
}

const pauseOfAll = (live: readonly Pause[]) => live.find(({ serviceKey }) => serviceKey === null)
