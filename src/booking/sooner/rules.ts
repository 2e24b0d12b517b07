import { programmeZone, type Millis } from '#lib/time'

/** For how long a sooner time is kept for one person alone: half an hour, or ten minutes where it begins within two hours. */
const keptMinutes = 30
const keptMinutesSoon = 10
const soonMinutes = 120
/** For how long longer the diary keeps it, so that it passes to the next in line and not to whoever looks just then. */
const passingOnSeconds = 30
/** How many times in a day one booking is offered. */
export const offersADay = 6
/** Nobody is written to at night about what lasts half an hour. */
const wakes = 8
const sleeps = 21

/** Until when a time is kept for whoever is told of it now. */
export function offerUntil(now: Temporal.Instant, startsAt: Temporal.Instant): Temporal.Instant {
  const soon = Temporal.Instant.compare(startsAt, now.add({ minutes: soonMinutes })) <= 0
  return now.add({ minutes: soon ? keptMinutesSoon : keptMinutes })
}

/** Until when the diary keeps a time that is offered until then. */
export const claimedUntil = (until: Temporal.Instant): Temporal.Instant => until.add({ seconds: passingOnSeconds })

/** Whether people are told of sooner times at this hour: 8am to 9pm. */
export function isTold(now: Temporal.Instant): boolean {
  const { hour } = now.toZonedDateTimeISO(programmeZone)
  return hour >= wakes && hour < sleeps
}

/** What somebody waits for, as far as times go. */
export type Waited = {
  /** When the booking starts that would be moved: a sooner session is over by then. */
  startsAt: Millis
  minutes: number
  /** Times that were free when they asked. */
  passed: readonly Millis[]
  /** Times that they were offered and did not take. */
  refused: readonly Millis[]
}

/**
 * The free starts, soonest first, that opened for somebody since they asked. What overlaps a time that they did not take is
 * that time again.
 */
export function openedFor({ startsAt, minutes, passed, refused }: Waited, free: readonly Millis[]): Millis[] {
  const length = minutes * 60_000
  const known = new Set(passed)
  return free.filter(
    (start) =>
      start + length <= startsAt && !known.has(start) && refused.every((one) => Math.abs(one - start) >= length),
  )
}
