import fc from 'fast-check'
import { programmeZone } from '#lib/time'

const hour = 3_600_000
const between = (from: number, until: number) =>
  fc.integer({ min: Math.round(from * hour), max: Math.round(until * hour) - 1 })
const minute = 1 / 60

/**
 * A time of day to the millisecond, and often one near which a rule turns: from two hours before the service closes until
 * just after, as it opens, and where the clocks change.
 */
export const timeOfDay: fc.Arbitrary<number> = fc.oneof(
  { weight: 3, arbitrary: between(0, 24) },
  { weight: 3, arbitrary: between(20 - minute, 22 + minute) },
  { weight: 1, arbitrary: between(8 - minute, 8 + minute) },
  { weight: 1, arbitrary: between(1 - minute, 2 + minute) },
)

/** That time on a day in the programme's zone. */
export const momentOn = (day: Temporal.PlainDate, millis: number): Temporal.Instant =>
  day
    .toPlainDateTime(Temporal.PlainTime.from('00:00').add({ milliseconds: millis }))
    .toZonedDateTime(programmeZone)
    .toInstant()
