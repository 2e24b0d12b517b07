import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { afterQuietHours, canWait, plan } from '#notifications'
import { openTask } from '#tasks'
import { awayToSay } from '../rehome/queries.ts'
import { coachNotReached } from './coach-back.ts'
import { kinds } from './kinds.ts'
import { messageBack, saidOf } from './queries.ts'
import { needsSomebody, otherWay, seenToBy } from './other-way.ts'

type Ports = { db: Db; clock: Clock; textSender: boolean }

/**
 * A message to a client or a coach did not arrive. It goes by the other way once, under the same state, and somebody is asked to look after it.
 * Doing it again does nothing: a message is planned once for its state and way, and there is one open task of a kind.
 */
export const afterCameBack =
  ({ db, clock, textSender }: Ports) =>
  async (messageIds: readonly string[]): Promise<void> => {
    for (const id of messageIds)
      await db.withActor(worker, async (tx) => {
        const back = await messageBack.one(tx, id)
        if (back?.recipient === 'coach') return coachNotReached(tx, back, { clock, textSender })
        const bookingId = back && (await bookingOf(tx, back))
        const said = bookingId && (await saidOf.one(tx, bookingId))
        if (!back || !said || !isStillSo(back, said)) return
        const now = clock()
        const channel = otherWay(back, said, textSender)
        if (channel !== null) {
          const { kind, subjectId, subjectSequence } = back
          const dueAt = channel === 'text' && canWait(kind) && !said.anyTime ? afterQuietHours(now) : now
          await plan(tx, [
            { kind, subjectId, subjectSequence, recipient: 'client', channel, dueAt, anyTime: said.anyTime },
          ])
        }
        if (needsSomebody(back))
          await openTask(tx, { kind: 'bounce', bookingId: said.id, dueAt: seenToBy(now, said.startsAt) })
      })
  }

type Back = NonNullable<Awaited<ReturnType<typeof messageBack.one>>>
type Said = NonNullable<Awaited<ReturnType<typeof saidOf.one>>>

const isAboutAway = ({ kind }: Back) => kind === kinds.alternatives || kind === kinds.stands

const bookingOf = async (tx: Tx, back: Back) =>
  isAboutAway(back) ? (await awayToSay.one(tx, back.subjectId))?.bookingId : back.subjectId

/** What has passed is said no more: a later state spoke for itself, and after the end there is nothing to look after. */
function isStillSo(back: Back, { sequence, status, over }: Said): boolean {
  if (over) return false
  return isAboutAway(back) ? status === 'booked' : back.subjectSequence === sequence
}
