import { worker } from '#lib/door'
import type { Tx } from '#lib/sql'
import { assign } from '../assign.ts'
import type { Availability } from '../availability/live.ts'
import { moveToIn } from '../move.ts'
import { announceClaims, findBooking } from '../queries.ts'
import { stillWaits, wishOf, type AwayTask, type RecoveryPorts } from './away.ts'

/** A session as it was when somebody decided to give it away. */
export type Session = Pick<AwayTask, 'bookingId' | 'coachId' | 'startsAt'>

type Given = {
  /** The one coach who may have it; null for whoever can. */
  only: string | null
  /** Asked in the transaction that gives it, with the booking locked: whether it is still to be given. */
  stands: (tx: Tx) => Promise<boolean>
}

/**
 * Gives a session to another coach who meets everything that was asked for, at the same time. The client, who had it and who has it
 * now are told. Gives whether anybody has it now; where nobody can, nothing changes.
 */
export async function giveAway(
  ports: Pick<RecoveryPorts, 'db' | 'clock' | 'random' | 'textSender'>,
  availability: Availability,
  session: Session,
  { only, stands }: Given,
): Promise<boolean> {
  const { db, random } = ports
  const found = await db.withActor(worker, (tx) => findBooking.one(tx, session.bookingId))
  const asked = found && wishOf(availability, found)
  // To give it to whose it is would move nothing, and settle nothing.
  const wish = asked && { ...asked, without: [...(asked.without ?? []), session.coachId] }
  if (!wish || (only !== null && (wish.coachId ?? only) !== only)) return false
  const among = only === null ? availability : alone(availability, only)
  const startsAt = session.startsAt.epochMilliseconds
  // Whoever interprets is found already, for this time.
  const answer = await assign(
    { availability: among, random },
    { ...wish, interpreter: false, atOnce: true },
    startsAt,
    (asked) =>
      db.withActor(worker, async (tx) => {
        if (!(await stillWaits(tx, session)) || !(await stands(tx))) return { kind: 'settled' as const }
        const touched = new Set<string>()
        const moved = await moveToIn(
          tx,
          ports,
          session.bookingId,
          asked,
          startsAt,
          { kind: 'worker', id: null },
          touched,
        )
        if (moved.kind === 'moved') await announceClaims(tx, [...touched].join())
        return moved
      }),
  )
  return answer.kind === 'moved'
}

/** The same availability for one coach alone, which is none of what the client asked for. */
export const alone = (availability: Availability, coachId: string): Availability => ({
  ...availability,
  free: (wish, startsAt) => availability.free({ ...wish, coachId }, startsAt),
  working: (wish, startsAt) => availability.working({ ...wish, coachId }, startsAt),
})
