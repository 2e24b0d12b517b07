import { readCalendar, type Calendar, type Event } from './calendar.ts'
import { day, type Instant } from './civil.ts'
import { clocksOf, type Clocks } from './clocks.ts'
import { CannotRead } from './faults.ts'
import { joined, type Stretch } from './quarters.ts'
import { addSeries, endOf, lengthOf, type Adding, type Changes } from './series.ts'
import { spendAtMost } from './spend.ts'

/** What is asked of a calendar: from when until when, in whose time zone days are, and which entries are our own. */
export type Question = { from: Instant; until: Instant; zone: string; skip: readonly string[] }

const mostEvents = 60_000
const mostSteps = 5_000_000
const mostTimes = 50_000
/** No clock is further from UTC, and none is put that far forward or back. */
const slack = 2 * day

/**
 * When a calendar says that somebody is busy, in whole quarters of an hour; sorted, none touching. What cannot be read throws:
 * no time of anybody's is free because we did not understand it. Where programs differ about a time, all of it counts.
 */
export function busyIn(file: Buffer, question: Question): Stretch[] {
  const spend = spendAtMost(mostSteps, mostTimes)
  const skip = new Set(question.skip)
  const needed = (event: Event) => !skip.has(event.uid) && (event.insteadOf !== null || mayTouch(event, question))
  const calendar = readCalendar(file, needed, mostEvents)
  const clocks = clocksOf(calendar, { home: question.zone, until: question.until + slack }, spend)
  const found: Stretch[] = []
  const adding: Adding = {
    clocks,
    spend,
    from: question.from - slack,
    until: question.until + slack,
    add(startsAt, endsAt) {
      if (endsAt < startsAt) throw new CannotRead('event')
      if (startsAt < question.until && endsAt > question.from) found.push({ startsAt, endsAt })
    },
  }
  addPeriods(calendar, adding)
  const changes = changesOf(calendar.events, clocks)
  for (const event of calendar.events)
    if (event.isBusy && mayTouch(event, question)) addEvent(event, changes.get(event.uid), adding)
  return joined(found, question)
}

/** Whether an event can have to do with the time asked about, whatever its zone is. */
function mayTouch({ start, end, lasts, rules, also, insteadOf }: Event, { from, until }: Question): boolean {
  const long = Math.max(day, (end?.at ?? 0) - start.at, lasts ?? 0) + slack
  if (start.at >= until + slack) return false
  if (start.at + long > from) return true
  if (insteadOf) return false
  return (
    rules.some((rule) => !rule.until || rule.until.at + day + long > from) ||
    also.some((one) => one.start.at + long > from || one.end)
  )
}

function addPeriods({ busy }: Calendar, { clocks, spend, add }: Adding) {
  for (const period of busy) {
    spend.take()
    const start = clocks.at(period.start)
    add(start, endOf(period, start, clocks))
  }
}

function addEvent(event: Event, changes: Changes | undefined, adding: Adding) {
  if (!event.insteadOf && (event.rules.length > 0 || event.also.length > 0)) return addSeries(event, changes, adding)
  const { clocks, add } = adding
  const start = clocks.at(event.start)
  add(start, lengthOf(event, clocks).endFrom(start))
}

/** Of each series what was changed. A change of we know not what leaves all as it was. */
function changesOf(events: readonly Event[], clocks: Clocks): Map<string, Changes> {
  const changes = new Map<string, Changes>()
  for (const event of events) {
    const which = event.insteadOf && clocks.maybeAt(event.insteadOf.which)
    if (which === null || event.uid === '') continue
    const known = changes.get(event.uid) ?? { gone: new Set(), onwards: [] }
    changes.set(event.uid, known)
    known.gone.add(which)
    if (event.insteadOf!.andAfter && event.isBusy) known.onwards.push({ event, which })
  }
  return changes
}
