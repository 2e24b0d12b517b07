import { record } from '#audit'
import type { Tx } from '#lib/sql'
import { civilDate } from '#lib/time'
import type { Acting } from './absence.ts'
import { dayNumber } from './days.ts'
import { asException, asPattern } from './load-rules.ts'
import { lastAbout, overlapOf } from './overlap.ts'
import type { Exception, Hours, Pattern } from './pattern.ts'
import { daysOf } from './recurrence.ts'
import { whyNotRule } from './rule.ts'
import { patternWords } from './words.ts'
import { isZone } from './zones.ts'
import * as ask from './queries.ts'
import { dropOccurrencesFrom } from './series/queries.ts'

/** Who changes hours, and what then looks after the sessions that were given up with hours and what is kept in them. */
export type HoursActing = Pick<Acting, 'by' | 'rehoming'>

/** The row that says so now, written or there before; or a sentence saying why nothing was written, and about what. */
export type Kept = { kind: 'kept'; id: string } | { kind: 'refused'; why: string; about: 'days' | 'hours' }

/** Says what is wrong with a pattern, or null when it can be kept. */
export function whyNotPattern(pattern: Pattern): string | null {
  if (pattern.endsOn && Temporal.PlainDate.compare(pattern.endsOn, pattern.startsOn) < 0)
    return 'The last day is before the first'
  return whyNotRule(pattern.rule) ?? whyNotHours(pattern) ?? whyNotYear(pattern.startsOn)
}

/**
 * Adds hours that recur to a coach's week. Hours that are there already stay as they are; those that overlap others are
 * refused, since to stop one of the two would not be to stop working then.
 */
export async function addPattern(tx: Tx, coachId: string, pattern: Pattern, acting: HoursActing): Promise<Kept> {
  return (await keptAlready(tx, coachId, pattern)) ?? (await keep(tx, coachId, pattern, acting))
}

async function keep(tx: Tx, coachId: string, pattern: Pattern, acting: HoursActing): Promise<Kept> {
  const { rule, startsOn, endsOn, startsAt, endsAt, zone } = pattern
  const row = await ask.insertPattern.one(tx, coachId, rule, startsOn, endsOn, startsAt, endsAt, zone)
  await record(tx, { ...acting.by, verb: 'hours.added', subjectKind: 'coach', subjectId: coachId })
  await acting.rehoming.followHours(tx, coachId)
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
  acting: HoursActing,
): Promise<Kept | null> {
  await ask.lockCoach(tx, coachId)
  const row = await ask.patternForChange.one(tx, id, coachId)
  if (!row) return null
  const old = asPattern(row)
  const next = { ...hours, startsOn: startOfNext(old, hours.rule, from), endsOn: old.endsOn }
  const already = await keptAlready(tx, coachId, next, id)
  if (already?.kind === 'refused') return already
  await endBefore(tx, id, old, from)
  if (!already) return keep(tx, coachId, next, acting)
  await acting.rehoming.followHours(tx, coachId)
  return already
}

/** What another pattern of the coach's, or the pattern itself, makes of adding it; null when it can be added. */
async function keptAlready(tx: Tx, coachId: string, pattern: Pattern, insteadOf?: string): Promise<Kept | null> {
  const why = whyNotPattern(pattern)
  if (why) return { kind: 'refused', why, about: 'days' }
  await ask.lockCoach(tx, coachId)
  const today = civilDate((await ask.clockNow.one(tx))!.now)
  const rows = await ask.patternsOf(tx, today, today.add({ years: 100 }), [coachId])
  const others = rows.filter(({ id }) => id !== insteadOf).map((row) => ({ id: row.id, pattern: asPattern(row) }))
  const same = others.find((other) => overlapOf(pattern, other.pattern, today) === 'whole')
  if (same) return { kind: 'kept', id: same.id }
  const other = others.find((one) => overlapOf(pattern, one.pattern, today) === 'part')
  if (!other) return null
  const words = patternWords(other.pattern)
  return {
    kind: 'refused',
    why: `These hours overlap others: ${words}. Stop those first, or enter other hours`,
    about: 'hours',
  }
}

/** Ends a pattern before a day; false when the coach has no such pattern. */
export async function endPattern(tx: Tx, coachId: string, id: string, from: Temporal.PlainDate, acting: HoursActing) {
  await ask.lockCoach(tx, coachId)
  const row = await ask.patternForChange.one(tx, id, coachId)
  if (!row) return false
  await endBefore(tx, id, asPattern(row), from)
  await record(tx, { ...acting.by, verb: 'hours.ended', subjectKind: 'coach', subjectId: coachId })
  await acting.rehoming.followHours(tx, coachId)
  return true
}

/** Opens or closes some hours of one day, whatever the pattern says; what was said last of these hours is not said again. */
export async function setException(tx: Tx, coachId: string, exception: Exception, acting: HoursActing): Promise<Kept> {
  const why = whyNotHours(exception) ?? whyNotYear(exception.onDate)
  if (why) return { kind: 'refused', why, about: 'days' }
  await ask.lockCoach(tx, coachId)
  const rows = await ask.exceptionsOf(tx, exception.onDate, exception.onDate.add({ days: 1 }), [coachId])
  const last = lastAbout(exception, rows.map(asException))
  if (last !== null) return { kind: 'kept', id: rows[last]!.id }
  const { kind, onDate, startsAt, endsAt, zone } = exception
  const row = await ask.insertException.one(tx, coachId, kind, onDate, startsAt, endsAt, zone)
  await record(tx, { ...acting.by, verb: `day.${kind}`, subjectKind: 'coach', subjectId: coachId })
  await acting.rehoming.followHours(tx, coachId)
  return { kind: 'kept', id: row!.id }
}

/** Takes an exception back, so that the pattern holds again; false when the coach has no such exception. */
export async function removeException(tx: Tx, coachId: string, id: string, acting: HoursActing): Promise<boolean> {
  await ask.lockCoach(tx, coachId)
  const row = await ask.deleteException.one(tx, id, coachId)
  if (!row) return false
  await record(tx, { ...acting.by, verb: 'day.restored', subjectKind: 'coach', subjectId: coachId })
  await acting.rehoming.followHours(tx, coachId)
  return true
}

/** Takes back what was said last of just these hours of a day; false when that was not said. */
export async function unsayException(tx: Tx, coachId: string, said: Exception, acting: HoursActing): Promise<boolean> {
  await ask.lockCoach(tx, coachId)
  const rows = await ask.exceptionsOf(tx, said.onDate, said.onDate.add({ days: 1 }), [coachId])
  const row = rows.findLast((one) => isSame(asException(one), said))
  return row !== undefined && removeException(tx, coachId, row.id, acting)
}

const isSame = (one: Exception, other: Exception) =>
  one.kind === other.kind && one.startsAt === other.startsAt && one.endsAt === other.endsAt && one.zone === other.zone

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
  const isWhole = Temporal.PlainDate.compare(from, old.startsOn) <= 0
  await dropOccurrencesFrom(tx, id, isWhole ? old.startsOn : from)
  if (isWhole) return void (await ask.deletePattern(tx, id))
  const last = from.subtract({ days: 1 })
  if (!old.endsOn || Temporal.PlainDate.compare(last, old.endsOn) < 0) await ask.endPatternOn(tx, id, last)
}
