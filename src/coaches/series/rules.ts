import { civilDay, dayNumber } from '../days.ts'
import { occurrenceOn, workingWithin, type Occurrence, type Pattern } from '../pattern.ts'
import { within, without, type Range } from '../ranges.ts'
import { daysOf } from '../recurrence.ts'
import { partsOf } from '../rule.ts'

/** Which occurrences of a series a change is for: one, one and all later ones, or some that were picked. */
export const whiches = ['one', 'later', 'picked'] as const
export type Which = (typeof whiches)[number]

export type ClockHours = { startsAt: number; endsAt: number }

/** What becomes of occurrences: other hours, none where null, or what the series has for them. Dates in order. */
export type Edit = { which: Which; dates: readonly Temporal.PlainDate[]; hours: ClockHours | null | 'usual' }

/** What a series becomes: what of it goes on, and the series that begins on the day of a change for good. */
export type Edited = { kept: Pattern | null; next: Pattern | null }

/** A series after an edit, whose dates are days of it. What was said of single later days holds in what follows, too. */
export function edited(pattern: Pattern, { which, dates, hours }: Edit): Edited {
  if (which !== 'later') return { kept: differingOn(pattern, dates, hours), next: null }
  const [from] = dates
  if (!from) return { kept: pattern, next: null }
  const begun = Temporal.PlainDate.compare(pattern.startsOn, from) < 0
  const [before, later] = [differingBefore(pattern, from), differingAfter(pattern, from)]
  const kept = begun ? { ...withDiffering(pattern, before), endsOn: from.subtract({ days: 1 }) } : null
  if (hours === null) return { kept, next: null }
  const same = hours === 'usual' ? pattern : hours
  const next = { ...pattern, rule: restOf(pattern, from), startsOn: from, startsAt: same.startsAt, endsAt: same.endsAt }
  return { kept, next: withDiffering(next, later) }
}

/** Occurrences of a series from a day on, soonest first, with their hours; null where one is left out. */
export function coming(pattern: Pattern, from: Temporal.PlainDate, most: number): Occurrence[] {
  const first = dayNumber(from)
  return daysOf(pattern, first, first + 2 * 366)
    .slice(0, most)
    .map((day) => ({ onDate: civilDay(day), hours: occurrenceOn(pattern, day) }))
}

/** Whether a day is one of a series, left out or not. */
export const isDayOf = (pattern: Pattern, day: Temporal.PlainDate): boolean =>
  daysOf(pattern, dayNumber(day), dayNumber(day) + 1).length > 0

/** The hours of a window that are worked no more when patterns become others. */
export function lostHours(
  before: {
    patterns: readonly Pattern[]
    after: readonly Pattern[]
    exceptions: Parameters<typeof workingWithin>[0]['exceptions']
  },
  window: Range,
): Range[] {
  const { patterns, after, exceptions } = before
  const was = workingWithin({ patterns, exceptions }, window)
  const is = workingWithin({ patterns: after, exceptions }, window)
  return without(was, is)
}

/** The first of other series whose hours new ones would run into; what overlapped before is nobody's news. */
export function runsInto(
  pattern: Pattern,
  { kept, next }: Edited,
  others: readonly Pattern[],
  window: Range,
): Pattern | undefined {
  const hoursOf = (...patterns: Pattern[]) => workingWithin({ patterns, exceptions: [] }, window)
  const gained = without(hoursOf(...[kept, next].filter((one) => one !== null)), hoursOf(pattern))
  if (gained.length === 0) return undefined
  return others.find((other) => hoursOf(other).some((range) => within(gained, range).length > 0))
}

/** Those sessions of which some lies inside hours. */
export const insideOf = <Session extends { startsAt: Temporal.Instant; endsAt: Temporal.Instant }>(
  hours: readonly Range[],
  sessions: readonly Session[],
): Session[] => sessions.filter((session) => within(hours, rangeOf(session)).length > 0)

const rangeOf = ({ startsAt, endsAt }: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }): Range => ({
  startsAt: startsAt.epochMilliseconds,
  endsAt: endsAt.epochMilliseconds,
})

const compare = Temporal.PlainDate.compare

function differingOn(pattern: Pattern, dates: readonly Temporal.PlainDate[], hours: Edit['hours']): Pattern {
  const others = (pattern.differing ?? []).filter(({ onDate }) => !dates.some((date) => date.equals(onDate)))
  const isUsual =
    hours === 'usual' || (hours !== null && hours.startsAt === pattern.startsAt && hours.endsAt === pattern.endsAt)
  const said = isUsual ? [] : dates.map((onDate) => ({ onDate, hours }))
  return withDiffering(
    pattern,
    [...others, ...said].sort((a, b) => compare(a.onDate, b.onDate)),
  )
}

const differingBefore = ({ differing = [] }: Pattern, day: Temporal.PlainDate) =>
  differing.filter(({ onDate }) => compare(onDate, day) < 0)
const differingAfter = ({ differing = [] }: Pattern, day: Temporal.PlainDate) =>
  differing.filter(({ onDate }) => compare(onDate, day) > 0)

function withDiffering(pattern: Pattern, differing: readonly Occurrence[]): Pattern {
  const { differing: _, ...usual } = pattern
  return differing.length > 0 ? { ...usual, differing } : usual
}

/** The rule of what follows from one of its days on: of a counted one, as many days as are left. */
function restOf(pattern: Pattern, from: Temporal.PlainDate): string {
  const count = partsOf(pattern.rule).get('COUNT')
  if (count === undefined) return pattern.rule
  const gone = daysOf(pattern, dayNumber(pattern.startsOn), dayNumber(from)).length
  return pattern.rule.replace(`COUNT=${count}`, `COUNT=${Number(count) - gone}`)
}
