import { civilDate, readDay } from '#lib/time'
import type { Tx } from '#lib/sql'
import type { Visit } from '#web'
import { asPattern } from '../load-rules.ts'
import type { Pattern } from '../pattern.ts'
import { patternsOf } from '../queries.ts'
import type { Turn } from '../turn.ts'
import { isDayOf, whiches, type Edit } from './rules.ts'

/** One of a coach's series, the coach's others, and the occurrence that is spoken of. */
export type Series = { id: string; pattern: Pattern; others: readonly Pattern[]; on: Temporal.PlainDate }

export const seriesPath = (id: string) => `/team/times/week/${id}`

/** The series in a visit's path with the day that is spoken of; null where there is none, or none of this coach, or not that day. */
export async function seriesIn(tx: Tx, { visit, coach }: Turn, day: string | undefined): Promise<Series | null> {
  const id = visit.params['id'] ?? ''
  const today = civilDate(visit.now)
  const rows = await patternsOf(tx, today, today.add({ years: 100 }), [coach.id])
  const row = rows.find((one) => one.id === id)
  const on = readDay(day)
  if (!row || !on || Temporal.PlainDate.compare(on, today) < 0 || !isDayOf(asPattern(row), on)) return null
  return { id, pattern: asPattern(row), others: rows.filter((one) => one !== row).map(asPattern), on }
}

/** What changes, as it goes from page to page: "none", "usual", or hours such as "510-750". */
export const whatOf = (hours: Edit['hours']) =>
  hours === null ? 'none' : hours === 'usual' ? 'usual' : `${hours.startsAt}-${hours.endsAt}`

/** Hours that go from page to page, read; undefined for what is none. */
export function readWhat(text: string | undefined): Edit['hours'] | undefined {
  if (text === 'none') return null
  if (text === 'usual') return 'usual'
  const [, from, until] = /^(\d{1,4})-(\d{1,4})$/.exec(text ?? '') ?? []
  const [startsAt, endsAt] = [Number(from), Number(until)]
  return from === undefined || startsAt >= endsAt || endsAt > 1_440 ? undefined : { startsAt, endsAt }
}

/** An edit in the query string of a page. */
export const asQuery = (on: Temporal.PlainDate, { which, dates, hours }: Partial<Edit>): string =>
  new URLSearchParams({
    on: on.toString(),
    ...(hours === undefined ? {} : { what: whatOf(hours) }),
    ...(which === undefined ? {} : { which }),
    ...(which === 'picked' && dates ? { dates: dates.join(' ') } : {}),
  }).toString()

/** The edit that a page is about, from its query string; null for what is none. */
export function editIn({ query }: Visit, { pattern, on }: Series): Edit | null {
  const which = whiches.find((one) => one === query['which'])
  const hours = readWhat(query['what'])
  if (!which || hours === undefined) return null
  const dates = which === 'picked' ? datesIn((query['dates'] ?? '').split(' '), pattern) : [on]
  return dates && { which, dates, hours }
}

/** Days of a series as texts, in order; null where there is none, or one that is no day of it. */
export function datesIn(texts: readonly string[], pattern: Pattern): Temporal.PlainDate[] | null {
  const dates = [...new Set(texts)].map(readDay)
  const known = dates.filter((date) => date !== null && isDayOf(pattern, date)) as Temporal.PlainDate[]
  return known.length === 0 || known.length < dates.length || known.length > 60
    ? null
    : known.toSorted(Temporal.PlainDate.compare)
}
