import { toInstant, type Millis } from '#lib/time'

/** The engine's unit of time. Every zone's offset is a whole number of these, so civil quarter-hours are quarters. */
export const quarterMillis = 900_000

/** The civil days that an index covers, as quarters counted from its first midnight. */
export type Grid = {
  zone: string
  /** Quarters since 1970 at the first midnight. */
  origin: number
  /** First quarter of each day, and at the end the first quarter after the last day. */
  dayStarts: Int32Array
  dates: readonly Temporal.PlainDate[]
  quarters: number
}

/** Lays a grid of whole civil days from the day that holds `now`. */
export function layGrid(now: Millis, days: number, zone: string): Grid {
  const first = toInstant(now).toZonedDateTimeISO(zone).toPlainDate()
  const dates = Array.from({ length: days }, (_, i) => first.add({ days: i }))
  const midnights = [...dates, first.add({ days })].map(
    (date) => date.toZonedDateTime(zone).epochMilliseconds / quarterMillis,
  )
  const origin = midnights[0]!
  const dayStarts = Int32Array.from(midnights, (midnight) => midnight - origin)
  return { zone, origin, dayStarts, dates, quarters: dayStarts[days]! }
}

/** The quarter in which an instant lies (may lie outside the grid). */
export const quarterOf = (grid: Grid, at: Millis) => Math.floor(at / quarterMillis) - grid.origin
/** The first quarter that starts at or after an instant. */
export const quarterFrom = (grid: Grid, at: Millis) => Math.ceil(at / quarterMillis) - grid.origin
export const millisOf = (grid: Grid, quarter: number): Millis => (grid.origin + quarter) * quarterMillis

/** The day that holds a quarter of the grid. */
export function dayOfQuarter(grid: Grid, quarter: number): number {
  let day = Math.min(Math.floor(quarter / 96), grid.dates.length - 1)
  while (day > 0 && grid.dayStarts[day]! > quarter) day--
  while (day < grid.dates.length - 1 && grid.dayStarts[day + 1]! <= quarter) day++
  return day
}
