import type { Service } from '#organisations'

/** "45 minutes", "2 hours or 4 hours": how long a service takes. */
export const lengthWords = ({ minutes, alsoMinutes }: Pick<Service, 'minutes' | 'alsoMinutes'>): string =>
  [minutes, ...alsoMinutes].map(minutesWords).join(' or ')

/** "45 minutes", "2 hours". */
export const minutesWords = (minutes: number): string =>
  minutes >= 120 && minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`

/** "By video or phone". */
export const modeWords = ({ modes }: Pick<Service, 'modes'>): string => `By ${modes.join(' or ')}`

/** "8am to 10pm, every day": hours of the day as they are said; whole hours and minutes both. */
export const hoursWords = ({ opens, closes }: Pick<Service, 'opens' | 'closes'>): string =>
  `${clockWords(opens)} to ${clockWords(closes)}, every day`

function clockWords(clock: string): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  if (minute === 0 && hour % 24 === 0) return 'midnight'
  if (minute === 0 && hour === 12) return 'midday'
  const past = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 || 12}${past}${hour < 12 ? 'am' : 'pm'}`
}
