import { type Millis } from '#lib/time'
import { clearBit, setBit, wordsFor } from './bits.ts'
import { dayOfQuarter, millisOf, quarterFrom, quarterOf, type Grid } from './grid.ts'
import type { Claim, CoachTime, Range } from './rules.ts'

/** How long a session lasts and the least gap after it: a board keeps one set of starts for each. */
export type Length = { minutes: number; bufferMinutes: number }

export type BoardCoach = Omit<CoachTime, 'claims'> & { id: string }

type Place<C> = {
  coach: C
  claims: Map<string, Claim>
  /** What the coach's own calendar said has stopped counting. */
  closed: boolean
}

/**
 * Who can start when, held in memory: for each length and each quarter-hour the set of coaches who could begin then.
 * It may show and it may suggest; it never decides.
 */
export type Board<C extends BoardCoach> = {
  grid: Grid
  lengths: readonly Length[]
  /** 32-bit words in a set of coaches. */
  words: number
  places: (Place<C> | undefined)[]
  placeOf: Map<string, number>
  /** For each length, the sets of coaches by quarter, one after another. */
  starts: Uint32Array[]
  /** Claims that begin on a day, by day and place. */
  load: Uint8Array
  /** Raised whenever a coach comes, goes or changes: sets worked out from the rules are then out of date. */
  epoch: number
  /** Holds by the moment at which they let go, soonest first. */
  expiries: { at: Millis; coachId: string; claimId: string }[]
  /** When what a coach's own calendar said stops counting, and the soonest of these moments. */
  closings: Map<string, Millis>
  closesNext: Millis
}

export function makeBoard<C extends BoardCoach>(grid: Grid, lengths: readonly Length[], room: number): Board<C> {
  const words = wordsFor(Math.max(room, 1))
  return {
    grid,
    lengths,
    words,
    places: [],
    placeOf: new Map(),
    starts: lengths.map(() => new Uint32Array(grid.quarters * words)),
    load: new Uint8Array(grid.dates.length * words * 32),
    epoch: 0,
    expiries: [],
    closings: new Map(),
    closesNext: Infinity,
  }
}

/** Puts a coach on the board, or replaces what it knew of them. Says false when there is no room left. */
export function putCoach<C extends BoardCoach>(board: Board<C>, coach: C, claims: ReadonlyMap<string, Claim>): boolean {
  const place = board.placeOf.get(coach.id) ?? board.places.length
  if (place >= board.words * 32) return false
  board.places[place] = { coach, claims: new Map(claims), closed: false }
  board.closings.delete(coach.id)
  if (coach.offersUntil !== null) {
    board.closings.set(coach.id, coach.offersUntil)
    board.closesNext = Math.min(board.closesNext, coach.offersUntil)
  }
  board.placeOf.set(coach.id, place)
  board.epoch++
  for (const [claimId, claim] of claims) noteExpiry(board, coach.id, claimId, claim)
  for (let day = 0; day < board.grid.dates.length; day++) workOut(board, place, day)
  return true
}

/** Adds a claim that was made, or replaces it (a hold that became a booking). */
export function putClaim<C extends BoardCoach>(board: Board<C>, coachId: string, claimId: string, claim: Claim) {
  const place = board.placeOf.get(coachId)
  if (place === undefined) return
  board.places[place]?.claims.set(claimId, claim)
  noteExpiry(board, coachId, claimId, claim)
  workOutAround(board, place, claim)
}

/** Takes a claim away. */
export function dropClaim<C extends BoardCoach>(board: Board<C>, coachId: string, claimId: string) {
  const place = board.placeOf.get(coachId)
  const claims = place === undefined ? undefined : board.places[place]?.claims
  const claim = claims?.get(claimId)
  if (!claim || place === undefined) return
  claims?.delete(claimId)
  workOutAround(board, place, claim)
}

/** Answers as if a claim were not there. Nobody else can look meanwhile: nothing here waits. */
export function asIfGone<C extends BoardCoach, T>(
  board: Board<C>,
  { coachId, claimId }: { coachId: string; claimId: string },
  ask: () => T,
): T {
  const place = board.placeOf.get(coachId)
  const claims = place === undefined ? undefined : board.places[place]?.claims
  const claim = claims?.get(claimId)
  if (!claims || !claim || place === undefined) return ask()
  claims.delete(claimId)
  workOutAround(board, place, claim)
  try {
    return ask()
  } finally {
    claims.set(claimId, claim)
    workOutAround(board, place, claim)
  }
}

