import { createHash } from 'node:crypto'
import { record } from '#audit'
import type { Tx } from '#lib/sql'
import { civilDate } from '#lib/time'
import type { Acting, Session } from '../absence.ts'
import { asException, asPattern } from '../load-rules.ts'
import { faultsIn, type Coach } from '../new-hours.ts'
import type { Pattern } from '../pattern.ts'
import * as ask from '../queries.ts'
import { patternWords } from '../words.ts'
import { edited, insideOf, isDayOf, lostHours, runsInto, type Edit, type Edited } from './rules.ts'
import { writeEdit } from './write.ts'

/** What becomes of bookings inside hours that go away: they stay, or each person is offered other times. */
export type Choice = 'stop' | 'offer'

/** The answer about bookings inside, and which of them it was about, as `markOf` says. */
export type Answered = { choice: Choice; mark: string }

/** What an edit came to. `ask`: bookings are inside of what would go away, and nothing is changed before it is said what becomes of them. */
export type EditAnswer =
  | { kind: 'kept' }
  | { kind: 'ask'; inside: readonly Session[] }
  | { kind: 'refused'; faults: Readonly<Record<string, string>> }
  | { kind: 'changed-meanwhile' }

/** Names a set of bookings, so that an answer about some is not taken as one about others. */
export const markOf = (inside: readonly Session[]): string =>
  createHash('sha256')
    .update(
      inside
        .map(({ bookingId }) => bookingId)
        .sort()
        .join(),
    )
    .digest('base64url')
    .slice(0, 16)

/**
 * Changes or ends some of a coach's hours that recur. Bookings stay where they are, but where the answer says that each person
 * inside what goes away is offered other times: these go to the list of those that need another coach or time.
 */
export async function editSeries(
  tx: Tx,
  coach: Coach,
  id: string,
  edit: Edit,
  answered: Answered | null,
  acting: Acting,
): Promise<EditAnswer> {
  const { now, by, rehoming } = acting
  // First of all, so that nobody books in between and two edits come one after the other.
  await ask.lockCoach(tx, coach.id)
  const row = await ask.patternForChange.one(tx, id, coach.id)
  const today = civilDate(now)
  const isStill = (pattern: Pattern) =>
    edit.dates.every((date) => Temporal.PlainDate.compare(date, today) >= 0 && isDayOf(pattern, date))
  if (!row || edit.dates.length === 0 || !isStill(asPattern(row))) return { kind: 'changed-meanwhile' }
  const pattern = asPattern(row)
  if (isUsualAlready(pattern, edit)) return { kind: 'kept' }
  const becomes = edited(pattern, edit)
  const rows = await ask.patternsOf(tx, today, today.add({ years: 100 }), [coach.id])
  const others = rows.filter((one) => one.id !== id).map(asPattern)
  const faults = await faultsOf(tx, coach, { pattern, edit, becomes, others, now })
  if (Object.keys(faults).length > 0) return { kind: 'refused', faults }
  const inside = await touched(tx, coach.id, { pattern, becomes, others }, acting)
  if (inside.length > 0 && answered?.mark !== markOf(inside)) return { kind: 'ask', inside }
  await writeEdit(tx, coach.id, id, { pattern, edit, becomes })
  await record(tx, { ...by, verb: verbOf(edit), subjectKind: 'coach', subjectId: coach.id })
  await rehoming.followHours(tx, coach.id)
  if (inside.length === 0 || answered?.choice !== 'offer') return { kind: 'kept' }
  await rehoming.giveUp(tx, coach.id, idsOf(inside))
  await record(tx, { ...by, verb: 'hours.given-up', subjectKind: 'coach', subjectId: coach.id })
  return { kind: 'kept' }
}

/** What an edit would leave inside of hours that go away, for a page that asks; nothing is changed. */
export const bookingsInside = (tx: Tx, coachId: string, series: Known, edit: Edit, acting: Acting) =>
  touched(tx, coachId, { ...series, becomes: edited(series.pattern, edit) }, acting)

/** Why nobody could book in the hours of an edit, or what they would run into, by the field; nothing where all is well. */
export const whyNotHours = (tx: Tx, coach: Coach, series: Known, edit: Edit, now: Temporal.Instant) =>
  faultsOf(tx, coach, { ...series, edit, becomes: edited(series.pattern, edit), now })

/** A second press, or the same on another page: there is nothing to change, and nothing to write down. */
const isUsualAlready = ({ differing = [] }: Pattern, { hours, dates }: Edit) =>
  hours === 'usual' && !differing.some(({ onDate }) => dates.some((date) => date.equals(onDate)))

const idsOf = (sessions: readonly Session[]) => sessions.map(({ bookingId }) => bookingId)

const verbOf = ({ which, hours }: Edit) =>
  hours === 'usual' ? 'day.restored' : which === 'later' && hours === null ? 'hours.ended' : 'hours.changed'

/** A series, and the coach's others. */
type Known = { pattern: Pattern; others: readonly Pattern[] }
type Change = Known & { becomes: Edited }

/** Sessions not begun that lie, in part, in hours that go away. */
async function touched(tx: Tx, coachId: string, { pattern, becomes, others }: Change, { now, rehoming }: Acting) {
  const sessions = await rehoming.ahead(tx, coachId)
  const last = sessions.reduce((most, { endsAt }) => Math.max(most, endsAt.epochMilliseconds), 0)
  const window = { startsAt: now.epochMilliseconds, endsAt: last }
  const days = [civilDate(now), civilDate(Temporal.Instant.fromEpochMilliseconds(last)).add({ days: 1 })] as const
  const exceptions = sessions.length > 0 ? (await ask.exceptionsOf(tx, ...days, [coachId])).map(asException) : []
  const after = [...others, becomes.kept, becomes.next].filter((one) => one !== null)
  return insideOf(lostHours({ patterns: [...others, pattern], after, exceptions }, window), sessions)
}

async function faultsOf(
  tx: Tx,
  coach: Coach,
  { pattern, edit, becomes, others, now }: Change & { edit: Edit; now: Temporal.Instant },
): Promise<Readonly<Record<string, string>>> {
  const { hours, dates } = edit
  if (hours === null || hours === 'usual') return {}
  const { differing: _, ...usual } = pattern
  const from = dates[0]!
  const alone = { patterns: [{ ...usual, ...hours, startsOn: from, endsOn: null }], exceptions: [] }
  const all = { ...alone, patterns: [...alone.patterns, ...others] }
  const worked = { from, until: from.add({ weeks: 3 }), alone, all }
  const unbookable = await faultsIn(tx, coach, { ...hours, zone: pattern.zone }, worked)
  if (Object.keys(unbookable).length > 0) return unbookable as Record<string, string>
  const window = {
    startsAt: now.epochMilliseconds,
    endsAt: now.add({ hours: 2 * 366 * 24 }).epochMilliseconds,
  }
  const other = runsInto(pattern, becomes, others, window)
  return other
    ? { 'from-time': `These hours overlap others: ${patternWords(other)}. Change those first, or enter other hours` }
    : {}
}
