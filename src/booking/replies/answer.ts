import type { Tx } from '#lib/sql'
import { saidOf } from '../messages/queries.ts'
import { bookingToMove } from './queries.ts'

/** The booking that a text which said MOVE is about. */
export async function saidOfReply(tx: Tx, replyId: string) {
  const booking = await bookingToMove.one(tx, replyId)
  return booking && (await saidOf.one(tx, booking.id))
}
