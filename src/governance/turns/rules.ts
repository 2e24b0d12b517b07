import { civilDate, programmeZone } from '#lib/time'
import { without, type Range } from '#coaches'

export type Times = { startsAt: Temporal.Instant; endsAt: Temporal.Instant }

/** When nobody has the duty, of the hours from 8am to 10pm of today and the six days after it. */
export function gaps(turns: readonly Times[], now: Temporal.Instant): Range[] {
  const taken = turns.map(({ startsAt, endsAt }) => rangeOf(startsAt, endsAt))
  const today = civilDate(now)
  const hours = Array.from({ length: 7 }, (_, n) => {
    const at = (hour: number) =>
      today.add({ days: n }).toZonedDateTime({ timeZone: programmeZone, plainTime: { hour } })
    return rangeOf(at(8).toInstant(), at(22).toInstant())
  })
  return without(
    hours.map((range) => ({ ...range, startsAt: Math.max(range.startsAt, now.epochMilliseconds) })),
    taken,
  ).filter(({ startsAt, endsAt }) => startsAt < endsAt)
}

const rangeOf = (startsAt: Temporal.Instant, endsAt: Temporal.Instant): Range => ({
  startsAt: startsAt.epochMilliseconds,
  endsAt: endsAt.epochMilliseconds,
})
