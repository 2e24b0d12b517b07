import { civilDate, toInstant, type Millis } from '#lib/time'
import { without, workingRanges, type Exception, type Range } from '#coaches'
import { ama, dev } from '../cast.ts'
import type { DemoCoach } from '../demo-coaches.ts'
import { dayRange, isOpen, type Available, type Fixed } from './timetable.ts'

export type DemoException = Exception & { coachId: string }
export type DemoAbsence = { coachId: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant; reason: string }

/** What differs from the weekly patterns in the demonstration, seen from a moment. */
export type Differences = { exceptions: DemoException[]; absences: DemoAbsence[]; fixed: Fixed[] }

/**
 * A few absences; extra hours, so that Dev and Ama work today and tomorrow whatever the weekday; and Dev's session that
 * is about to begin, while there is still a time for one today.
 */
export function differences(coaches: readonly DemoCoach[], now: Temporal.Instant): Differences {
  const today = civilDate(now)
  const named = (name: string) => coaches.find(({ nameShown }) => nameShown === name)!.id
  const away = (name: string, from: number, until: number, reason: string): DemoAbsence => ({
    coachId: named(name),
    startsAt: toInstant(dayRange(today.add({ days: from })).startsAt),
    endsAt: toInstant(dayRange(today.add({ days: until })).startsAt),
    reason,
  })
  const soon = soonStart(now)
  const exceptions = [today, today.add({ days: 1 })].flatMap((day) => [
    ...(worksLittle(coaches, dev.coachId!, day) ? [open(dev.coachId!, day, 600, 840)] : []),
    ...(worksLittle(coaches, ama.coachId!, day) ? [open(ama.coachId!, day, 960, 1_200)] : []),
  ])
  return {
    exceptions: soon === null ? exceptions : [...exceptions, around(soon)],
    absences: [
      away('Rhys Llewellyn', -1, 2, 'ill'),
      away('Fiona MacLeod', 3, 11, 'leave'),
      away('Tendai Moyo', -4, -2, 'ill'),
      away('Lucy Fairbairn', 7, 9, 'other'),
    ],
    fixed: soon === null ? [] : [{ coachId: dev.coachId!, startsAt: soon, mode: 'phone' }],
  }
}

/** Each coach with the hours open between two days. */
export const openHours = (
  coaches: readonly DemoCoach[],
  { exceptions, absences }: Pick<Differences, 'exceptions' | 'absences'>,
  [from, until]: readonly [Temporal.PlainDate, Temporal.PlainDate],
): Available[] =>
  coaches.map((coach) => {
    const own = exceptions.filter(({ coachId }) => coachId === coach.id)
    const away: Range[] = absences
      .filter(({ coachId }) => coachId === coach.id)
      .map(({ startsAt, endsAt }) => ({ startsAt: startsAt.epochMilliseconds, endsAt: endsAt.epochMilliseconds }))
    return { coach, open: without(workingRanges({ patterns: coach.patterns, exceptions: own }, from, until), away) }
  })

const minute = 60_000
const quarter = 15 * minute

/** The first quarter-hour at least 35 minutes away, or null when a session then would not end by 10pm. */
function soonStart(now: Temporal.Instant): Millis | null {
  const startsAt = Math.ceil((now.epochMilliseconds + 35 * minute) / quarter) * quarter
  return isOpen({ startsAt, endsAt: startsAt + 60 * minute }) ? startsAt : null
}

/** Extra hours for Dev around a start, on its day. */
function around(startsAt: Millis): DemoException {
  const local = toInstant(startsAt).toZonedDateTimeISO('Europe/London')
  const from = local.hour * 60 + local.minute
  return open(dev.coachId!, local.toPlainDate(), Math.floor(from / 60) * 60, Math.min(1_320, from + 75))
}

const open = (coachId: string, onDate: Temporal.PlainDate, startsAt: number, endsAt: number): DemoException => ({
  coachId,
  kind: 'open',
  onDate,
  startsAt,
  endsAt,
  zone: 'Europe/London',
})

function worksLittle(coaches: readonly DemoCoach[], id: string, day: Temporal.PlainDate): boolean {
  const { patterns } = coaches.find((coach) => coach.id === id)!
  const ranges = workingRanges({ patterns, exceptions: [] }, day, day.add({ days: 1 }))
  return ranges.reduce((sum, range) => sum + range.endsAt - range.startsAt, 0) < 180 * minute
}
