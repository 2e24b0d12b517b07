/** The programme's civil time. Rows that carry a zone of their own win over it. */
export const programmeZone = 'Europe/London'

/** Milliseconds since 1970 of an instant; the engine counts in these. */
export type Millis = number

export const toInstant = (at: Millis) => Temporal.Instant.fromEpochMilliseconds(at)

/** The civil day on which an instant falls. */
export const civilDate = (at: Temporal.Instant, zone = programmeZone) => at.toZonedDateTimeISO(zone).toPlainDate()

/** The first instant of a civil day: 00:00, or the first moment that exists. */
export const startOfDay = (day: Temporal.PlainDate, zone = programmeZone): Temporal.Instant =>
  day.toZonedDateTime(zone).startOfDay().toInstant()

/** A civil day of this century written as 2026-11-25, or null for anything else: no database or calendar has all years. */
export function readDay(text: string | undefined): Temporal.PlainDate | null {
  if (!text || !/^20\d{2}-\d{2}-\d{2}$/.test(text)) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** "6:30pm", "12 midday", "8am": a clock time as the NHS service manual writes it. */
export function timeWords(at: Temporal.Instant, zone = programmeZone): string {
  const { hour, minute } = at.toZonedDateTimeISO(zone)
  return clockWords(hour * 60 + minute)
}

/** "8am", "12:30pm", "midday": minutes after midnight as a clock time; 1440 is the midnight that ends the day. */
export function clockWords(minutes: number): string {
  if (minutes % 1_440 === 0) return 'midnight'
  if (minutes === 720) return 'midday'
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60]
  return `${hour % 12 || 12}${minute ? `:${String(minute).padStart(2, '0')}` : ''}${hour < 12 ? 'am' : 'pm'}`
}

/** Minutes after midnight of a clock time such as "08:00" or "24:00". */
export function clockMinutes(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** "Monday 23 November 2026". */
export const dateWords = (day: Temporal.PlainDate): string => `${nearDate(day)} ${day.year}`

/** "today", "tomorrow", or "Monday 23 November": a day near to now. */
export function dayWords(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const ahead = today.until(day).days
  if (ahead === 0) return 'today'
  return ahead === 1 ? 'tomorrow' : nearDate(day)
}

/** "today, Tuesday 24 November", "tomorrow, Wednesday 25 November", "Monday 30 November": a day that must not be mistaken. */
export function fullDayWords(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const near = dayWords(day, today)
  return near === nearDate(day) ? near : `${near}, ${nearDate(day)}`
}

/** "today, 6:30pm"; "Monday 23 November, 8am". */
export const whenWords = (at: Temporal.Instant, now: Temporal.Instant, zone = programmeZone): string =>
  `${dayWords(civilDate(at, zone), civilDate(now, zone))}, ${timeWords(at, zone)}`

/** "Monday 23 November 2026, 6:30pm": the same words on a page, in a message and on the telephone. */
export const fullWhenWords = (at: Temporal.Instant, zone = programmeZone): string =>
  `${dateWords(civilDate(at, zone))}, ${timeWords(at, zone)}`

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = 'January February March April May June July August September October November December'.split(' ')

/** "Monday 23 November". */
export const nearDate = (day: Temporal.PlainDate) =>
  `${weekdays[day.dayOfWeek - 1]} ${day.day} ${months[day.month - 1]}`
