import {
  badClock,
  field,
  instantOf,
  readClock,
  readDate,
  skipped,
  typedDate,
  type FieldErrors,
  type TypedDate,
  type Visit,
} from '#web'
import type { Times } from './rules.ts'

export type TypedTurn = { who: string; on: TypedDate; from: string; until: string; days: string }

export const typedTurn = (visit: Visit): TypedTurn => ({
  who: field(visit, 'who'),
  on: typedDate(visit, 'on'),
  from: field(visit, 'from'),
  until: field(visit, 'until'),
  days: field(visit, 'days'),
})

/** The turns that were typed, one for each day, or what is wrong. An end before the start is on the next day. */
export function readTurn(
  typed: TypedTurn,
  known: readonly string[],
  now: Temporal.Instant,
): { who: string; turns: Times[] } | { errors: FieldErrors } {
  const [on, from, until] = [readDate(typed.on), startOf(typed.from), endOf(typed.until)]
  const days = /^\d{1,2}$/.test(typed.days) ? Number(typed.days) : 0
  const { turns, skips } = on && from !== null && until !== null ? timesOf(on, from, until, days) : nothing
  const errors: FieldErrors = {
    ...skips,
    ...(known.includes(typed.who) ? {} : { who: 'Select who has the duty' }),
    ...(on ? {} : { 'on-day': 'Enter the first day, such as 4 1 2027' }),
    ...(turns.some(({ endsAt }) => Temporal.Instant.compare(endsAt, now) <= 0)
      ? { 'on-day': 'Enter a first day whose turn is not over' }
      : {}),
    ...(from === null ? { from: badClock } : {}),
    ...(until === null ? { until: badClock } : {}),
    ...(until !== null && until === from ? { until: 'Enter another time than the start' } : {}),
    ...(days >= 1 && days <= 28 ? {} : { days: 'Enter for how many days, from 1 to 28' }),
  }
  return Object.keys(errors).length > 0 ? { errors } : { who: typed.who, turns }
}

/** Midnight as a start is that of the day itself. */
const startOf = (text: string) => {
  const read = readClock(text)
  return read === 1_440 ? 0 : read
}

/** Midnight as an end is that of the day's end, however it is written. */
const endOf = (text: string) => {
  const read = readClock(text)
  return read === 0 ? 1_440 : read
}

type Read = { turns: Times[]; skips: FieldErrors }
const nothing: Read = { turns: [], skips: {} }

/** The times of each day; where the clocks skip one, which field it was typed in. */
function timesOf(on: Temporal.PlainDate, from: number, until: number, days: number): Read {
  const read: Read = { turns: [], skips: {} }
  for (let n = 0; n < Math.min(days, 28); n++) {
    const day = on.add({ days: n })
    const lastDay = until <= from ? day.add({ days: 1 }) : day
    const [startsAt, endsAt] = [instantOf(day, from), instantOf(lastDay, until)]
    if (startsAt === 'skipped') read.skips = { ...read.skips, from: skipped(day, from) }
    else if (endsAt === 'skipped') read.skips = { ...read.skips, until: skipped(lastDay, until) }
    else read.turns.push({ startsAt, endsAt })
  }
  return read
}
