import { civilDate, startOfDay } from '#lib/time'

/** The civil day that holds an instant, as PostgreSQL writes a range: daily caps count within it. */
export function dayRange(at: Temporal.Instant, zone: string): string {
  const day = civilDate(at, zone)
  return `[${startOfDay(day, zone).toString()},${startOfDay(day.add({ days: 1 }), zone).toString()})`
}
