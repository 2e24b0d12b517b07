import { clockWords, dateWords, programmeZone } from '#lib/time'
import { field, type Visit } from './route.ts'

/** A date as three fields have it, for showing again what was typed. */
export type TypedDate = { day: string; month: string; year: string }

export const typedDate = (visit: Visit, name: string): TypedDate => ({
  day: field(visit, `${name}-day`),
  month: field(visit, `${name}-month`),
  year: field(visit, `${name}-year`),
})

export const asTyped = ({ day, month, year }: Temporal.PlainDate): TypedDate => ({
  day: String(day),
  month: String(month),
  year: String(year),
})

/** The civil day that was typed, or null when there is none such between 2000 and 2100. */
export function readDate({ day, month, year }: TypedDate): Temporal.PlainDate | null {
  if (![day, month, year].every((part) => /^[0-9]{1,4}$/.test(part))) return null
  if (Number(year) < 2000 || Number(year) > 2100) return null
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    )
  } catch {
    return null
  }
}

/** Minutes after midnight of "8am", "8:30 pm", "20:30", "midday"; null for anything else. Midnight is the day's end. */
export function readClock(text: string): number | null {
  const typed = text.toLowerCase().replaceAll(/[\s.]/g, '')
  if (typed === 'midday' || typed === 'noon' || typed === '12midday') return 720
  if (typed === 'midnight' || typed === '24:00') return 1_440
  const parts = /^([0-9]{1,2})(?::?([0-9]{2}))?(am|pm)?$/.exec(typed)
  if (!parts) return null
  const [, hours = '', minutes = '0', half] = parts
  // "8" alone could be morning or evening.
  if (half === undefined && parts[2] === undefined) return null
  return half === undefined ? clock(Number(hours), Number(minutes)) : halfDay(Number(hours), Number(minutes), half)
}

const clock = (hours: number, minutes: number) => (hours > 23 || minutes > 59 ? null : hours * 60 + minutes)

const halfDay = (hours: number, minutes: number, half: string) =>
  hours < 1 || hours > 12 ? null : clock((hours % 12) + (half === 'pm' ? 12 : 0), minutes)

export const badClock = 'Enter a time, such as 8am or 5:30pm'

/**
 * A minute of a civil day in programme time; 1440 is the start of the next day. Of an hour that comes twice the first; one
 * that the clocks skip has none.
 */
export function instantOf(day: Temporal.PlainDate, minutes: number): Temporal.Instant | 'skipped' {
  const time = { hour: Math.floor((minutes % 1_440) / 60), minute: minutes % 60 }
  const civil = day.add({ days: minutes === 1_440 ? 1 : 0 }).toPlainDateTime(time)
  const at = civil.toZonedDateTime(programmeZone)
  return at.toPlainDateTime().equals(civil) ? at.toInstant() : 'skipped'
}

/** Why a time that the clocks skip cannot be had. */
export const skipped = (day: Temporal.PlainDate, minutes: number) =>
  `There is no ${clockWords(minutes)} on ${dateWords(day)}: the clocks go forward over it. Enter another time`
