import type { Tx } from '#lib/sql'
import { record } from '#audit'
import { endSessionsOf } from '#identity'
import type { By, Rehoming } from './absence.ts'
import { setActive } from './queries.ts'

type Leaving = { by: By; rehoming: Rehoming }

/**
 * Lets a coach go: no further offers, signed out everywhere, and every session ahead on the list of those that need
 * another coach. False when the coach had left already.
 */
export async function leave(tx: Tx, coachId: string, { by, rehoming }: Leaving): Promise<boolean> {
  if (!(await setActive.one(tx, coachId, false))) return false
  await endSessionsOf(tx, coachId)
  await rehoming.review(tx, coachId)
  await record(tx, { ...by, verb: 'coach.left', subjectKind: 'coach', subjectId: coachId })
  return true
}

/** Has a coach back, with the hours that still hold. False when the coach had not left. */
export async function comeBack(tx: Tx, coachId: string, { by, rehoming }: Leaving): Promise<boolean> {
  if (!(await setActive.one(tx, coachId, true))) return false
  await rehoming.review(tx, coachId)
  await record(tx, { ...by, verb: 'coach.returned', subjectKind: 'coach', subjectId: coachId })
  return true
}
