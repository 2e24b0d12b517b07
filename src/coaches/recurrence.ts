import type * as temporal from 'rrule-temporal'
import { lazily } from '#lib/lazy'
import { dayNumber, millisADay, weekdayOf, type DayNumber } from './days.ts'
import { isRule, lastDayOf, partsOf, weekdays } from './rule.ts'

/** Days on which a rule holds: an RFC 5545 recurrence counted from its first day, and perhaps a last day. */
export type Recurrence = { rule: string; startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate | null }

/** The days of a recurrence from `from` to before `until`, in order. A rule that cannot be kept has none. */
export function daysOf(recurrence: Recurrence, from: DayNumber, until: DayNumber): DayNumber[] {
  const first = Math.max(from, dayNumber(recurrence.startsOn))
  const end = recurrence.endsOn ? Math.min(until, dayNumber(recurrence.endsOn) + 1) : until
  if (first >= end || !isRule(recurrence.rule)) return []
  return plainDays(recurrence, first, end) ?? expandedDays(recurrence, first, end)
}

/** The same days, first and last day apart, asked of the recurrence library alone: what `daysOf` means. */
export function expandedDays({ rule, startsOn }: Recurrence, from: DayNumber, until: DayNumber): DayNumber[] {
  if (from >= until) return []
  const dtstart = startsOn.toZonedDateTime('UTC')
  const { RRuleTemporal } = library()
  const expander = new RRuleTemporal({ rruleString: rule, dtstart, temporal: Temporal })
  return expander.between(midnight(from), midnight(until - 1), true).map((day) => day.epochMilliseconds / millisADay)
}

/** Few rules need it: weekly ones, as most are, are worked out here. */
const library = lazily<typeof temporal>('rrule-temporal')

const midnight = (day: DayNumber) => Temporal.Instant.fromEpochMilliseconds(day * millisADay).toZonedDateTimeISO('UTC')

/** Daily and weekly rules without a count, by arithmetic; null for all others. */
function plainDays({ rule, startsOn }: Recurrence, from: DayNumber, until: DayNumber): DayNumber[] | null {
  const parts = partsOf(rule)
  if (parts.get('FREQ') === 'MONTHLY' || parts.has('COUNT')) return null
  const start = dayNumber(startsOn)
  const falls = parts.get('FREQ') === 'WEEKLY' ? weekly(parts, start) : daily(parts, start)
  const end = parts.has('UNTIL') ? Math.min(until, dayNumber(lastDayOf(parts)!) + 1) : until
  const days: DayNumber[] = []
  for (let day = from; day < end; day++) if (falls(day)) days.push(day)
  return days
}

type Parts = ReadonlyMap<string, string>

function daily(parts: Parts, start: DayNumber): (day: DayNumber) => boolean {
  const every = Number(parts.get('INTERVAL') ?? 1)
  const named = weekdaysIn(parts)
  return (day) => (day - start) % every === 0 && (!named || named.has(weekdayOf(day)))
}

function weekly(parts: Parts, start: DayNumber): (day: DayNumber) => boolean {
  const every = Number(parts.get('INTERVAL') ?? 1)
  const named = weekdaysIn(parts) ?? new Set([weekdayOf(start)])
  const weekStart = weekdayNumber(parts.get('WKST') ?? 'MO')
  const firstWeek = start - ((weekdayOf(start) - weekStart + 7) % 7)
  return (day) => Math.floor((day - firstWeek) / 7) % every === 0 && named.has(weekdayOf(day))
}

function weekdaysIn(parts: Parts): Set<number> | null {
  const named = parts.get('BYDAY')
  return named ? new Set(named.split(',').map(weekdayNumber)) : null
}

const weekdayNumber = (name: string) => weekdays.findIndex((weekday) => weekday === name)
