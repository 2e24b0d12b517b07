import { dateWords, nearDate } from '#lib/time'
import type { Occurrence, Pattern } from '../pattern.ts'
import { hoursWords, listed, patternWords } from '../words.ts'
import type { Edit } from './rules.ts'

/** "Tuesday 1 December 2026: 10am to 2pm instead of 8am to midday": an occurrence that differs. */
export const occurrenceWords = (pattern: Pattern, { onDate, hours }: Occurrence): string =>
  `${dateWords(onDate)}: ${hours ? `${hoursWords(hours)} instead of` : 'not working'} ${hoursWords(pattern)}`

/** "Tuesday 1 December, 8am to midday": an occurrence as it stands. */
export const standsWords = ({ onDate, hours }: Occurrence): string =>
  `${nearDate(onDate)}, ${hours ? hoursWords(hours) : 'left out'}`

/** "Every Tuesday, 8am to midday" without the last day: a series by its days and hours. */
export const seriesWords = (pattern: Pattern): string => patternWords({ ...pattern, endsOn: null })

/** "Tuesday 1 December: 10am to 2pm": what an edit says, as a heading would. */
export function editWords({ which, dates, hours }: Edit, pattern: Pattern): string {
  const days = listed(dates.map(nearDate))
  const when = which === 'later' ? `From ${days} on` : days
  return `${when}: ${hours === null ? 'no work' : hoursWords(hours === 'usual' ? pattern : hours)}`
}

/** "3 bookings are in the hours you give up". */
export const insideWords = (many: number): string =>
  many === 1 ? '1 booking is in the hours you give up' : `${many} bookings are in the hours you give up`
