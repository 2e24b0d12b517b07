import type { Tx } from '#lib/sql'
import { civilDate, nearDate, startOfDay, timeWords, toInstant, whenWords } from '#lib/time'
import { busyOf, ownCalendarOf } from './queries.ts'
import { standingOf } from './rules.ts'
import { warningOf, type Told } from './words.ts'

/** What a coach is shown of their own calendar. */
export type Shown = {
  kind: 'address' | 'file'
  addedAt: Temporal.Instant
  /** "Read today, 2:15pm": how fresh it is; null before the first time. */
  read: string | null
  /** When it is read again, in a sentence; null for a file. */
  next: string | null
  warning: Told
}

/** A coach's own calendar as it stands; null without one. */
export async function shownCalendar(tx: Tx, coachId: string, now: Temporal.Instant): Promise<Shown | null> {
  const known = await ownCalendarOf.one(tx, coachId)
  if (!known) return null
  const { kind, addedAt, readAt, nextAt, fault } = known
  const isDue = nextAt !== null && Temporal.Instant.compare(nextAt, now) <= 0
  return {
    kind: kind === 'file' ? 'file' : 'address',
    addedAt,
    read: readAt && `Read ${whenWords(readAt, now)}`,
    next: nextAt && nextWords(fault === null, isDue ? 'in a moment' : whenWords(nextAt, now)),
    warning: warningOf(standingOf(known, now), now),
  }
}

const nextWords = (isWell: boolean, when: string) =>
  isWell ? 'We read it again every 15 minutes.' : `We try again ${when}.`

/** What is wrong with a coach's own calendar, in a sentence or two; null while nothing is. */
export const calendarWarning = async (tx: Tx, coachId: string, now: Temporal.Instant): Promise<Told> =>
  (await shownCalendar(tx, coachId, now))?.warning ?? null

const daysShown = 7

/** "Monday 30 November: 9am to 10am, 1pm to 2:30pm": when a coach is busy elsewhere in the days ahead, a line a day. */
export async function busyLines(tx: Tx, coachId: string, now: Temporal.Instant): Promise<string[]> {
  const today = civilDate(now)
  const days = Array.from({ length: daysShown }, (_, i) => today.add({ days: i }))
  const window = [startOfDay(today), startOfDay(today.add({ days: daysShown }))] as const
  const busy = await busyOf(tx, coachId, ...window)
  return days.flatMap((day) => {
    const [from, until] = [startOfDay(day), startOfDay(day.add({ days: 1 }))].map((at) => at.epochMilliseconds)
    const times = busy
      .map(({ startsAt, endsAt }) => [
        Math.max(startsAt.epochMilliseconds, from!),
        Math.min(endsAt.epochMilliseconds, until!),
      ])
      .filter(([start, end]) => start! < end!)
      .map(([start, end]) => (start === from && end === until ? 'all day' : `${clock(start!)} to ${clock(end!)}`))
    return times.length > 0 ? [`${nearDate(day)}: ${times.join(', ')}`] : []
  })
}

const clock = (at: number) => timeWords(toInstant(at))
