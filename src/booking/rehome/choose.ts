import type { Actor } from '#lib/door'
import type { Tx } from '#lib/sql'
import { confirmClaim, releaseClaims } from '#diary'
import { unlessApart } from '../apart/refused.ts'
import { giveTime, isElsewhere, lockCoaches } from '../move.ts'
import type { VerbPorts } from '../ports.ts'
import { lockBooking } from '../queries.ts'
import { hasTaken, lockOffer, takeOffer } from './offers.ts'

/** `already`: the same press moved it before; `gone`: it is kept no longer; `same-time`: the client has another session then. */
export type Chosen = { kind: 'moved' | 'already' | 'gone' | 'same-time' }

/** The client takes a time that is kept for them, as their coach is away or a sooner one opened; others are let go with it. */
export async function choose(ports: VerbPorts, actor: Actor, bookingId: string, offerId: string): Promise<Chosen> {
  const touched: string[] = []
  const answer = await unlessApart(
    () => ports.db.withActor(actor, (tx) => chooseIn(tx, ports, bookingId, offerId, touched)),
    () => ({ kind: 'gone' as const }),
  )
  if (answer.kind === 'moved') await ports.availability.refresh(touched)
  return answer
}

async function chooseIn(
  tx: Tx,
  ports: VerbPorts,
  bookingId: string,
  offerId: string,
  touched: string[],
): Promise<Chosen> {
  const booking = await lockBooking.one(tx, bookingId)
  if (booking?.status !== 'booked' || booking.started) return { kind: 'gone' }
  const offer = await lockOffer.one(tx, offerId, bookingId)
  if (!offer) return { kind: (await hasTaken.one(tx, offerId, bookingId))!.yes ? 'already' : 'gone' }
  if (await isElsewhere(tx, booking, offer)) return { kind: 'same-time' }
  await lockCoaches(tx, [booking.coachId, offer.coachId])
  const claimId = await confirmClaim(tx, offer)
  if (claimId === null) return { kind: 'gone' }
  touched.push(booking.coachId, offer.coachId)
  await takeOffer(tx, offer.id)
  await releaseClaims(tx, [booking.claimId])
  const { mode, longer } = booking
  await giveTime(tx, ports, booking, { ...offer, claimId, mode, longer }, { kind: 'client', id: null })
  return { kind: 'moved' }
}
