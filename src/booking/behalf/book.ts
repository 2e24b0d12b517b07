import { tooSoonForInterpreter } from '../api/interpreter.ts'
import { bookHeld, takeHold, tellBooked, type Booked, type BookRefused } from '../book.ts'
import { findHold } from '../holds-queries.ts'
import type { NewClient } from '../new-client.ts'
import type { RoomPorts } from '../ports.ts'
import { preferencesOf, type Wish } from '../wish.ts'
import { giveToCaller } from './queries.ts'
import type { CallTaker } from './owner.ts'

/** Books the time that is kept for a caller, whose it is from then on. Its id is that of the hold: pressed twice, it is one. */
export async function bookForCaller(
  ports: RoomPorts,
  owner: CallTaker,
  holdId: string,
  client: NewClient,
): Promise<Booked | BookRefused> {
  const answer = await ports.db.withActor(owner.actor, async (tx) => {
    const held = await takeHold(tx, owner, holdId)
    if ('kind' in held) return held
    const booked = await bookHeld(tx, ports, owner, held, client)
    if (booked.kind === 'booked' && !(await giveToCaller.one(tx, booked.id))?.given)
      throw new Error('A booking for a caller was not given to them')
    return booked
  })
  if (answer.kind === 'booked') tellBooked(ports.availability, answer)
  return answer
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
