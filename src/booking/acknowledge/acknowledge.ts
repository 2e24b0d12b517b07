import { holding } from '#lib/door'
import type { Tx } from '#lib/sql'
import { record } from '#audit'
import type { Visit } from '#web'
import { acknowledgeToken, hashToken } from '../links.ts'
import type { RoomPorts } from '../ports.ts'
import { acknowledgeByLink, acknowledgeOwn, askedByLink, askedOf, lockOwn, setLink } from './queries.ts'

const verb = 'booking.acknowledged'

/**
 * The token by which a coach acknowledges the session that a change gave them, for the message that is about to carry it; null
 * where nothing is asked of them, or no more. Only from here on does it open anything.
 */
export async function tokenFor(
  tx: Tx,
  linkKey: Buffer,
  { bookingId, coachId, sequence }: { bookingId: string; coachId: string; sequence: number },
): Promise<string | null> {
  const asked = await askedOf.one(tx, bookingId, coachId, sequence)
  if (!asked) return null
  const token = acknowledgeToken(linkKey, bookingId, sequence)
  if (!asked.linked) await setLink(tx, bookingId, sequence, hashToken(token))
  return token
}

/** When and how the session is that a token can acknowledge now; undefined for any other token, whatever is wrong with it. */
export const sessionByToken = ({ db }: Pick<RoomPorts, 'db'>, token: string) =>
  isToken(token) ? db.withActor(claimOf(token), (tx) => askedByLink.one(tx)) : Promise.resolve(undefined)

/** Acknowledges by a token; false where there is nothing, or nothing left, to acknowledge by it. */
export async function acknowledgeWith(
  { db }: Pick<RoomPorts, 'db'>,
  token: string,
  requestId: string,
): Promise<boolean> {
  if (!isToken(token)) return false
  return db.withActor(claimOf(token), async (tx) => {
    const done = await acknowledgeByLink.one(tx)
    if (!done) return false
    const { bookingId: subjectId, coachId: actorId } = done
    await record(tx, {
      verb,
      subjectKind: 'booking',
      subjectId,
      actorKind: 'coach',
      actorId,
      reason: 'link',
      requestId,
    })
    return true
  })
}

/** A coach who is signed in acknowledges their own session. Once more changes nothing. */
export async function acknowledge(tx: Tx, bookingId: string, { viewer, requestId }: Visit): Promise<void> {
  // Locked first, as whoever gives it up does: it is acknowledged before that, or not at all.
  await lockOwn(tx, bookingId)
  if (!(await acknowledgeOwn.one(tx, bookingId, viewer.id))) return
  const by = { actorKind: 'coach', actorId: viewer.id, requestId } as const
  await record(tx, { verb, subjectKind: 'booking', subjectId: bookingId, ...by })
}

const isToken = (token: string) => /^[\w-]{22}$/.test(token)
const claimOf = (token: string) => holding(`acknowledge:${token}`)
