/** What a wall clock shows, in milliseconds since it showed 1 January 1970, midnight. Its zone is said elsewhere. */
export type Local = number
/** An instant, in epoch milliseconds. */
export type Instant = number
/** Days since 1 January 1970. */
export type Day = number

export const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000]

/** The number of a civil day (Hinnant, days_from_civil). */
export function dayNumber(year: number, month: number, dayOfMonth: number): Day {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468
}

/** The civil day of a number (Hinnant, civil_from_days). */
export function civilOf(number: Day): { year: number; month: number; day: number } {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

export const daysInMonth = (year: number, month: number) =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
export const daysInYear = (year: number) => (isLeap(year) ? 366 : 365)

/** 0 for Monday to 6 for Sunday; 1 January 1970 was a Thursday. */
export const weekdayOf = (number: Day) => (((number + 3) % 7) + 7) % 7
export const dayOf = (at: Local): Day => Math.floor(at / day)

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
