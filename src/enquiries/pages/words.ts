import type { Service } from '#organisations'

/** "45 minutes", "2 hours or 4 hours": how long a service takes. */
export const lengthWords = ({ minutes, alsoMinutes }: Pick<Service, 'minutes' | 'alsoMinutes'>): string =>
  [minutes, ...alsoMinutes].map(minutesWords).join(' or ')

/** "45 minutes", "2 hours". */
export const minutesWords = (minutes: number): string =>
  minutes >= 120 && minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`

/** "By video or phone". */
export const modeWords = ({ modes }: Pick<Service, 'modes'>): string => `By ${modes.join(' or ')}`
