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
  const [on, from, until] = [readDate(typed.on), readClock(typed.from), readClock(typed.until)]
  const days = /^\d{1,2}$/.test(typed.days) ? Number(typed.days) : 0
  const all = on && from !== null && until !== null ? timesOf(on, from, until, days) : []
  const errors = {
    ...(known.includes(typed.who) ? {} : { who: 'Select who has the duty' }),
    ...(on ? {} : { 'on-day': 'Enter the first day, such as 4 1 2027' }),
    ...(from === null ? { from: badClock } : {}),
    ...(until === null || until === from ? { until: badClock } : {}),
    ...(days >= 1 && days <= 28 ? {} : { days: 'Enter for how many days, from 1 to 28' }),
  }
  const turns = all.filter((turn): turn is Times => typeof turn !== 'string')
  const [wrong] = all.filter((turn) => typeof turn === 'string')
  const found: FieldErrors = wrong === undefined ? errors : { ...errors, from: wrong }
  if (Object.keys(found).length > 0) return { errors: found }
  if (turns.every(({ endsAt }) => Temporal.Instant.compare(endsAt, now) <= 0))
    return { errors: { 'on-day': 'Enter a time that is not over' } }
  return { who: typed.who, turns }
}

function timesOf(on: Temporal.PlainDate, from: number, until: number, days: number): (Times | string)[] {
  return Array.from({ length: Math.min(days, 28) }, (_, n) => {
    const day = on.add({ days: n })
    const lastDay = until <= from ? day.add({ days: 1 }) : day
    const [startsAt, endsAt] = [instantOf(day, from), instantOf(lastDay, until)]
    if (startsAt === 'skipped') return skipped(day, from)
    return endsAt === 'skipped' ? skipped(lastDay, until) : { startsAt, endsAt }
  })
}
