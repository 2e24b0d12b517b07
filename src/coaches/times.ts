import type { Tx } from '#lib/sql'
import { civilDate, dateWords } from '#lib/time'
import { absenceWords } from './absence-words.ts'
import type { AbsenceReason, Rehoming } from './absence.ts'
import { asException, asPattern } from './load-rules.ts'
import type { Line } from './pages/times.ts'
import { absencesAhead, exceptionsOf, patternsOf } from './queries.ts'
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
  const waiting = absences.length > 0 ? await rehoming.waiting(tx, coachId) : []
  return {
    weekly: patterns.map((row): Line => ({
      id: row.id,
      words: patternWords(asPattern(row)) + startWords(row.startsOn, today),
    })),
    days: exceptions
      .map((row) => ({ id: row.id, exception: asException(row) }))
      .sort((a, b) => Temporal.PlainDate.compare(a.exception.onDate, b.exception.onDate))
      .map(({ id, exception }): Line => ({ id, words: exceptionWords(exception) })),
    away: absences.map(({ id, startsAt, endsAt, reason }) => ({
      id,
      begun: Temporal.Instant.compare(startsAt, now) <= 0,
      inside: waiting.filter((session) => isBefore(session.startsAt, endsAt) && isBefore(startsAt, session.endsAt))
        .length,
      words: `${reasonWords[reason as AbsenceReason]}, ${absenceWords({ startsAt, endsAt }, today)}`,
    })),
  }
}

const isBefore = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) < 0

/** ", from 5 January 2027": where hours begin later. */
function startWords(startsOn: string, today: Temporal.PlainDate): string {
  const first = Temporal.PlainDate.from(startsOn)
  return Temporal.PlainDate.compare(first, today) > 0 ? `, from ${dateWords(first)}` : ''
}
