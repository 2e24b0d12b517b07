/** A civil day as a whole number: days since 1 January 1970. */
export type DayNumber = number

export const millisADay = 86_400_000

/** The number of a civil day. By arithmetic, because every range of every coach asks for it (Hinnant, days_from_civil). */
export function dayNumber({ year, month, day }: Temporal.PlainDate): DayNumber {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468
}

/** 0 for Monday to 6 for Sunday; 1 January 1970 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => (((day + 3) % 7) + 7) % 7

/** The civil day with a number. */
export const civilDay = (day: DayNumber): Temporal.PlainDate => epoch.add({ days: day })

const epoch = Temporal.PlainDate.from('1970-01-01')
