import { civilDate, dateWords, nearDate, programmeZone, startOfDay, timeWords } from '#lib/time'
import type { Absence } from './absence.ts'

type Day = Temporal.PlainDate

/**
 * "all day on Saturday 28 November", "from Saturday 28 to Monday 30 November": when somebody is away. The year is said
 * of other years.
 */
export function absenceWords({ startsAt, endsAt }: Pick<Absence, 'startsAt' | 'endsAt'>, today: Day): string {
  const first = civilDate(startsAt)
  const endsAtMidnight = startOfDay(civilDate(endsAt)).equals(endsAt)
  const last = endsAtMidnight ? civilDate(endsAt).subtract({ days: 1 }) : civilDate(endsAt)
  const [from, until] = [
    startOfDay(first).equals(startsAt) ? null : clock(startsAt),
    endsAtMidnight ? null : clock(endsAt),
  ]
  const day = (one: Day) => (one.year === today.year ? nearDate(one) : dateWords(one))
  if (!from && !until) return first.equals(last) ? `all day on ${day(first)}` : wholeDays(first, last, day)
  if (first.equals(last)) return `on ${day(first)}, ${hoursOf(from, until)}`
  const start = from ? `${day(first)}, ${from}` : `the start of ${day(first)}`
  return `from ${start} to ${until ? `${day(last)}, ${until}` : `the end of ${day(last)}`}`
}

/** "the end of today", "3pm", "the end of Friday 4 December": until when somebody is away who is so now. */
export function untilWords({ endsAt }: Pick<Absence, 'endsAt'>, today: Day): string {
  const isMidnight = startOfDay(civilDate(endsAt)).equals(endsAt)
  const last = isMidnight ? civilDate(endsAt).subtract({ days: 1 }) : civilDate(endsAt)
  const day = last.equals(today) ? 'today' : last.year === today.year ? nearDate(last) : dateWords(last)
  return isMidnight ? `the end of ${day}` : last.equals(today) ? clock(endsAt) : `${day}, ${clock(endsAt)}`
}

/** What two days have in common at the end is said once. */
function wholeDays(first: Day, last: Day, day: (one: Day) => string): string {
  const sameMonth = first.toPlainYearMonth().equals(last.toPlainYearMonth())
  const start = sameMonth
    ? nearDate(first).replace(/ \S+$/, '')
    : first.year === last.year
      ? nearDate(first)
      : day(first)
  return `from ${start} to ${day(last)}`
}

function hoursOf(from: string | null, until: string | null): string {
  if (from && until) return `${from} to ${until}`
  return from ? `from ${from}` : `until ${until}`
}

/** A time of day; of an hour that comes twice, as the clocks go back, which of the two. */
function clock(at: Temporal.Instant): string {
  const civil = at.toZonedDateTimeISO(programmeZone).toPlainDateTime()
  const [one, other] = (['earlier', 'later'] as const).map((disambiguation) =>
    civil.toZonedDateTime(programmeZone, { disambiguation }).toInstant(),
  )
  if (one!.equals(other!)) return timeWords(at)
  return `${timeWords(at)} (${at.equals(one!) ? 'the first one, before the clocks go back' : 'the second one, after the clocks have gone back'})`
}
