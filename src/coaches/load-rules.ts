import type { Tx } from '#lib/sql'
import { startOfDay, toInstant, type Millis } from '#lib/time'
import { merged, within, type Range } from './ranges.ts'
import { workingWithin, type Exception, type Occurrence, type Pattern } from './pattern.ts'
import { busyOfAll, busyOfSome } from './own-calendar/queries.ts'
import * as ask from './queries.ts'

/** Everything that decides when, how and for whom a coach may be booked, as of one version. */
export type CoachRules = {
  id: string
  /** A small number, never given to another coach. */
  number: number
  version: number
  active: boolean
  providerId: string
  services: string[]
  modes: string[]
  languages: string[]
  gender: string | null
  ethnicallyDiverse: boolean
  dailyCap: number
  gapMinutes: number
  /** Hours worked in the window asked for; merged and in order. */
  working: Range[]
  /** Absences that touch the window; merged and in order. */
  absences: Range[]
  /** When their own calendar has them busy, and the time that it says nothing of; merged and in order. */
  busy: Range[]
  /** When what their own calendar said stops counting; null without one. */
  offersUntil: Millis | null
}

/**
 * The rules of all coaches, or of those named, for the days from one to before another in programme time.
 * The version is read before the rest: rules that change meanwhile come with too old a version, never too new.
 */
export async function loadRules(
  tx: Tx,
  { from, until, ids }: { from: Temporal.PlainDate; until: Temporal.PlainDate; ids?: readonly string[] },
): Promise<CoachRules[]> {
  const window = { startsAt: startOfDay(from).epochMilliseconds, endsAt: startOfDay(until).epochMilliseconds }
  // A civil day of another zone may begin a day earlier or end a day later than London's.
  const days = [from.subtract({ days: 1 }), until.add({ days: 1 })] as const
  const instants = [toInstant(window.startsAt), toInstant(window.endsAt)] as const
  const only = ids && [...ids]
  const coaches = only ? await ask.someCoaches(tx, only) : await ask.everyCoach(tx)
  const patterns = only ? await ask.patternsOf(tx, ...days, only) : await ask.patternsBetween(tx, ...days)
  const exceptions = only ? await ask.exceptionsOf(tx, ...days, only) : await ask.exceptionsBetween(tx, ...days)
  const away = only ? await ask.absencesOf(tx, ...instants, only) : await ask.absencesBetween(tx, ...instants)
  const busy = only ? await busyOfSome(tx, only) : await busyOfAll(tx)
  const patternsBy = Map.groupBy(patterns, ({ coachId }) => coachId)
  const exceptionsBy = Map.groupBy(exceptions, ({ coachId }) => coachId)
  const awayBy = Map.groupBy(away, ({ coachId }) => coachId)
  const busyBy = new Map(busy.map((row) => [row.coachId, row]))
  return coaches.map((coach) => ({
    ...coach,
    offersUntil: coach.offersUntil?.epochMilliseconds ?? null,
    busy: busyWithin(busyBy.get(coach.id), window),
    working: workingWithin(
      {
        patterns: (patternsBy.get(coach.id) ?? []).map(asPattern),
        exceptions: (exceptionsBy.get(coach.id) ?? []).map(asException),
      },
      window,
    ),
    absences: merged((awayBy.get(coach.id) ?? []).map(asRange)),
  }))
}

type PatternRow = Awaited<ReturnType<typeof ask.patternsBetween>>[number]
type ExceptionRow = Awaited<ReturnType<typeof ask.exceptionsBetween>>[number]

/** A pattern as the pure rules know it. */
export const asPattern = ({ rule, startsOn, endsOn, startsAt, endsAt, zone, differing }: PatternRow): Pattern => ({
  rule,
  startsOn: Temporal.PlainDate.from(startsOn),
  endsOn: endsOn === null ? null : Temporal.PlainDate.from(endsOn),
  startsAt,
  endsAt,
  zone,
  ...(differing.length > 0 ? { differing: differing.map(asOccurrence) } : {}),
})

function asOccurrence(text: string): Occurrence {
  const [day = '', startsAt, endsAt] = text.split(' ')
  const hours = startsAt === undefined ? null : { startsAt: Number(startsAt), endsAt: Number(endsAt) }
  return { onDate: Temporal.PlainDate.from(day), hours }
}

/** An exception as the pure rules know it. */
export const asException = ({ kind, onDate, startsAt, endsAt, zone }: ExceptionRow): Exception => ({
  kind: kind as Exception['kind'],
  onDate: Temporal.PlainDate.from(onDate),
  startsAt,
  endsAt,
  zone,
})

type BusyRow = Awaited<ReturnType<typeof busyOfAll>>[number]

/** What a calendar says of a window. Of what lies beyond it nothing is known, and nobody is free there. */
function busyWithin(row: BusyRow | undefined, window: Range): Range[] {
  if (!row) return []
  const known = row.starts.map((start, i) => ({ startsAt: start * quarter, endsAt: row.ends[i]! * quarter }))
  return within(merged([...known, { startsAt: row.coversUntil.epochMilliseconds, endsAt: window.endsAt }]), window)
}

const quarter = 900_000

const asRange = ({ startsAt, endsAt }: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }): Range => ({
  startsAt: startsAt.epochMilliseconds,
  endsAt: endsAt.epochMilliseconds,
})
