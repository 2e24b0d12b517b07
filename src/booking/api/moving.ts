import { isUuid } from '#lib/text'
import type { Viewer } from '#web'
import type { Pause } from '#organisations'
import type { RoomPorts } from '../ports.ts'
import { findBookingOfKey } from '../queries.ts'
import type { Wish } from '../wish.ts'
import { londonTime, problem, type Answer } from './answer.ts'

/** Of a call that names the booking it wants to move: the wish of a booking that stands, which a pause is no hindrance to. */
export async function standingWish(
  { db }: Pick<RoomPorts, 'db'>,
  { actor, id }: Viewer,
  wish: Wish,
  moving: string | undefined,
): Promise<Wish | Answer> {
  if (moving === undefined) return wish
  const found = isUuid(moving) && (await db.withActor(actor, (tx) => findBookingOfKey.one(tx, moving, id)))
  return found && found.status === 'booked' ? { ...wish, standing: true } : problem('not-found')
}

/** A pause as answers tell it, by its own name; nothing where there is none. */
export const pauseTold = (pause: Pause | null) =>
  pause ? { paused: { reason: pause.words, from: londonTime(pause.startsAt), until: londonTime(pause.endsAt) } } : {}

/** The answer to whoever would book while no new booking is taken. */
export const pausedAnswer = (pause: Pause): Answer => problem('paused', { detail: pause.words, ...pauseTold(pause) })
