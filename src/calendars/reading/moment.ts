import { dayNumber, daysInMonth, day, hour, minute, second, type Local } from './civil.ts'
import { CannotRead } from './faults.ts'
import type { Line } from './lines.ts'

/**
 * A date or a time as a calendar writes it. `zone` is the name of one, 'UTC', or null for a time that floats: it is what
 * the clock on the wall shows, wherever that hangs. A day has no zone.
 */
export type Moment = { at: Local; isDay: boolean; zone: string | null }

/** The moments of a line: DTSTART has one, RDATE and EXDATE may have many. */
export const momentsOf = ({ params, value }: Line): Moment[] =>
  value.split(',').map((one) => readMoment(one, params.get('TZID') ?? null))

/** The one moment of a line. */
export const momentOf = ({ params, value }: Line): Moment => readMoment(value, params.get('TZID') ?? null)

export function readMoment(text: string, zone: string | null): Moment {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/i.exec(text.trim())
  if (!match) throw new CannotRead('event')
  const [year, month, dayOfMonth, hours, minutes, seconds] = match.slice(1, 7).map(Number)
  if (month! < 1 || month! > 12 || dayOfMonth! < 1 || dayOfMonth! > daysInMonth(year!, month!))
    throw new CannotRead('event')
  const date = dayNumber(year!, month!, dayOfMonth!) * day
  if (match[4] === undefined) return { at: date, isDay: true, zone: null }
  // A leap second is written 60.
  if (hours! > 23 || minutes! > 59 || seconds! > 60) throw new CannotRead('event')
  const at = date + hours! * hour + minutes! * minute + seconds! * second
  return { at, isDay: false, zone: match[7] ? 'UTC' : zone }
}

/** A duration in milliseconds: days and weeks as those of a wall clock. */
export function readDuration(text: string): Local {
  const match = /^([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,10})S)?)?$/i.exec(
    text.trim(),
  )
  if (!match || !/\d/.test(text)) throw new CannotRead('event')
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0))
  const long = weeks! * 7 * day + days! * day + hours! * hour + minutes! * minute + seconds! * second
  return match[1] === '-' ? -long : long
}

/** A stretch of time: its start, and its end or how long it lasts. */
export type Period = { start: Moment; end: Moment | null; lasts: Local | null }

/** The stretches of a line that has some, such as FREEBUSY. */
export const periodsOf = ({ params, value }: Line): Period[] =>
  value.split(',').map((one) => {
    const [from = '', until = ''] = one.split('/')
    const zone = params.get('TZID') ?? null
    const start = readMoment(from, zone)
    return /^[+-]?P/i.test(until)
      ? { start, end: null, lasts: readDuration(until) }
      : { start, end: readMoment(until, zone), lasts: null }
  })
