import type { Tx } from '#lib/sql'
import { sentence } from '#lib/text'
import { civilDate, nearDate, readDay } from '#lib/time'
import { dayNumber } from '../days.ts'
import { lastWords } from '../last-word.ts'
import { asException, asPattern } from '../load-rules.ts'
import { occurrenceOn, type Pattern } from '../pattern.ts'
import { exceptionsOf, patternsOf } from '../queries.ts'
import { hoursWords, workingWords } from '../words.ts'
import { asQuery, seriesPath } from './asked.ts'
import { isDayOf } from './rules.ts'

/** Hours of a series on one day of the week shown, with the page that changes them; null for a day that is over. */
export type Block = { href: string | null; words: string; from: number; until: number }
export type WeekDay = {
  date: string
  words: string
  blocks: readonly Block[]
  /** What of the day is no part of a series, in words. */
  besides: readonly string[]
}
/** A week of a coach's times. */
export type Week = { words: string; days: readonly WeekDay[]; before: string | null; after: string }

/** The week that holds a day in an address, this one where it is none; none that is over. */
export async function weekShown(
  tx: Tx,
  coachId: string,
  asked: string | undefined,
  now: Temporal.Instant,
): Promise<Week> {
  const today = civilDate(now)
  const day = readDay(asked) ?? today
  const shown = Temporal.PlainDate.compare(day, today) < 0 ? today : day
  const [monday, thisWeek] = [mondayOf(shown), mondayOf(today)]
  const next = monday.add({ weeks: 1 })
  const rows = await patternsOf(tx, monday, next, [coachId])
  const exceptions = (await exceptionsOf(tx, monday, next, [coachId])).map(asException)
  const isFirst = monday.equals(thisWeek)
  const days = Array.from({ length: 7 }, (_, i) => monday.add({ days: i })).map((date) => ({
    date: date.toString(),
    words: nearDate(date),
    blocks: rows.flatMap((row) => blockOn({ id: row.id, pattern: asPattern(row) }, date, today) ?? []),
    besides: lastWords(exceptions.filter(({ onDate }) => onDate.equals(date))).map(({ said, left }) =>
      sentence(workingWords(said, left)),
    ),
  }))
  return {
    words: isFirst ? 'This week' : `Week of ${nearDate(monday)}`,
    days,
    before: isFirst ? null : monday.subtract({ weeks: 1 }).toString(),
    after: next.toString(),
  }
}

function blockOn(
  { id, pattern }: { id: string; pattern: Pattern },
  date: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Block | null {
  if (!isDayOf(pattern, date)) return null
  const hours = occurrenceOn(pattern, dayNumber(date))
  if (!hours) return null
  const isOver = Temporal.PlainDate.compare(date, today) < 0
  return {
    href: isOver ? null : `${seriesPath(id)}?${asQuery(date, {})}`,
    words: hoursWords(hours),
    from: hours.startsAt,
    until: hours.endsAt,
  }
}

const mondayOf = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 })
