import type { Tx } from '#lib/sql'
import { civilDate } from '#lib/time'
import { currentServices } from '#organisations'
import { outsideOffers, whyNoneFits, type HoursFaults } from './bookable.ts'
import { asException, asPattern } from './load-rules.ts'
import { workingRanges, type Exception, type Hours, type Pattern, type WorkingRules } from './pattern.ts'
import { exceptionsOf, patternsOf } from './queries.ts'

export type Coach = { id: string; services: readonly string[] }

/** What keeps people from booking a coach in new weekly hours, by the field; nothing where they can. */
export async function weeklyFaults(
  tx: Tx,
  coach: Coach,
  pattern: Pattern,
  now: Temporal.Instant,
): Promise<HoursFaults> {
  const today = civilDate(now)
  const from = Temporal.PlainDate.compare(pattern.startsOn, today) > 0 ? pattern.startsOn : today
  // Every second week comes round in it, on each of its days.
  const until = from.add({ weeks: 3 })
  const patterns = (await patternsOf(tx, from, until, [coach.id])).map(asPattern)
  const alone = { patterns: [pattern], exceptions: [] }
  return faultsIn(tx, coach, pattern, { from, until, alone, all: { ...alone, patterns: [...patterns, pattern] } })
}

/** What keeps people from booking a coach in hours that are worked on one day, by the field; nothing where they can. */
export async function dayFaults(tx: Tx, coach: Coach, exception: Exception): Promise<HoursFaults> {
  if (exception.kind === 'closed') return {}
  const [from, until] = [exception.onDate, exception.onDate.add({ days: 1 })]
  const patterns = (await patternsOf(tx, from, until, [coach.id])).map(asPattern)
  const exceptions = (await exceptionsOf(tx, from, until, [coach.id])).map(asException)
  const alone = { patterns: [], exceptions: [exception] }
  return faultsIn(tx, coach, exception, {
    from,
    until,
    alone,
    all: { patterns, exceptions: [...exceptions, exception] },
  })
}

/** New hours by themselves and together with what is worked already, over some days. */
export type Worked = { from: Temporal.PlainDate; until: Temporal.PlainDate; alone: WorkingRules; all: WorkingRules }

/** What keeps people from booking a coach in hours, by the field; nothing where they can. */
export async function faultsIn(
  tx: Tx,
  { services }: Coach,
  hours: Hours,
  { from, until, alone, all }: Worked,
): Promise<HoursFaults> {
  const offers = (await currentServices(tx)).filter(
    ({ key, bookable }) => bookable === 'slots' && services.includes(key),
  )
  const outside = outsideOffers(hours, offers)
  if (Object.keys(outside).length > 0) return outside
  const why = whyNoneFits(workingRanges(alone, from, until), workingRanges(all, from, until), offers)
  return why === null ? {} : { 'until-time': why }
}
