import { clockWords, dateWords } from '#lib/time'
import { sentence } from '#lib/text'
import type { AbsenceReason } from './absence.ts'
import { languageName } from './languages.ts'
import type { Exception, Pattern } from './pattern.ts'
import { lastDayOf, partsOf, weekdays } from './rule.ts'

type Clock = { startsAt: number; endsAt: number }

/** "English, Urdu and Punjabi": languages in the order given. */
export const languageWords = (tags: readonly string[]) => listed(tags.map(languageName))

/** "Woman", "Man", "Another gender", or null where the coach has not said. */
export const genderWords = (gender: string | null): string | null =>
  gender === null ? null : ({ woman: 'Woman', man: 'Man' }[gender] ?? 'Another gender')

/** "Every Monday, Tuesday and Wednesday, 8am to midday": working hours as one would say them. */
export const patternWords = (pattern: Pattern): string => `${sentence(dayRule(pattern))}, ${hoursWords(pattern)}`

/** "Tuesday 1 December 2026: also working 6pm to 8pm": one day that differs, in those of its hours that are left of what was said. */
export const exceptionWords = (exception: Exception, left: readonly Clock[] = [exception]): string =>
  `${dateWords(exception.onDate)}: ${workingWords(exception, left)}`

/** "also working 6pm to 8pm" without the day. */
export const workingWords = ({ kind }: Pick<Exception, 'kind'>, left: readonly Clock[]): string =>
  `${kind === 'open' ? 'also working' : 'not working'} ${listed(left.map(hoursWords))}`

/** Why somebody is away, in a word or two. */
export const reasonWords: Record<AbsenceReason, string> = { ill: 'Ill', leave: 'On leave', other: 'Away' }

/** "8am to 10pm": hours after midnight in minutes. */
export function hoursWords({ startsAt, endsAt }: Clock): string {
  return startsAt === 0 && endsAt === 1_440 ? 'all day' : `${clockWords(startsAt)} to ${clockWords(endsAt)}`
}

/** "a", "a and b", "a, b and c". */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

export const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const ordinals: Record<string, string> = {
  '1': 'first',
  '2': 'second',
  '3': 'third',
  '4': 'fourth',
  '5': 'fifth',
  '-1': 'last',
}

function dayRule({ rule, startsOn, endsOn }: Pattern): string {
  const parts = partsOf(rule)
  const last = endsOn ?? lastDayOf(parts)
  const times = parts.get('COUNT')
  return [often(parts, startsOn), times && `${times} times`, last && `until ${dateWords(last)}`]
    .filter(Boolean)
    .join(', ')
}

function often(parts: ReadonlyMap<string, string>, startsOn: Temporal.PlainDate): string {
  const every = Number(parts.get('INTERVAL') ?? 1)
  const named = parts.get('BYDAY')?.split(',').map(dayWord)
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return every === 1 ? (named ? `every ${listed(named)}` : 'every day') : `every ${every} days`
    case 'WEEKLY': {
      const days = listed(named ?? [dayNames[startsOn.dayOfWeek - 1]!])
      if (named?.length === 7 && every === 1) return 'every day'
      return every === 1 ? `every ${days}` : `${days} every ${every === 2 ? 'second week' : `${every} weeks`}`
    }
    default: {
      const dates = parts.get('BYMONTHDAY')?.split(',') ?? (named ? [] : [String(startsOn.day)])
      const days = [...(named ?? []), ...dates.map((date) => (date === '-1' ? 'last day' : `day ${date}`))]
      return `the ${listed(days)} of ${every === 1 ? 'every month' : `every ${every} months`}`
    }
  }
}

function dayWord(text: string): string {
  const [, count, name] = /^(-?\d)?(..)$/.exec(text)!
  const day = dayNames[weekdays.findIndex((weekday) => weekday === name)]!
  return count ? `${ordinals[count] ?? `${count}th`} ${day}` : day
}
