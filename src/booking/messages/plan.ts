import type { Tx } from '#lib/sql'
import { plan, reminders, type Planned } from '#notifications'
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
  }: {
    id: string
    startsAt: Temporal.Instant
    client: NewClient
    now: Temporal.Instant
    textSender: boolean
  },
) {
  await send(tx, id, 0, now, [
    ...toClient(reachWith(client), kinds.confirmation),
    { kind: kinds.coachNew, recipient: 'coach', channel: 'email', dueAt: now },
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
  const reach = await reachOf.one(tx, moved.booking.id)
  const { booking, coachId, startsAt, sequence, now, textSender } = moved
  if (!reach) return
  const toCoaches =
    booking.coachId === coachId
      ? [{ kind: kinds.coachMoved, recipient: 'coach' as const }]
      : [
          { kind: kinds.coachNew, recipient: 'coach' as const },
          { kind: kinds.coachCancelled, recipient: 'coach' as const },
        ]
  const sameTime = booking.coachId !== coachId && booking.startsAt.equals(startsAt)
  await send(tx, booking.id, sequence, now, [
    ...toClient(reach, sameTime ? kinds.reassigned : kinds.moved),
    ...toCoaches.map((one) => ({ ...one, channel: 'email' as const, dueAt: now })),
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
  { booking, sequence, now }: { booking: { id: string }; sequence: number; now: Temporal.Instant },
) {
  const reach = await reachOf.one(tx, booking.id)
  await send(tx, booking.id, sequence, now, [
    ...(reach ? toClient(reach, kinds.cancelled) : []),
    { kind: kinds.coachCancelled, recipient: 'coach', channel: 'email', dueAt: now },
  ])
}

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
  return reminders(startsAt, now, { channel, phoneHeld: reached.takesTexts, textSender }).map(
    ({ kind, channel: by, dueAt }) => ({
      kind: `reminder-${kind}`,
      recipient: 'client',
      channel: by,
      dueAt,
    }),
  )
}
