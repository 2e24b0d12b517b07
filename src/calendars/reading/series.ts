import type { Event } from './calendar.ts'
import { day, type Instant, type Local } from './civil.ts'
import type { Clocks } from './clocks.ts'
import { CannotRead } from './faults.ts'
import type { Period } from './moment.ts'
import { timesOf } from './recur.ts'
import type { Rule } from './rule.ts'
import type { Spend } from './spend.ts'
import { instantOf, localOf } from './zones.ts'

/** Where found times go, from when until when they are wanted, and what may be spent on finding them. */
export type Adding = {
  clocks: Clocks
  spend: Spend
  from: Instant
  until: Instant
  add(startsAt: Instant, endsAt: Instant): void
}

/** Of a series: starts that do not hold, and changes that speak for all after them. */
export type Changes = { gone: Set<Instant>; onwards: { event: Event; which: Instant }[] }

/** Adds the times of an event that comes again. */
export function addSeries(event: Event, changes: Changes | undefined, adding: Adding) {
  const { clocks, add } = adding
  const long = lengthOf(event, clocks)
  const notAt = event.not.map((moment) => clocks.maybeAt(moment))
  const gone = new Set([...notAt, ...(changes?.gone ?? [])])
  for (const start of startsOf(event, long.most, adding)) {
    if (!gone.has(start)) add(start, long.endFrom(start))
    // The time that a later one had before counts too.
    for (const { event: changed, which } of changes?.onwards ?? []) {
      adding.spend.take()
      const moved = start + clocks.at(changed.start) - which
      if (start >= which) add(moved, lengthOf(changed, clocks).endFrom(moved))
    }
  }
  for (const period of event.also) {
    adding.spend.take()
    const start = clocks.at(period.start)
    if (gone.has(start)) continue
    if (period.end || period.lasts !== null) add(start, endOf(period, start, clocks))
    // A day on which a timed event is held too: no time is said.
    else add(start, long.endFrom(period.start.isDay && !event.start.isDay ? start + day : start))
  }
}

export const endOf = ({ end, lasts }: Period, start: Instant, clocks: Clocks): Instant =>
  end ? clocks.at(end) : start + (lasts ?? 0)

/** How long an event lasts. Where clocks change that is one thing by the clock on the wall and another by the sun. */
export type Length = { most: number; endFrom(start: Instant): Instant }

export function lengthOf(event: Event, clocks: Clocks): Length {
  const zone = clocks.of(event.start)
  const { shown, exact } = bothLengths(event, clocks)
  if (shown < 0 || exact < 0) throw new CannotRead('event')
  return {
    most: Math.max(shown, exact),
    endFrom: (start) => Math.max(start + exact, instantOf(localOf(start, zone) + shown, zone)),
  }
}

function bothLengths({ start, end, lasts }: Event, clocks: Clocks): { shown: Local; exact: number } {
  if (lasts !== null) return { shown: lasts, exact: lasts }
  // Some write a day that ends as it starts, and mean the day.
  if (start.isDay && (!end || (end.isDay && end.at === start.at))) return { shown: day, exact: day }
  if (!end) return { shown: 0, exact: 0 }
  const exact = clocks.at(end) - clocks.at(start)
  const sameZone = start.isDay === end.isDay && start.zone === end.zone
  return { shown: sameZone ? Math.max(end.at - start.at, 0) : exact, exact }
}

/** When an event of a series starts. Its first start counts whether or not its rules give it. */
function startsOf(event: Event, long: number, { clocks, spend, from, until }: Adding): Set<Instant> {
  const { start, rules } = event
  const zone = clocks.of(start)
  const asked = { start: start.at, from: from - long, until }
  const starts = new Set([instantOf(start.at, zone)])
  for (const rule of rules) {
    const ends = lastOf(rule, event, clocks)
    const last = ends === null ? Infinity : localOf(ends, zone) + day
    for (const at of timesOf(start.isDay ? ofDays(rule) : rule, { ...asked, last }, spend)) {
      const instant = instantOf(at, zone)
      if (ends === null || instant <= ends) starts.add(instant)
    }
  }
  return starts
}

/** A rule of whole days: what it says of a clock is no matter. */
function ofDays(rule: Rule): Rule {
  if (['HOURLY', 'MINUTELY', 'SECONDLY'].includes(rule.frequency)) throw new CannotRead('event')
  return { ...rule, hours: [], minutes: [], seconds: [] }
}

/** The last instant at which a rule may hold; null for ever. A last day counts to its end. */
function lastOf({ until }: Rule, { start }: Event, clocks: Clocks): Instant | null {
  if (!until) return null
  const zone = clocks.of(start)
  if (until.isDay) return instantOf(until.at + day - 1, zone)
  return until.zone === null ? instantOf(until.at, zone) : clocks.at(until)
}
