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
}

/** Whether it is time to ring: around a session that is not cancelled. */
const isTime = (session: Session, { now }: Pick<Visit, 'now'>): boolean =>
  session.status !== 'cancelled' && phoneWindow({ ...session, now })

/** The number of a session as its coach may see it now; null without one. `whole`: the coach asked for it, and it is on record. */
export function numberOf(
  session: Session & { sessionPhone: string | null },
  visit: Pick<Visit, 'now'>,
  whole: boolean,
): ShownNumber | null {
  const { sessionPhone } = session
  if (sessionPhone === null) return null
  const inWindow = isTime(session, visit)
  return whole && inWindow
    ? { shown: 'whole', text: sessionPhone, inWindow }
    : { shown: 'masked', text: maskNumber(sessionPhone), inWindow }
}

/** Records that a coach asked for the whole number of a session; outside its time, or without a number, nothing is shown. */
export async function recordShowing(
  tx: Tx,
  session: Session & { sealedSessionPhone: Buffer | null },
  visit: Visit,
): Promise<void> {
  if (session.sealedSessionPhone === null || !isTime(session, visit)) return
  await record(tx, {
    verb: 'booking.number-shown',
    subjectKind: 'booking',
    subjectId: session.id,
    actorKind: 'coach',
    actorId: visit.viewer.id,
    requestId: visit.requestId,
  })
}
