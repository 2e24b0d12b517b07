import type { Tx } from '#lib/sql'
import { waysTo, type WayToCoach } from '#coaches'
import { afterQuietHours, plan, reminders, type Planned } from '#notifications'
import type { NewClient } from '../new-client.ts'
import { channelOf, reachWith, type Reach } from '../channel.ts'
import { reachOf } from '../queries.ts'
import { kinds } from './kinds.ts'

export { kinds }

/** Plans the message that carries a code. Planned for every code, also where there is nobody to send it to. */
export async function planCode(tx: Tx, kind: string, codeId: string, channel: 'email' | 'text', now: Temporal.Instant) {
  await send(tx, codeId, 0, now, [{ kind, recipient: 'address', channel }])
}

/** Plans everything that a new booking will say, and wakes the worker for what is due at once. */
export async function planBooked(
  tx: Tx,
  {
    id,
    startsAt,
    client,
    now,
    textSender,
    ways,
  }: {
    id: string
    startsAt: Temporal.Instant
    client: NewClient
    now: Temporal.Instant
    textSender: boolean
    /** By which ways the coach is told. */
    ways: readonly WayToCoach[]
  },
) {
  await send(tx, id, 0, now, [
    ...toClient(reachWith(client), kinds.confirmation),
    ...toCoach(kinds.coachNew, ways),
    ...later(reachWith(client), startsAt, now, textSender),
  ])
}

/** Plans what a move says: to the client, to the coach who loses the time and to the one who has it now. */
export async function planMoved(
  tx: Tx,
  moved: {
    booking: { id: string; coachId: string; startsAt: Temporal.Instant }
    coachId: string
    startsAt: Temporal.Instant
    sequence: number
    now: Temporal.Instant
    textSender: boolean
  },
) {
  const { booking, coachId, startsAt, sequence, now, textSender } = moved
  const waysOf = (id: string) => waysTo(tx, { coachId: id, bookingId: booking.id, startsAt: null }, textSender)
  const [reach, has, had] = await Promise.all([
    reachOf.one(tx, booking.id),
    waysOf(coachId),
    booking.coachId === coachId ? null : waysOf(booking.coachId),
  ])
  if (!reach) return
  const sameTime = had !== null && booking.startsAt.equals(startsAt)
  await send(tx, booking.id, sequence, now, [
    ...toClient(reach, sameTime ? kinds.reassigned : kinds.moved),
    ...toCoach(had ? kinds.coachNew : kinds.coachMoved, has),
    ...(had ? toCoach(kinds.coachCancelled, had) : []),
    ...later(reach, startsAt, now, textSender),
  ])
}

/** Plans the details once more, to a contact that was corrected. */
export async function planAgain(
  tx: Tx,
  again: {
    booking: { id: string; startsAt: Temporal.Instant }
    reached: Reach
    sequence: number
    now: Temporal.Instant
    textSender: boolean
  },
) {
  const { booking, reached, sequence, now, textSender } = again
  await send(tx, booking.id, sequence, now, [
    ...toClient(reached, kinds.confirmation),
    ...later(reached, booking.startsAt, now, textSender),
  ])
}

export async function planCancelled(
  tx: Tx,
  cancelled: {
    booking: { id: string; coachId: string }
    sequence: number
    now: Temporal.Instant
    textSender: boolean
  },
) {
  const { booking, sequence, now, textSender } = cancelled
  const [reach, ways] = await Promise.all([
    reachOf.one(tx, booking.id),
    waysTo(tx, { coachId: booking.coachId, bookingId: booking.id, startsAt: null }, textSender),
  ])
  await send(tx, booking.id, sequence, now, [
    ...(reach ? toClient(reach, kinds.cancelled) : []),
    ...toCoach(kinds.coachCancelled, ways),
  ])
}

const toCoach = (kind: string, ways: readonly WayToCoach[]): Message[] =>
  ways.map(({ channel, keepsQuiet }) => ({ kind, recipient: 'coach', channel, keepsQuiet }))

/**
 * Plans a kind word to whoever missed a session, once: not at night, by whichever way, and a little later, since their coach may have
 * pressed the wrong button.
 */
export async function planMissed(tx: Tx, booking: { id: string; sequence: number }, now: Temporal.Instant) {
  const reach = await reachOf.one(tx, booking.id)
  if (!reach) return
  const soon = now.add({ minutes: 10 })
  const dueAt = reach.anyTime ? soon : afterQuietHours(soon)
  const messages = toClient(reach, kinds.missed).map((one) => ({ ...one, dueAt, ...quietOf(reach) }))
  await send(tx, booking.id, booking.sequence, now, messages)
}
const quietOf = ({ anyTime = false }: Reach) => ({ keepsQuiet: !anyTime, anyTime })

type Message = Omit<Planned, 'subjectId' | 'subjectSequence' | 'dueAt'> & { dueAt?: Temporal.Instant }

export async function send(
  tx: Tx,
  subjectId: string,
  subjectSequence: number,
  now: Temporal.Instant,
  messages: readonly Message[],
) {
  await plan(
    tx,
    messages.map((message) => ({ ...message, dueAt: message.dueAt ?? now, subjectId, subjectSequence })),
  )
}

/** By mail where there is an address: it carries the calendar entry. */
export function toClient(reached: Reach, kind: string): Message[] {
  const channel = channelOf(reached)
  return channel ? [{ kind, recipient: 'client', channel }] : []
}

/** Reminders by the person's channel, and a text ten minutes before where a number is held that takes them. */
function later(reached: Reach, startsAt: Temporal.Instant, now: Temporal.Instant, textSender: boolean): Message[] {
  const channel = channelOf(reached)
  if (!channel) return []
  return reminders(startsAt, now, { channel, phoneHeld: reached.takesTexts, textSender, ...anyTimeOf(reached) }).map(
    ({ kind, channel: by, dueAt }) => ({
      kind: `reminder-${kind}`,
      recipient: 'client',
      channel: by,
      dueAt,
      ...anyTimeOf(reached),
    }),
  )
}

const anyTimeOf = ({ anyTime = false }: Reach) => ({ anyTime })