/** Lets go of holds that have run out, and closes coaches whose own calendar is too old. Called before every question. */
export function settle<C extends BoardCoach>(board: Board<C>, now: Millis) {
  if (board.closesNext <= now) {
    for (const [coachId, at] of board.closings) if (at <= now) close(board, coachId)
    board.closesNext = Math.min(...board.closings.values())
  }
  while (board.expiries.length > 0 && board.expiries[0]!.at <= now) {
    const { at, coachId, claimId } = board.expiries.shift()!
    const place = board.placeOf.get(coachId)
    if (place !== undefined && board.places[place]?.claims.get(claimId)?.expiresAt === at) {
      dropClaim(board, coachId, claimId)
    }
  }
}

function close<C extends BoardCoach>(board: Board<C>, coachId: string) {
  const place = board.placeOf.get(coachId)!
  board.closings.delete(coachId)
  board.places[place]!.closed = true
  for (let day = 0; day < board.grid.dates.length; day++) workOut(board, place, day)
}

/** Keeps expiries sorted; a new hold nearly always runs out last, so the search starts at the end. */
function noteExpiry<C extends BoardCoach>(board: Board<C>, coachId: string, claimId: string, { expiresAt }: Claim) {
  if (expiresAt === null) return
  let i = board.expiries.length
  while (i > 0 && board.expiries[i - 1]!.at > expiresAt) i--
  board.expiries.splice(i, 0, { at: expiresAt, coachId, claimId })
}

function workOutAround<C extends BoardCoach>(board: Board<C>, place: number, range: Range) {
  const { grid } = board
  const reach = Math.max(...board.lengths.map(({ minutes }) => minutes)) * 60_000 + 3_600_000
  const first = Math.max(quarterOf(grid, range.startsAt - reach), 0)
  const last = Math.min(quarterFrom(grid, range.endsAt), grid.quarters - 1)
  if (last < 0 || first >= grid.quarters) return
  for (let day = dayOfQuarter(grid, first); day <= dayOfQuarter(grid, last); day++) workOut(board, place, day)
}

/** Quarters looked at beyond a day's end, so that sessions which pass midnight are seen whole. */
const beyond = 40
const free = new Uint8Array(100 + beyond)
const unclaimed = new Uint8Array(100 + beyond)

/** Works out on which quarters of a day a coach can start, for every length. */
function workOut<C extends BoardCoach>(board: Board<C>, place: number, day: number) {
  const { grid, words, lengths, starts } = board
  const { coach, claims, closed } = board.places[place]!
  const from = grid.dayStarts[day]!
  const until = grid.dayStarts[day + 1]!
  const span = until - from + beyond
  free.fill(0, 0, span)
  unclaimed.fill(1, 0, span)
  for (const range of coach.working)
    mark(free, 1, quarterFrom(grid, range.startsAt) - from, quarterOf(grid, range.endsAt) - from, span)
  for (const range of coach.absences) markTouched(grid, free, range, from, span)
  for (const range of coach.busy) markTouched(grid, free, range, from, span)
  if (closed) free.fill(0, 0, span)
  let count = 0
  const startsAt = millisOf(grid, from)
  const endsAt = millisOf(grid, until)
  for (const claim of claims.values()) {
    markTouched(grid, unclaimed, claim, from, span)
    if (startsAt <= claim.startsAt && claim.startsAt < endsAt) count++
  }
  board.load[day * words * 32 + place] = count
  toRuns(free, span)
  toRuns(unclaimed, span)
  const full = count >= coach.dailyCap
  lengths.forEach(({ minutes, bufferMinutes }, kind) => {
    const session = minutes / 15
    const occupied = session + Math.max(bufferMinutes, coach.gapMinutes) / 15
    const bits = starts[kind]!
    for (let q = 0; q < until - from; q++) {
      const can = !full && free[q]! >= session && unclaimed[q]! >= occupied
      const offset = (from + q) * words
      if (can) setBit(bits, offset, place)
      else clearBit(bits, offset, place)
    }
  })
}

function mark(cells: Uint8Array, value: number, from: number, until: number, span: number) {
  if (until > 0 && from < span) cells.fill(value, Math.max(from, 0), Math.min(Math.max(until, 0), span))
}

/** Clears every quarter that a range touches, if only in part. */
const markTouched = (grid: Grid, cells: Uint8Array, range: Range, from: number, span: number) =>
  mark(cells, 0, quarterOf(grid, range.startsAt) - from, quarterFrom(grid, range.endsAt) - from, span)

/** Turns ones into the length of the unbroken run that starts there. */
function toRuns(cells: Uint8Array, span: number) {
  for (let q = span - 2; q >= 0; q--) if (cells[q]) cells[q] = Math.min(cells[q + 1]! + 1, 255)
}
