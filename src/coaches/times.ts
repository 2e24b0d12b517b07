import type { Tx } from '#lib/sql'
import { civilDate, dateWords, nearDate } from '#lib/time'
import { absenceWords } from './absence-words.ts'
import type { AbsenceReason, Rehoming, Session } from './absence.ts'
import { lastWords, type StillSo } from './last-word.ts'
import { asException, asPattern } from './load-rules.ts'
import type { DayLine, Line } from './lines.ts'
import type { Pattern } from './pattern.ts'
import { absencesAhead, exceptionsOf, patternsOf } from './queries.ts'
import { partsOf } from './rule.ts'
import { seriesPath } from './series/asked.ts'
import { coming } from './series/rules.ts'
import { occurrenceWords } from './series/words.ts'
import { exceptionWords, patternWords, reasonWords } from './words.ts'

/**
 * A coach's weekly hours, the days ahead that differ, and absences that are not over, in words; each absence with how
 * many sessions inside it need another coach.
 */
export async function timesAhead(
  tx: Tx,
  coachId: string,
  { now, rehoming }: { now: Temporal.Instant; rehoming: Rehoming },
) {
  const today = civilDate(now)
  const horizon = today.add({ years: 1 })
  const patterns = await patternsOf(tx, today, horizon, [coachId])
  const exceptions = await exceptionsOf(tx, today, horizon, [coachId])
  const absences = await absencesAhead(tx, coachId, now)
  const waiting = await rehoming.waiting(tx, coachId)
  const underWay = await rehoming.underWay(tx, coachId)
  const isIn = (session: Session) => absences.some((absence) => isWithin(session, absence))
  const left = waiting.filter((session) => !isIn(session))
  return {
    weekly: patterns.map((row): Line & { next: string | null } => ({
      id: row.id,
      words: patternWords(asPattern(row)) + startWords(asPattern(row), today),
      next: coming(asPattern(row), today, 1)[0]?.onDate.toString() ?? null,
    })),
    days: [
      ...lastWords(exceptions.map(withId)).map(ofException),
      ...patterns.flatMap((row) => ofSeries(row.id, asPattern(row), today)),
    ].sort((a, b) => Temporal.PlainDate.compare(a.onDate, b.onDate)),
    /** Sessions that the coach gave up with their hours, and for which another coach or time is looked for. */
    givenUp: left.filter(({ givenUp, letGo }) => givenUp && !letGo).length,
    /** Those that the lead let go, and others that are not the coach's to hold. */
    letGo: left.filter(({ letGo }) => letGo).length,
    notHeld: left.filter(({ givenUp, letGo }) => !givenUp && !letGo).length,
    away: absences.map(({ id, startsAt, endsAt, reason }) => ({
      id,
      begun: Temporal.Instant.compare(startsAt, now) <= 0,
      inside: waiting.filter((session) => isBefore(now, session.startsAt) && isWithin(session, { startsAt, endsAt }))
        .length,
      underWay: underWay.filter((session) => isWithin(session, { startsAt, endsAt })).length,
      words: `${reasonWords[reason as AbsenceReason]}, ${absenceWords({ startsAt, endsAt }, today)}`,
    })),
  }
}

const isBefore = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) < 0

type Stretch = Pick<Session, 'startsAt' | 'endsAt'>
const isWithin = (session: Stretch, { startsAt, endsAt }: Stretch) =>
  isBefore(session.startsAt, endsAt) && isBefore(startsAt, session.endsAt)

const withId = (row: Awaited<ReturnType<typeof exceptionsOf>>[number]) => ({ id: row.id, ...asException(row) })

const ofException = ({ said, left }: StillSo<ReturnType<typeof withId>>): DayLine => ({
  onDate: said.onDate,
  words: exceptionWords(said, left),
  path: `/team/times/day/${said.id}/usual`,
  on: null,
})

const ofSeries = (id: string, pattern: Pattern, today: Temporal.PlainDate): DayLine[] =>
  (pattern.differing ?? [])
    .filter(({ onDate }) => Temporal.PlainDate.compare(onDate, today) >= 0)
    .map((one) => ({
      onDate: one.onDate,
      words: occurrenceWords(pattern, one),
      path: `${seriesPath(id)}/usual`,
      on: one.onDate.toString(),
    }))

/** ", from 5 January 2027": where hours begin later; ", next on Monday 30 November" where not every week or month has them. */
function startWords(pattern: Pattern, today: Temporal.PlainDate): string {
  const isLater = Temporal.PlainDate.compare(pattern.startsOn, today) > 0
  const next = isSeldom(pattern) ? coming(pattern, today, 60).find(({ hours }) => hours !== null) : undefined
  return `${isLater ? `, from ${dateWords(pattern.startsOn)}` : ''}${next ? `, next on ${nearDate(next.onDate)}` : ''}`
}

const isSeldom = ({ rule }: Pattern) => Number(partsOf(rule).get('INTERVAL') ?? 1) > 1
