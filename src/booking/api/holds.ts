import type { Route, Visit } from '#web'
import type { Millis } from '#lib/time'
import { hold, holdIn, ownerByKey, type Held, type HoldRefused } from '../hold.ts'
import type { RoomPorts } from '../ports.ts'
import { release } from '../release.ts'
import type { Wish } from '../wish.ts'
import { invalid, londonTime, problem, toReply, type Answer } from './answer.ts'
import { slotOf } from './availability.ts'
import { pausedAnswer, standingWish } from './moving.ts'
import { onceACall } from './once.ts'
import { readAs } from './read.ts'
import { holdBody } from './schemas.ts'
import { isAnswer, wishOfCall } from './wish.ts'

export const holdCall = (ports: RoomPorts): Route => ({
  method: 'POST',
  path: '/api/v1/holds',
  may: 'booking-key',
  takes: 'json',
  handle: async (visit) => {
    const owner = ownerByKey(visit.viewer)
    // Without a name for the call there is nothing to remember, and a busy coach is passed over without an open transaction.
    if (visit.headers['idempotency-key'] === undefined)
      return toReply(await holdFor(ports, visit, (wish, at) => hold(ports, owner, wish, at)))
    return onceACall(ports, visit, async (tx) => ({
      answer: await holdFor(ports, visit, (wish, at) => holdIn(tx, ports, owner, wish, at)),
    }))
  },
})

type Holding = (wish: Wish, startsAt: Millis) => Promise<Held | HoldRefused>

async function holdFor(ports: RoomPorts, { json, viewer }: Visit, holding: Holding): Promise<Answer> {
  const read = readAs(holdBody, json)
  if ('faults' in read) return invalid(read.faults)
  const asked = wishOfCall(read.data, ports.availability.services())
  if (isAnswer(asked)) return asked
  const wish = await standingWish(ports, viewer, asked, read.data.moving)
  if (isAnswer(wish)) return wish
  const startsAt = read.data.start.epochMilliseconds
  const { minutes } = ports.availability.policy(wish)
  return answerOf(await holding(wish, startsAt), minutes)
}

function answerOf(held: Held | HoldRefused, minutes: number): Answer {
  if (held.kind === 'held') {
    const { id, startsAt, endsAt, expiresAt, coach } = held
    const body = {
      id,
      start: londonTime(startsAt),
      end: londonTime(endsAt),
      expiresAt: londonTime(expiresAt),
      coach: { id: coach.id, name: coach.name },
    }
    return { status: 201, body }
  }
  if (held.kind === 'slot-taken')
    return problem('slot-taken', {
      alternatives: held.alternatives.map(({ startsAt, coaches }) => slotOf(startsAt, minutes, coaches)),
    })
  return held.kind === 'paused' ? pausedAnswer(held.pause) : problem(held.kind)
}

/** Lets go of one's own hold. What is not one's own, or gone already, gets the same answer. */
export const releaseCall = (ports: RoomPorts): Route => ({
  method: 'DELETE',
  path: '/api/v1/holds/:id',
  may: 'booking-key',
  handle: async ({ params, viewer }) => {
    await release(ports, ownerByKey(viewer), params['id'] ?? '')
    return { kind: 'empty', status: 204 }
  },
})
