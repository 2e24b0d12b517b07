import { kinds } from './kinds.ts'

/** One line of a booking's history, oldest first. */
export type Change = { sequence: number; what: string; coachId: string; startsAt: Temporal.Instant }
/** A message to a coach: what was planned, at which change, and by which way. */
export type Planned = { kind: string; subjectSequence: number; channel: string }
/** The same, and whether it may have been handed over. */
export type Told = Planned & { heard: boolean }

/** `passed`: another coach has it now. */
export type News =
  | { coachId: string; say: 'new' }
  /** `was`: when the coach last heard that it would be, where that is another time. */
  | { coachId: string; say: 'moved'; was: Temporal.Instant | null }
  | { coachId: string; say: 'cancelled' | 'passed'; startsAt: Temporal.Instant }

/**
 * What a message to a coach says at the moment of sending, or null when there is nothing to say. It goes by what this
 * coach has heard and what this coach has now; what happened between counts for nothing. Of several messages to one
 * coach by one way the last speaks, and each way tells a story of its own. `told` is all that was planned: a change of
 * which nothing was counts as heard. `known`: changes that took the session from a coach who is away and knows by that: they
 * count as heard by every way, and nothing is said of them.
 */
export function newsFor(
  message: Planned,
  history: readonly Change[],
  told: readonly Told[],
  known: ReadonlySet<number> = new Set(),
): News | null {
  const coachId = toWhom(message, history)
  if (coachId === null) return null
  const turns = turnsOf(coachId, history)
  const now = turns.at(-1)
  if (now?.sequence !== message.subjectSequence) return null
  const isKnown = (turn: Turn) => turn.startsAt === null && known.has(turn.sequence)
  const heard = turns
    .filter((turn) => turn.sequence < now.sequence && (isKnown(turn) || isHeard(turn, now, message.channel, told)))
    .at(-1)?.startsAt
  if (now.startsAt && heard) return { coachId, say: 'moved', was: heard.equals(now.startsAt) ? null : heard }
  if (now.startsAt) return { coachId, say: 'new' }
  if (!heard || isKnown(now)) return null
  return { coachId, say: history.at(-1)?.what === 'cancelled' ? 'cancelled' : 'passed', startsAt: heard }
}

/**
 * Whether a coach has heard of a change, as the story by one way goes. Of other ways those count that tell nothing now, since
 * the coach has given them up; and all of them where this way is the new one.
 */
function isHeard(turn: Turn, now: Turn, channel: string, told: readonly Told[]): boolean {
  const about = told.filter((one) => isAbout(one, turn))
  const isNew = !about.some((one) => one.channel === channel)
  const goesOn = (way: string) => told.some((one) => isAbout(one, now) && one.channel === way)
  const counted = about.filter((one) => isNew || one.channel === channel || !goesOn(one.channel))
  return counted.length === 0 || counted.some(({ heard }) => heard)
}

/** A change that a coach has to hear of: when the session is now, or null when the coach has it no more. */
type Turn = { sequence: number; kind: string; startsAt: Temporal.Instant | null }

function turnsOf(coachId: string, history: readonly Change[]): Turn[] {
  return steps(history).flatMap(({ sequence, what, startsAt, from, to }): Turn[] => {
    const lost = { sequence, kind: kinds.coachCancelled, startsAt: null }
    if (to !== coachId) return from === coachId ? [lost] : []
    if (what === 'cancelled') return [lost]
    return [{ sequence, kind: from === coachId ? kinds.coachMoved : kinds.coachNew, startsAt }]
  })
}

/** The coach who got the session at a message's change or, of a move that took it away, the one who lost it. */
function toWhom({ kind, subjectSequence }: Planned, history: readonly Change[]): string | null {
  const step = steps(history).find(({ sequence }) => sequence === subjectSequence)
  if (!step) return null
  return kind === kinds.coachCancelled && step.what === 'moved' ? step.from : step.to
}

/** The changes that touch when and with whom, each with the coach before and after. A corrected contact is none. */
const steps = (history: readonly Change[]) =>
  history
    .filter(({ what }) => what !== 'corrected')
    .map((change, i, all) => ({ ...change, from: all[i - 1]?.coachId ?? null, to: change.coachId }))

const isAbout = (message: Planned, turn: Turn) =>
  message.subjectSequence === turn.sequence && message.kind === turn.kind
