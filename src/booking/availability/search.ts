import { type Millis } from '#lib/time'
import { clearBit, countShared, listShared, setBit } from './bits.ts'
import type { Board, BoardCoach, Length } from './board.ts'
import { dayOfQuarter, millisOf, quarterFrom, type Grid } from './grid.ts'
import type { Policy } from './rules.ts'

/** A start that can be booked, and how many coaches could take it. */
export type Start = { startsAt: Millis; coaches: number }

/** A question to the board: which coaches, how long, and on which quarters the service may start at all. */
export type Question = { mask: Uint32Array; length: number; open: Uint8Array; from: Millis; until: Millis }

/** The earliest starts, soonest first, at most `limit`. */
export function firstStarts<C extends BoardCoach>(board: Board<C>, question: Question, limit: number): Start[] {
  const { grid, words } = board
  const bits = board.starts[question.length]!
  const [from, until] = quarters(grid, question)
  const found: Start[] = []
  for (let q = from; q < until && found.length < limit; q++) {
    if (!question.open[q]) continue
    const coaches = countShared(bits, q * words, question.mask)
    if (coaches > 0) found.push({ startsAt: millisOf(grid, q), coaches })
  }
  return found
}

/** The earliest start of each coach who has one, by place: one pass for all of them. */
export function firstOfEach<C extends BoardCoach>(board: Board<C>, question: Question): Map<number, Millis> {
  const { grid, words } = board
  const bits = board.starts[question.length]!
  const [from, until] = quarters(grid, question)
  const waiting = question.mask.slice()
  const found = new Map<number, Millis>()
  for (let q = from; q < until && waiting.some((word) => word !== 0); q++) {
    if (!question.open[q]) continue
    for (const place of listShared(bits, q * words, waiting)) {
      found.set(place, millisOf(grid, q))
      clearBit(waiting, 0, place)
    }
  }
  return found
}

/** How many starts each day of the grid offers. */
export function countByDay<C extends BoardCoach>(board: Board<C>, question: Question): Int32Array {
  const { grid, words } = board
  const bits = board.starts[question.length]!
  const [from, until] = quarters(grid, question)
  const days = new Int32Array(grid.dates.length)
  for (let q = from, day = from < until ? dayOfQuarter(grid, from) : 0; q < until; q++) {
    if (q >= grid.dayStarts[day + 1]!) day++
    if (question.open[q] && touches(bits, q * words, question.mask)) days[day]!++
  }
  return days
}

/** The places of the coaches who could take a start; empty when nobody could. */
export function placesAt<C extends BoardCoach>(board: Board<C>, question: Question): number[] {
  const [from, until] = quarters(board.grid, question)
  if (from >= until || !question.open[from]) return []
  return listShared(board.starts[question.length]!, from * board.words, question.mask)
}

/** The set of the coaches that pass a test. */
export function maskOf<C extends BoardCoach>(board: Board<C>, passes: (coach: C) => boolean): Uint32Array {
  const mask = new Uint32Array(board.words)
  board.places.forEach((place, i) => {
    if (place && passes(place.coach)) setBit(mask, 0, i)
  })
  return mask
}

/** The set of one coach who passes a test; empty where there is no such coach, or where they do not. */
export function maskOfOne<C extends BoardCoach>(
  board: Board<C>,
  id: string,
  passes: (coach: C) => boolean,
): Uint32Array {
  const mask = new Uint32Array(board.words)
  const place = board.placeOf.get(id)
  if (place !== undefined && passes(board.places[place]!.coach)) setBit(mask, 0, place)
  return mask
}

/** Which of the board's lengths a policy asks for. */
export function lengthOf(lengths: readonly Length[], policy: Pick<Policy, 'minutes' | 'bufferMinutes'>): number {
  return lengths.findIndex(
    (length) => length.minutes === policy.minutes && length.bufferMinutes === policy.bufferMinutes,
  )
}

/** The quarters of a grid on which a service may start: opening hours and closures, for any coach. */
export function openQuarters(grid: Grid, policy: Policy): Uint8Array {
  const open = new Uint8Array(grid.quarters)
  grid.dates.forEach((date, day) => {
    const opens = atMinute(date, policy.opensMinute, policy.zone)
    const lastStart = atMinute(date, policy.closesMinute, policy.zone) - policy.minutes * 60_000
    for (let q = Math.max(quarterFrom(grid, opens), grid.dayStarts[day]!); q < grid.dayStarts[day + 1]!; q++) {
      const at = millisOf(grid, q)
      if (at > lastStart) break
      open[q] = Number(
        onTheDial(at, policy) &&
          !policy.closures.some((c) => c.startsAt < at + policy.minutes * 60_000 && at < c.endsAt),
      )
    }
  })
  return open
}

/** Every quarter of the zones we know is a civil quarter-hour; only longer steps need a look at the clock. */
function onTheDial(at: Millis, { startEveryMinutes, zone }: Policy): boolean {
  if (startEveryMinutes === 15) return true
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).minute % startEveryMinutes === 0
}

function atMinute(date: Temporal.PlainDate, minutes: number, zone: string): Millis {
  const day = minutes === 1_440 ? date.add({ days: 1 }) : date
  const plainTime = new Temporal.PlainTime(Math.floor((minutes % 1_440) / 60), minutes % 60)
  return day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds
}

function quarters(grid: Grid, { from, until }: Question): [number, number] {
  return [Math.max(quarterFrom(grid, from), 0), Math.min(quarterFrom(grid, until), grid.quarters)]
}

function touches(bits: Uint32Array, offset: number, mask: Uint32Array): boolean {
  for (let i = 0; i < mask.length; i++) if ((bits[offset + i]! & mask[i]!) !== 0) return true
  return false
}
