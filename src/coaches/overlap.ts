import { startOfDay } from '#lib/time'
import { workingWithin, type Exception, type Pattern } from './pattern.ts'
import { within, without } from './ranges.ts'

/** How much of some hours is among others. */
export type Overlap = 'whole' | 'part' | 'none'

/** How much of a pattern's hours another one has, from a day on; two years of both tell. */
export function overlapOf(pattern: Pattern, other: Pattern, today: Temporal.PlainDate): Overlap {
  const from = Temporal.PlainDate.compare(pattern.startsOn, today) > 0 ? pattern.startsOn : today
  const window = {
    startsAt: startOfDay(from).epochMilliseconds,
    endsAt: startOfDay(from.add({ years: 2 })).epochMilliseconds,
  }
  const hoursOf = (one: Pattern) => workingWithin({ patterns: [one], exceptions: [] }, window)
  const [hours, others] = [hoursOf(pattern), hoursOf(other)]
  if (!others.some((range) => within(hours, range).length > 0)) return 'none'
  const outlasts = other.endsOn && (!pattern.endsOn || Temporal.PlainDate.compare(pattern.endsOn, other.endsOn) > 0)
  return !outlasts && without(hours, others).length === 0 ? 'whole' : 'part'
}

/** Which of a day's exceptions, in the order in which they were made, says this already and has the last word on it. */
export function lastAbout(said: Exception, exceptions: readonly Exception[]): number | null {
  const about = exceptions.findLastIndex((one) => one.kind === said.kind && one.zone === said.zone && covers(one, said))
  const unsaid = exceptions.some((one, i) => i > about && one.kind !== said.kind && touches(one, said))
  return about < 0 || unsaid ? null : about
}

const covers = (one: Exception, other: Exception) => one.startsAt <= other.startsAt && one.endsAt >= other.endsAt
const touches = (one: Exception, other: Exception) =>
  one.zone !== other.zone || (one.startsAt < other.endsAt && other.startsAt < one.endsAt)
