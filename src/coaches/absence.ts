import { record } from '#audit'
import type { Tx } from '#lib/sql'
import { civilDate, startOfDay } from '#lib/time'
import { absenceAround, absencesAhead, cutAbsence, dropAbsence, insertAbsence, lockCoach } from './queries.ts'

export const absenceReasons = ['ill', 'leave', 'other'] as const
export type AbsenceReason = (typeof absenceReasons)[number]
export type Absence = { id: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant; reason: AbsenceReason }

/** Who acts: a coach for themselves, or somebody with the operator's tool. */
export type By = { actorKind: 'coach' | 'operator'; actorId?: string | null; requestId?: string | null }

/** What the room of bookings does about sessions whose coach is away or has left, in the transaction of that change. */
export type Rehoming = {
  /** Brings the list of sessions that need another coach or time to what is so now. */
  review(tx: Tx, coachId: string): Promise<void>
  /** A coach's sessions on that list, soonest first, and whether it is the lead or the coach who gave each up; neither where they are away. */
  waiting(tx: Tx, coachId: string): Promise<(Session & { letGo: boolean; givenUp: boolean })[]>
  /** A coach's sessions that have not begun, soonest first. */
  ahead(tx: Tx, coachId: string): Promise<Session[]>
  /** A coach's sessions that have begun and are not over: nobody else can be given them. */
  underWay(tx: Tx, coachId: string): Promise<Session[]>
  /** Puts sessions on that list because their coach gives them up with the hours in which they lie. */
  giveUp(tx: Tx, coachId: string, bookingIds: readonly string[]): Promise<void>
  /** Has a coach keep sessions that were given up and lie whole in worked hours again, and lets go of what is kept with them outside these. */
  followHours(tx: Tx, coachId: string): Promise<void>
}

/** A booked session, as far as the room of coaches needs to know of it. */
export type Session = { bookingId: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant }

/** What recording or ending an absence needs to know. */
export type Acting = { by: By; now: Temporal.Instant; rehoming: Rehoming }

/** The absence in which a coach is now, the one that lasts longest; null while they are there. */
export async function absenceNow(tx: Tx, coachId: string, now: Temporal.Instant): Promise<Absence | null> {
  const begun = (await absencesAhead(tx, coachId, now)).filter(
    ({ startsAt }) => Temporal.Instant.compare(startsAt, now) <= 0,
  )
  return (begun.sort((a, b) => Temporal.Instant.compare(b.endsAt, a.endsAt))[0] as Absence | undefined) ?? null
}

/** Whether an absence is no more than that a coach is ill today: what one press says, one press takes back. */
export const isIllToday = ({ endsAt, reason }: Absence, now: Temporal.Instant): boolean =>
  reason === 'ill' && Temporal.Instant.compare(endsAt, startOfDay(civilDate(now).add({ days: 1 }))) <= 0

export type AbsenceRefusal = 'ends before it starts' | 'is over already' | 'longer than a year'

/** Says why an absence cannot be recorded, or null. One that began earlier today can: illness is told late. */
export function whyNotAbsent(
  { startsAt, endsAt }: Pick<Absence, 'startsAt' | 'endsAt'>,
  now: Temporal.Instant,
): AbsenceRefusal | null {
  if (Temporal.Instant.compare(startsAt, endsAt) >= 0) return 'ends before it starts'
  if (Temporal.Instant.compare(endsAt, now) <= 0) return 'is over already'
  return endsAt.since(startsAt).total('hours') > 366 * 24 ? 'longer than a year' : null
}

/**
 * Records that a coach is away; what is recorded already is not recorded again. Bookings inside stand until somebody acts
 * on them, and each is put on the list of those that need another coach; no new one is made, because the database lets
 * claims under way on this coach finish first and makes every later one look again.
 */
export async function recordAbsence(
  tx: Tx,
  coachId: string,
  during: { startsAt: Temporal.Instant; endsAt: Temporal.Instant },
  reason: AbsenceReason,
  { by, now, rehoming }: Acting,
): Promise<{ kind: 'recorded'; absence: Absence } | { kind: 'refused'; refusal: AbsenceRefusal }> {
  const refusal = whyNotAbsent(during, now)
  if (refusal) return { kind: 'refused', refusal }
  await lockCoach(tx, coachId)
  const known = await absenceAround.one(tx, coachId, during.startsAt, during.endsAt, reason)
  if (known) return { kind: 'recorded', absence: known as Absence }
  const absence = (await insertAbsence.one(tx, coachId, during.startsAt, during.endsAt, reason))!
  await rehoming.review(tx, coachId)
  await record(tx, { ...by, verb: 'absence.recorded', subjectKind: 'coach', subjectId: coachId })
  return { kind: 'recorded', absence: absence as Absence }
}

/**
 * Ends a coach's absence now: the rest of it, or all of it when it had not begun.
 * Null when the coach has no such absence, or it is over.
 */
export async function endAbsence(
  tx: Tx,
  coachId: string,
  id: string,
  { by, now, rehoming }: Acting,
): Promise<Absence | null> {
  const ended = (await cutAbsence.one(tx, id, coachId, now)) ?? (await dropAbsence.one(tx, id, coachId, now))
  if (!ended) return null
  await rehoming.review(tx, coachId)
  await record(tx, { ...by, verb: 'absence.ended', subjectKind: 'coach', subjectId: coachId })
  return ended as Absence
}
