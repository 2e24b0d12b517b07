import { record } from '#audit'
import type { Tx } from '#lib/sql'
import type { By } from './absence.ts'
import { dayNumber } from './days.ts'
import { asPattern } from './load-rules.ts'
import type { Exception, Hours, Pattern } from './pattern.ts'
import { daysOf } from './recurrence.ts'
import { whyNotRule } from './rule.ts'
import { isZone } from './zones.ts'
import * as ask from './queries.ts'

/** A row that was written, or a sentence saying why it was not. */
export type Kept = { kind: 'kept'; id: string } | { kind: 'refused'; why: string }

/** Says what is wrong with a pattern, or null when it can be kept. */
export function whyNotPattern(pattern: Pattern): string | null {
  if (pattern.endsOn && Temporal.PlainDate.compare(pattern.endsOn, pattern.startsOn) < 0)
    return 'The last day is before the first'
  return whyNotRule(pattern.rule) ?? whyNotHours(pattern) ?? whyNotYear(pattern.startsOn)
}

/** Adds hours that recur to a coach's week. */
export async function addPattern(tx: Tx, coachId: string, pattern: Pattern, by: By): Promise<Kept> {
  const why = whyNotPattern(pattern)
  if (why) return { kind: 'refused', why }
  const { rule, startsOn, endsOn, startsAt, endsAt, zone } = pattern
  const row = await ask.insertPattern.one(tx, coachId, rule, startsOn, endsOn, startsAt, endsAt, zone)
  await record(tx, { ...by, verb: 'hours.added', subjectKind: 'coach', subjectId: coachId })
  return { kind: 'kept', id: row!.id }
}

/**
 * Replaces a pattern from a day on: until the day before the old one holds, from then the new one. The answer names
 * the new pattern; null when the coach has no such pattern. Bookings made under the old one stand.
 */
export async function changePattern(
  tx: Tx,
  coachId: string,
  id: string,
  from: Temporal.PlainDate,
  hours: Omit<Pattern, 'startsOn' | 'endsOn'>,
  by: By,
): Promise<Kept | null> {
  const row = await ask.patternForChange.one(tx, id, coachId)
  if (!row) return null
  const old = asPattern(row)
  const next = { ...hours, startsOn: startOfNext(old, hours.rule, from), endsOn: old.endsOn }
  const why = whyNotPattern(next)
  if (why) return { kind: 'refused', why }
  await endBefore(tx, id, old, from)
  return addPattern(tx, coachId, next, by)
}

/** Ends a pattern before a day; false when the coach has no such pattern. */
export async function endPattern(tx: Tx, coachId: string, id: string, from: Temporal.PlainDate, by: By) {
  const row = await ask.patternForChange.one(tx, id, coachId)
  if (!row) return false
  await endBefore(tx, id, asPattern(row), from)
  await record(tx, { ...by, verb: 'hours.ended', subjectKind: 'coach', subjectId: coachId })
  return true
}

/** Opens or closes some hours of one day, whatever the pattern says. */
export async function setException(tx: Tx, coachId: string, exception: Exception, by: By): Promise<Kept> {
  const why = whyNotHours(exception) ?? whyNotYear(exception.onDate)
  if (why) return { kind: 'refused', why }
  const { kind, onDate, startsAt, endsAt, zone } = exception
  const row = await ask.insertException.one(tx, coachId, kind, onDate, startsAt, endsAt, zone)
  await record(tx, { ...by, verb: `day.${kind}`, subjectKind: 'coach', subjectId: coachId })
  return { kind: 'kept', id: row!.id }
}

/** Takes an exception back, so that the pattern holds again; false when the coach has no such exception. */
export async function removeException(tx: Tx, coachId: string, id: string, by: By): Promise<boolean> {
  const row = await ask.deleteException.one(tx, id, coachId)
  if (!row) return false
  await record(tx, { ...by, verb: 'day.restored', subjectKind: 'coach', subjectId: coachId })
  return true
}

function whyNotHours({ startsAt, endsAt, zone }: Hours): string | null {
  if (![startsAt, endsAt].every((minutes) => Number.isInteger(minutes) && minutes >= 0 && minutes <= 1_440))
    return 'Hours lie between 00:00 and 24:00'
  if (startsAt >= endsAt) return 'The hours end before they start'
  return isZone(zone) ? null : 'There is no such time zone'
}

const whyNotYear = ({ year }: Temporal.PlainDate) =>
  year < 2000 || year > 2100 ? 'The day lies between the years 2000 and 2100' : null

/** The first day of what replaces a pattern. The same rule goes on in step: every second week stays the same weeks. */
function startOfNext(old: Pattern, rule: string, from: Temporal.PlainDate): Temporal.PlainDate {
  if (Temporal.PlainDate.compare(from, old.startsOn) <= 0) return old.startsOn
  if (rule !== old.rule) return from
  const next = daysOf(old, dayNumber(from), dayNumber(from) + 2 * 366)[0]
  return next === undefined ? from : from.add({ days: next - dayNumber(from) })
}

async function endBefore(tx: Tx, id: string, old: Pattern, from: Temporal.PlainDate) {
  if (Temporal.PlainDate.compare(from, old.startsOn) <= 0) return void (await ask.deletePattern(tx, id))
  const last = from.subtract({ days: 1 })
  if (!old.endsOn || Temporal.PlainDate.compare(last, old.endsOn) < 0) await ask.endPatternOn(tx, id, last)
}
