import { startOfDay } from '#lib/time'
import { dayNumber, millisADay, type DayNumber } from './days.ts'
import { merged, within, without, type Range } from './ranges.ts'
import { daysOf, type Recurrence } from './recurrence.ts'
import { stretchesOf } from './zones.ts'

/** Hours on a wall clock: minutes after midnight, 1440 being the end of the day. */
export type Hours = { startsAt: number; endsAt: number; zone: string }

/** One occurrence of hours that recur that differs: other hours that day, in the pattern's zone, or null where it is left out. */
export type Occurrence = { onDate: Temporal.PlainDate; hours: Pick<Hours, 'startsAt' | 'endsAt'> | null }

/** Working hours that recur: a series, and what of it differs. */
export type Pattern = Recurrence & Hours & { differing?: readonly Occurrence[] }

/** Hours of one day that differ from the pattern: worked all the same, or not worked. */
export type Exception = Hours & { kind: 'open' | 'closed'; onDate: Temporal.PlainDate }

/** When a coach works. Exceptions come in the order in which they were made: the last word about a time holds. */
export type WorkingRules = { patterns: readonly Pattern[]; exceptions: readonly Exception[] }

/** When a coach works from the start of one day to the start of another, programme time; merged and in order. */
export const workingRanges = (rules: WorkingRules, from: Temporal.PlainDate, until: Temporal.PlainDate): Range[] =>
  workingWithin(rules, {
    startsAt: startOfDay(from).epochMilliseconds,
    endsAt: startOfDay(until).epochMilliseconds,
  })

/** When a coach works inside a window: `workingRanges` for a caller who has many coaches and one window. */
export function workingWithin({ patterns, exceptions }: WorkingRules, window: Range): Range[] {
  if (window.startsAt >= window.endsAt) return []
  const recurring = merged(patterns.flatMap((pattern) => patternRanges(pattern, window)))
  return within(exceptions.reduce(differing, recurring), window)
}

/** The first and the day after the last civil day that any zone may have inside a window. */
const daysAround = (window: Range): [DayNumber, DayNumber] => [
  Math.floor(window.startsAt / millisADay) - 1,
  Math.ceil(window.endsAt / millisADay) + 1,
]

const minute = 60_000

function patternRanges(pattern: Pattern, window: Range): Range[] {
  const [first, end] = daysAround(window)
  return daysOf(pattern, first, end).flatMap((day) => {
    const hours = occurrenceOn(pattern, day)
    return hours ? hoursOn(day, hours) : []
  })
}

/** The hours of a pattern on one of its days; null on a day that is left out. */
export function occurrenceOn(pattern: Pattern, day: DayNumber): Hours | null {
  const other = pattern.differing?.find(({ onDate }) => dayNumber(onDate) === day)
  return other ? other.hours && { ...other.hours, zone: pattern.zone } : pattern
}

/** When a coach works in some hours of one day. */
export const rangesOn = (onDate: Temporal.PlainDate, hours: Hours): Range[] => hoursOn(dayNumber(onDate), hours)

function differing(ranges: Range[], exception: Exception): Range[] {
  const hours = hoursOn(dayNumber(exception.onDate), exception)
  return exception.kind === 'open' ? merged([...ranges, ...hours]) : without(ranges, hours)
}

/**
 * The instants at which the wall clock shows this day and a time from start to before end. An hour that is skipped
 * gives nothing; one that is repeated counts twice, and so may come as two ranges.
 */
function hoursOn(day: DayNumber, { startsAt, endsAt, zone }: Hours): Range[] {
  const start = day * millisADay + Math.max(0, startsAt) * minute
  const end = day * millisADay + Math.min(1_440, endsAt) * minute
  if (start >= end) return []
  return stretchesOf(zone, day).flatMap((stretch) =>
    within([{ startsAt: start - stretch.offset, endsAt: end - stretch.offset }], stretch),
  )
}
