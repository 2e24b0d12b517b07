import { programmeZone } from '#lib/time'
import { badClock, field, instantOf, readClock, readDate, skipped, typedDate, type FieldErrors, type Visit } from '#web'
import { absenceReasons, type AbsenceReason } from './absence.ts'
import type { Exception, Pattern } from './pattern.ts'
import { weekdays } from './rule.ts'

/** What a form meant, or what is wrong with it by the id of the field; and what was typed, to show it again. */
export type Read<T, Typed> = { typed: Typed; errors: FieldErrors; meant: T | null }

/** An absence as typed. A time left empty means the start of the first day, or the end of the last. */
export function readAway(visit: Visit) {
  const typed = {
    from: typedDate(visit, 'from'),
    fromTime: field(visit, 'from-time'),
    until: typedDate(visit, 'until'),
    untilTime: field(visit, 'until-time'),
    reason: field(visit, 'reason'),
  }
  const [from, until] = [readDate(typed.from), readDate(typed.until)]
  const fromTime = typed.fromTime === '' ? 0 : readClock(typed.fromTime)
  const untilTime = typed.untilTime === '' ? 1_440 : readClock(typed.untilTime)
  const reason = absenceReasons.find((known) => known === typed.reason)
  const startsAt = from && fromTime !== null ? instantOf(from, fromTime) : null
  const endsAt = until && untilTime !== null ? instantOf(until, untilTime) : null
  const errors = faults({
    'from-day': !from && 'Enter the first day away, such as 24 12 2026',
    'from-time': fromTime === null ? badClock : startsAt === 'skipped' && skipped(from!, fromTime),
    'until-day': !until && 'Enter the last day away, such as 2 1 2027',
    'until-time': untilTime === null ? badClock : endsAt === 'skipped' && skipped(until!, untilTime),
    reason: !reason && 'Select why you are away',
  })
  const meant =
    reason && startsAt && endsAt && startsAt !== 'skipped' && endsAt !== 'skipped'
      ? { startsAt, endsAt, reason: reason as AbsenceReason }
      : null
  return { typed, errors, meant }
}

/** Hours of one day as typed. */
export function readOneDay(visit: Visit) {
  const typed = { kind: field(visit, 'kind'), on: typedDate(visit, 'on'), ...typedHours(visit) }
  const onDate = readDate(typed.on)
  const kind = typed.kind === 'open' || typed.kind === 'closed' ? typed.kind : null
  const hours = readHours(typed)
  const errors = faults({
    kind: !kind && 'Select what changes',
    'on-day': !onDate && 'Enter the day, such as 24 12 2026',
    ...hours.faults,
  })
  const meant: Exception | null = kind && onDate && hours.meant ? { kind, onDate, ...hours.meant } : null
  return { typed, errors, meant }
}

/** Weekly hours as typed. */
export function readWeekly(visit: Visit) {
  const days = weekdays.filter((day) => field(visit, `day-${day}`) !== '')
  const typed = { days, every: field(visit, 'every'), from: typedDate(visit, 'from'), ...typedHours(visit) }
  const startsOn = readDate(typed.from)
  const every = typed.every === '1' || typed.every === '2' ? typed.every : null
  const hours = readHours(typed)
  const errors = faults({
    days: days.length === 0 && 'Select the days',
    ...hours.faults,
    every: !every && 'Select how often',
    'from-day': !startsOn && 'Enter the first day, such as 4 1 2027',
  })
  const rule = `FREQ=WEEKLY;${every === '2' ? 'INTERVAL=2;' : ''}BYDAY=${days.join(',')}`
  const meant: Pattern | null =
    days.length && every && startsOn && hours.meant ? { rule, startsOn, endsOn: null, ...hours.meant } : null
  return { typed, errors, meant }
}

const typedHours = (visit: Visit) => ({ fromTime: field(visit, 'from-time'), untilTime: field(visit, 'until-time') })

function readHours({ fromTime, untilTime }: { fromTime: string; untilTime: string }) {
  const [typedStart, endsAt] = [readClock(fromTime), readClock(untilTime)]
  const startsAt = typedStart === 1_440 ? 0 : typedStart
  const backwards = startsAt !== null && endsAt !== null && endsAt <= startsAt
  return {
    faults: {
      'from-time': startsAt === null && badClock,
      'until-time': endsAt === null ? badClock : backwards && 'The end must be later than the start, on the same day',
    },
    meant: startsAt === null || endsAt === null || backwards ? null : { startsAt, endsAt, zone: programmeZone },
  }
}

const faults = (all: Readonly<Record<string, string | false>>): FieldErrors =>
  Object.fromEntries(Object.entries(all).filter((fault): fault is [string, string] => fault[1] !== false))
