import { civilOf, dayOf, day, hour, minute, second, weekdayOf, type Day, type Local } from './civil.ts'
import { daysOfMonth, daysOfWeek, daysOfYear, holdsOn } from './days.ts'
import type { Frequency, Rule } from './rule.ts'
import type { Spend } from './spend.ts'

/** From when to before when a rule is asked about; `last` is the latest time that it may give. */
export type Asked = { start: Local; from: Local; until: Local; last: Local }

/**
 * The times that a rule gives, as its wall clock shows them: from `from` to before `until`, in order. Years, months, weeks
 * and days long before are passed over unless they are to be counted.
 */
export function timesOf(rule: Rule, { start, from, until, last }: Asked, spend: Spend): Local[] {
  const end = Math.min(until, last + 1)
  const times: Local[] = []
  let left = rule.count ?? Infinity
  for (const period of periods(rule, start, rule.count === null ? Math.max(from, start) : start, end, spend)) {
    for (const at of picked(period, rule.positions)) {
      if (at < start) continue
      if (at >= end || left-- <= 0) return times
      if (at < from) continue
      spend.take()
      times.push(at)
    }
  }
  return times
}

const units: Partial<Record<Frequency, number>> = { HOURLY: hour, MINUTELY: minute, SECONDLY: second }

/** What a rule gives in each of its periods, those that lie wholly before `from` left out. */
function* periods(rule: Rule, start: Local, from: Local, end: Local, spend: Spend): Generator<readonly Local[]> {
  const unit = units[rule.frequency]
  if (unit !== undefined) {
    yield* withinDays(rule, unit, start, from, end, spend)
    return
  }
  const clock = clockTimes(rule, start)
  for (const days of dayPeriods(rule, dayOf(start), dayOf(from), dayOf(end - 1), spend))
    yield days.flatMap((one) => clock.map((time) => one * day + time))
}

function* dayPeriods(rule: Rule, start: Day, from: Day, last: Day, spend: Spend): Generator<readonly Day[]> {
  const { interval } = rule
  /** The first period at or after the one that holds `from`, counted from that of the start in steps of the interval. */
  const firstStep = (periodsAhead: number) => Math.max(0, Math.floor(periodsAhead / interval)) * interval
  const [begun, asked, ends] = [start, from, last].map(civilOf) as [Civil, Civil, Civil]
  switch (rule.frequency) {
    case 'YEARLY':
      for (let year = begun.year + firstStep(asked.year - begun.year); year <= ends.year; year += interval) {
        spend.step(12)
        yield daysOfYear(rule, year, start)
      }
      return
    case 'MONTHLY': {
      const monthOf = ({ year, month }: Civil) => year * 12 + month - 1
      const first = monthOf(begun) + firstStep(monthOf(asked) - monthOf(begun))
      for (let month = first; month <= monthOf(ends); month += interval) {
        spend.step(4)
        yield daysOfMonth(rule, Math.floor(month / 12), (month % 12) + 1, start)
      }
      return
    }
    case 'WEEKLY': {
      const weekOf = (one: Day) => one - ((weekdayOf(one) - rule.weekStart + 7) % 7)
      const first = weekOf(start) + firstStep((weekOf(from) - weekOf(start)) / 7) * 7
      for (let week = first; week <= last; week += interval * 7) {
        spend.step()
        yield daysOfWeek(rule, week, start)
      }
      return
    }
    default:
      for (let one = start + firstStep(from - start); one <= last; one += interval) {
        spend.step()
        yield holdsOn(rule, one) ? [one] : []
      }
  }
}

type Civil = ReturnType<typeof civilOf>

/** The times of day of a rule that goes by days or more. */
function clockTimes({ hours, minutes, seconds }: Rule, start: Local): Local[] {
  const time = start - dayOf(start) * day
  const [h, m, s] = [Math.floor(time / hour), Math.floor((time % hour) / minute), Math.floor((time % minute) / second)]
  return orElse(hours, h).flatMap((hours) =>
    orElse(minutes, m).flatMap((minutes) =>
      orElse(seconds, s).map((seconds) => hours * hour + minutes * minute + seconds * second),
    ),
  )
}

const orElse = (listed: readonly number[], otherwise: number) => (listed.length > 0 ? listed : [otherwise])

/** Rules that go by hours, minutes or seconds of the wall clock. */
function* withinDays(
  rule: Rule,
  unit: number,
  start: Local,
  from: Local,
  end: Local,
  spend: Spend,
): Generator<readonly Local[]> {
  const step = unit * rule.interval
  const first = Math.floor(start / unit) * unit
  const within = start - first
  let [known, holds] = [Number.NaN, false]
  for (let at = first + Math.max(0, Math.floor((from - first) / step)) * step; at < end; at += step) {
    spend.step()
    const today = dayOf(at)
    if (today !== known) [known, holds] = [today, holdsOn(rule, today)]
    if (holds && isListed(rule.hours, Math.floor((at - today * day) / hour)))
      yield inUnit(rule, unit, at, at - today * day, within)
  }
}

/** `clock` is the time of day, `within` how far into its unit the rule started. */
function inUnit({ minutes, seconds }: Rule, unit: number, at: Local, clock: Local, within: Local): Local[] {
  const ofMinute = (one: Local, otherwise: number) =>
    orElse(seconds, otherwise).map((seconds) => one + seconds * second)
  if (unit === hour)
    return orElse(minutes, Math.floor(within / minute)).flatMap((minutes) =>
      ofMinute(at + minutes * minute, Math.floor((within % minute) / second)),
    )
  if (!isListed(minutes, Math.floor((clock % hour) / minute))) return []
  if (unit === minute) return ofMinute(at, Math.floor(within / second))
  return isListed(seconds, Math.floor((clock % minute) / second)) ? [at] : []
}

const isListed = (listed: readonly number[], one: number) => listed.length === 0 || listed.includes(one)

/** Of what comes in one period those at some positions, counted from the start or from the end; all without any. */
function picked(period: readonly Local[], positions: readonly number[]): readonly Local[] {
  if (positions.length === 0) return period
  const chosen = positions.flatMap((one) => period.at(one > 0 ? one - 1 : one) ?? [])
  return [...new Set(chosen)].sort((a, b) => a - b)
}
