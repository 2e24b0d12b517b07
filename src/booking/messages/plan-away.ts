import { waysTo } from '#coaches'
import type { Tx } from '#lib/sql'
import { plan } from '#notifications'
import { kinds } from './kinds.ts'

/**
 * Plans that a coach hears once of all the sessions that were put on the list together: by mail, or by text where they chose texts
 * alone. Named by one of them, so that each time away is told anew.
 */
export async function planAway(tx: Tx, coachId: string, tasks: readonly { id: string; madeAt: Temporal.Instant }[]) {
  const [first] = tasks
  if (!first) return
  const [way] = await waysTo(tx, { coachId, bookingId: null, startsAt: null }, true)
  if (!way) return
  const subject = { kind: kinds.coachAway, recipient: 'coach', subjectId: first.id, subjectSequence: 0 } as const
  await plan(tx, [{ ...subject, ...way, dueAt: first.madeAt }])
}
