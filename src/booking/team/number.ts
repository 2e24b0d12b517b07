import type { Tx } from '#lib/sql'
import { record } from '#audit'
import { maskNumber, phoneWindow } from '#meeting'
import type { Visit } from '#web'

/** What a coach sees of the number to ring: its last two digits, or all of it once asked for in its window. */
export type ShownNumber = { shown: 'masked' | 'whole'; text: string; inWindow: boolean }

type Session = {
  id: string
  status: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  sessionPhone: string | null
}

/** The number of a session as its coach may see it now; null without one. */
export function numberOf({ sessionPhone, ...session }: Session, { now }: Pick<Visit, 'now'>): ShownNumber | null {
  if (sessionPhone === null) return null
  const inWindow = session.status === 'booked' && phoneWindow({ ...session, now })
  return { shown: 'masked', text: maskNumber(sessionPhone), inWindow }
}

/** The whole number for its coach, who asked, and the record of that; outside its window as before. */
export async function revealed(tx: Tx, session: Session, visit: Visit): Promise<ShownNumber | null> {
  const masked = numberOf(session, visit)
  if (!masked?.inWindow) return masked
  await record(tx, {
    verb: 'booking.number-shown',
    subjectKind: 'booking',
    subjectId: session.id,
    actorKind: 'coach',
    actorId: visit.viewer.id,
    requestId: visit.requestId,
  })
  return { ...masked, shown: 'whole', text: session.sessionPhone! }
}
