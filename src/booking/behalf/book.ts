import { claimFirst, releaseClaims, type Refused } from '#diary'
import { Undo } from '#lib/door'
import type { Tx } from '#lib/sql'
import { tooSoonForInterpreter } from '../api/interpreter.ts'
import { coachesLeftOut } from '../apart/queries.ts'
import { assign, type Nobody } from '../assign.ts'
import {
  bookHeld,
  takeHold,
  tellBooked,
  type Booked,
  type BookedIn,
  type BookRefused,
  type LockedHold,
} from '../book.ts'
import { holdMinutes } from '../hold.ts'
import { findHold, giveHold } from '../holds-queries.ts'
import type { NewClient } from '../new-client.ts'
import type { RoomPorts } from '../ports.ts'
import { preferencesOf, type Wish } from '../wish.ts'
import { giveToCaller } from './queries.ts'
import type { CallTaker } from './owner.ts'

/**
 * Books the time that is kept for a caller, whose it is from then on. Its id is that of the hold: pressed twice, it is one. Where
 * they said where they work, it is first kept anew among those who may be offered. By their contact, which they may say of anybody,
 * nothing is found out.
 */
export async function bookForCaller(
  ports: RoomPorts,
  owner: CallTaker,
  holdId: string,
  client: NewClient,
  wish: Wish,
): Promise<Booked | BookRefused> {
  const { place = null } = client
  const elsewhere = place === null ? null : await bookElsewhere(ports, owner, holdId, client, wish, place)
  if (elsewhere) return elsewhere
  const answer = await ports.db.withActor(owner.actor, async (tx) => {
    const held = await takeHold(tx, owner, holdId)
    return 'kind' in held ? held : bookGiven(tx, ports, owner, held, client)
  })
  if (answer.kind === 'booked') tellBooked(ports.availability, answer)
  return answer
}

/** Null where nobody else can: it stays with whose it was, or has gone as others do; or the press before booked it. */
async function bookElsewhere(
  ports: RoomPorts,
  owner: CallTaker,
  holdId: string,
  client: NewClient,
  wish: Wish,
  place: Buffer,
): Promise<Booked | BookRefused | null> {
  const { held, without } = await ports.db.withActor(owner.actor, async (tx) => ({
    held: await findHold.one(tx, holdId, owner.browser),
    without: await coachesLeftOut(tx, place),
  }))
  if (held?.state !== 'live') return null
  const booked = await bookAnew(ports, owner, held, client, { ...wish, without })
  return booked.kind === 'no-such-slot' || booked.kind === 'slot-taken' ? null : booked
}

async function bookGiven(tx: Tx, ports: RoomPorts, owner: CallTaker, held: LockedHold, client: NewClient) {
  const booked = await bookHeld(tx, ports, owner, held, client)
  if (booked.kind === 'booked' && !(await giveToCaller.one(tx, booked.id))?.given)
    throw new Error('A booking for a caller was not given to them')
  return booked
}

/** In one transaction: the time that is kept lets go, whoever may be offered takes it, and it is booked. Or nothing is done. */
async function bookAnew(
  ports: RoomPorts,
  owner: CallTaker,
  { id, coachId, claimId, startsAt }: LockedHold,
  client: NewClient,
  wish: Wish,
): Promise<Booked | BookRefused | Nobody> {
  // It is kept: neither a pause nor notice is a hindrance any more, nor is an interpreter, whom it was kept in time for.
  const kept: Wish = { ...wish, own: { coachId, claimId }, interpreter: false, standing: true, atOnce: true }
  const answer = await assign(ports, kept, startsAt.epochMilliseconds, (asked) =>
    ports.db.withActor(owner.actor, async (tx): Promise<BookedIn | BookRefused | Refused> => {
      const held = await takeHold(tx, owner, id)
      if ('kind' in held) return held
      await releaseClaims(tx, [held.claimId])
      const expiresAt = ports.clock().add({ minutes: holdMinutes })
      const claimed = await claimFirst(tx, { ...asked.wanted, kind: 'hold', expiresAt })
      if (claimed.kind === 'refused') throw new Undo(claimed)
      await giveHold(tx, id, claimed.claimId, claimed.coachId, asked.assignment)
      return bookGiven(tx, ports, owner, { ...held, claimId: claimed.claimId, coachId: claimed.coachId }, client)
    }),
  )
  if (answer.kind !== 'booked') return answer as BookRefused | Nobody
  ports.availability.released(coachId, claimId)
  tellBooked(ports.availability, answer as BookedIn)
  return answer as BookedIn
}

export type Kept = {
  id: string
  startsAt: Temporal.Instant
  expiresAt: Temporal.Instant
  mode: string
  coach: string
  /** Whether it is kept still, was booked, or has been let go. */
  state: 'live' | 'used' | 'released'
  /** Whether what was kept is what is asked for now; an interpreter needs some time to be found. */
  fits: boolean
}

/** The time that whoever takes the call keeps, beside what the caller asks for. */
export async function keptForCaller(
  ports: RoomPorts,
  owner: CallTaker,
  holdId: string,
  wish: Wish,
  adjustments: readonly string[],
): Promise<Kept | null> {
  const held = await ports.db.withActor(owner.actor, (tx) => findHold.one(tx, holdId, owner.browser))
  if (!held) return null
  const { id, startsAt, expiresAt, mode, state, started } = held
  const same =
    held.serviceKey === wish.service.key &&
    mode === wish.mode &&
    held.longer === wish.longer &&
    held.matchedOn.join() === preferencesOf(wish).join()
  return {
    id,
    startsAt,
    expiresAt,
    mode,
    coach: ports.availability.coach(held.coachId)?.name ?? '',
    state: started && state === 'live' ? 'released' : (state as Kept['state']),
    fits: same && tooSoonForInterpreter(ports, adjustments, held) === 0,
  }
}
