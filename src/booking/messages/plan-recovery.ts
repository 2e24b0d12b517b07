import type { Tx } from '#lib/sql'
import { reachOf } from '../queries.ts'
import { kinds } from './kinds.ts'
import { send, toClient } from './plan.ts'

/** What such a message is about: the task of a session whose coach is away, or a time that is kept, so that each is told anew. */
type About = { id: string; bookingId: string }

/** Plans what asks a client to choose another time. */
export const planAlternatives = (tx: Tx, task: About, now: Temporal.Instant) => about(tx, task, kinds.alternatives, now)

/** Plans what tells a client that was asked that the appointment stands after all. */
export const planStands = (tx: Tx, task: About, now: Temporal.Instant) => about(tx, task, kinds.stands, now)

/** Plans what tells a client of a sooner time that is kept for them. */
export const planSooner = (tx: Tx, offer: About, now: Temporal.Instant) => about(tx, offer, kinds.sooner, now)

async function about(tx: Tx, { id, bookingId }: About, kind: string, now: Temporal.Instant) {
  const reach = await reachOf.one(tx, bookingId)
  if (reach) await send(tx, id, 0, now, toClient(reach, kind))
}
