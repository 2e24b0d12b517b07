import { worker } from '#lib/door'
import { faultOf } from '#jobs'
import { endTasks } from '#tasks'
import { makeAvailability, type Availability } from '../availability/live.ts'
import { planMissedCover } from '../messages/missed-cover.ts'
import { findBooking } from '../queries.ts'
import { wishOf, type RecoveryPorts } from '../rehome/away.ts'
import { giveAway } from '../rehome/give-away.ts'
import { tellDeclined } from '../swap/declined.ts'
import { swap } from '../swap/give.ts'
import { coversDue, endAcknowledged, endBegun, lockChosen, noteCandidates, noteMissed } from './queries.ts'

type Due = Awaited<ReturnType<typeof coversDue>>[number]

/**
 * Looks after every session for which cover is asked: who could hold it is taken down, and who was chosen is given it, as
 * sessions are given whose coach is away; two of which both coaches agreed to swap go each to the other. Gives how many it looked after.
 */
export async function lookAfterCover(ports: RecoveryPorts): Promise<number> {
  const { db, clock, log } = ports
  await tellDeclined(ports)
  const due = await db.withActor(worker, async (tx) => {
    await endBegun(tx)
    await endAcknowledged(tx)
    return coversDue(tx)
  })
  if (due.length === 0) return 0
  const last = Math.max(
    ...due.flatMap(({ startsAt, swapAt }) => [startsAt, swapAt ?? startsAt].map((at) => at.epochMilliseconds)),
  )
  const days = Math.ceil((last - clock().epochMilliseconds) / 86_400_000) + 1
  const availability = makeAvailability({ db, clock, as: worker, days })
  await availability.load()
  for (const cover of due)
    await lookAfter(ports, availability, cover).catch((error: unknown) =>
      log('cover.failed', { kind: cover.chosenId === null ? 'look' : 'give', fault: faultOf(error) }),
    )
  return due.length
}

async function lookAfter(ports: RecoveryPorts, availability: Availability, cover: Due): Promise<void> {
  const { id, bookingId, chosenId, swapFor, swapAt } = cover
  if (chosenId !== null) {
    const stands = async (tx: Parameters<typeof lockChosen>[0]) =>
      (await lockChosen.one(tx, id, chosenId)) !== undefined
    if (swapFor !== null) {
      const theirs = { bookingId: swapFor, coachId: chosenId, startsAt: swapAt! }
      if (await swap(ports, availability, [cover, theirs], stands)) return
      return ports.db.withActor(worker, async (tx) => void (await noteMissed(tx, id, chosenId)))
    }
    if (await giveAway(ports, availability, cover, { only: chosenId, stands }))
      return ports.db.withActor(worker, async (tx) => void (await endTasks(tx, bookingId, 're-home', 'done')))
    await ports.db.withActor(worker, async (tx) => {
      const missed = await noteMissed.one(tx, id, chosenId)
      if (missed) await planMissedCover(tx, { ...cover, chosenId, times: missed.times }, ports)
    })
  }
  await look(ports, availability, cover)
}

/** Takes down everybody else who meets what was asked for and is free then. */
async function look({ db }: RecoveryPorts, availability: Availability, { id, bookingId, coachId, startsAt }: Due) {
  await db.withActor(worker, async (tx) => {
    const found = await findBooking.one(tx, bookingId)
    const wish = found && wishOf(availability, found)
    const pool = wish && availability.free({ ...wish, interpreter: false, atOnce: true }, startsAt.epochMilliseconds)
    const free = Array.from({ length: pool?.size ?? 0 }, (_, i) => pool!.coachId(i))
    await noteCandidates(
      tx,
      id,
      free.filter((one) => one !== coachId),
    )
  })
}

/** Work that goes round by itself. */
export const coverRound = (ports: RecoveryPorts) => ({
  kind: 'cover',
  work: async () => {
    await lookAfterCover(ports)
    return 0
  },
  log: ports.log,
  idleMillis: 1_000,
})
