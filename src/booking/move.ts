import { Undo, type Actor } from '#lib/door'
import type { Tx } from '#lib/sql'
import { toInstant, type Millis } from '#lib/time'
import { record, type ActorKind } from '#audit'
import { lockCoach } from '#coaches'
import { claimFirst, confirmClaim, releaseClaims, type Refused } from '#diary'
import { acting, type Acting } from './acting.ts'
import { unlessApart } from './apart/refused.ts'
import { assign, type Asked, type Nobody } from './assign.ts'
import type { LockedHold } from './book.ts'
import type { VerbPorts } from './ports.ts'
import type { Owner } from './hold.ts'
import { planMoved } from './messages/plan.ts'
import { lockHold, useHold } from './holds-queries.ts'
import { loseHold } from './release.ts'
import { clashes, lockBooking, moveBookingTo, reachOf } from './queries.ts'
import { preferencesOf, type Wish } from './wish.ts'

export type Moved = { kind: 'moved'; sequence: number }
/** `same-time`: the client has another session then. */
type NotMovable = { kind: 'not-found' | 'already-cancelled' | 'too-late' | 'same-time' }
export type MoveRefused =
  | NotMovable
  | { kind: 'hold-used' | 'hold-expired' | 'other-service' | 'hold-not-found' }
  /** A telephone session needs a number, and none was given. */
  | { kind: 'no-number' }

type Booking = NonNullable<Awaited<ReturnType<typeof lockBooking.one>>>
/** The time that a booking is given, with the claim that keeps it. */
type NewTime = Pick<
  LockedHold,
  'claimId' | 'coachId' | 'mode' | 'longer' | 'startsAt' | 'endsAt' | 'serviceVersion' | 'matchedOn'
>
type MovePorts = Pick<VerbPorts, 'clock' | 'textSender'>

/** Moves a booking to the time of a hold: the new time is taken before the old is let go, or nothing changes. */
export async function move(
  ports: VerbPorts,
  owner: Owner,
  bookingId: string,
  holdId: string,
  byWhom: ActorKind,
): Promise<Moved | MoveRefused> {
  const touched: { coachIds: string[] } = { coachIds: [] }
  const answer = await unlessApart(
    () => ports.db.withActor(owner.actor, (tx) => moveIn(tx, ports, owner, bookingId, holdId, byWhom, touched)),
    () => ({ kind: 'hold-expired' as const }),
  )
  if (answer.kind === 'moved') await ports.availability.refresh(touched.coachIds)
  return answer
}

/** The same inside the caller's transaction; `touched` gives the coaches of whom availability must be told. */
export async function moveIn(
  tx: Tx,
  ports: MovePorts,
  owner: Owner,
  bookingId: string,
  holdId: string,
  byWhom: ActorKind,
  touched: { coachIds: string[] },
): Promise<Moved | MoveRefused> {
  const booking = await lockBooking.one(tx, bookingId)
  if (!booking || notMovable(booking)) return notMovable(booking)!
  const held = await lockHold.one(tx, holdId, owner.browser, owner.apiKeyId)
  if (!held) return { kind: 'hold-not-found' }
  if (held.state === 'used') return { kind: 'hold-used' }
  if (held.serviceKey !== booking.serviceKey) return { kind: 'other-service' }
  if (held.state === 'released' || held.started) return { kind: 'hold-expired' }
  // A key holds for nobody in particular; this booking's client is not offered that coach.
  if (booking.keptFrom.includes(held.coachId)) {
    await loseHold(tx, owner, held)
    return { kind: 'hold-expired' }
  }
  if (await isElsewhere(tx, booking, held)) return { kind: 'same-time' }
  await lockCoaches(tx, [booking.coachId, held.coachId])
  if (held.mode === 'phone' && !(await reachOf.one(tx, bookingId))?.hasPhone) return { kind: 'no-number' }
  const claimId = await confirmClaim(tx, held)
  if (claimId === null) return { kind: 'hold-expired' }
  touched.coachIds = [...new Set([booking.coachId, held.coachId])]
  await Promise.all([useHold(tx, held.id), releaseClaims(tx, [booking.claimId])])
  return giveTime(tx, ports, booking, { ...held, claimId }, { kind: byWhom, id: owner.apiKeyId })
}

/**
 * Locks the coach who is left too: an absence that is being recorded sees the booking before or after its move, never
 * between. In one order for all, so that two moves in opposite directions do not wait for each other.
 */
export const lockCoaches = (tx: Tx, coachIds: readonly string[]) =>
  Promise.all([...new Set(coachIds)].sort().map((id) => lockCoach(tx, id)))

/**
 * Moves a booking to a start, with whoever who matches can take it. Its own time is no hindrance, so that a small move
 * with the same coach works; in one transaction, so that the old time stands when nobody can.
 */
export async function moveTo(
  ports: VerbPorts,
  actor: Actor,
  { id, coachId, claimId }: { id: string; coachId: string; claimId: string },
  wish: Wish,
  startsAt: Millis,
  byWhom: ActorKind | Acting,
): Promise<Moved | NotMovable | Nobody> {
  const touched = new Set<string>()
  // Pressed twice, the second finds it where the first put it; with another coach than was named, somebody else put it there.
  const found = async (tx: Tx): Promise<Moved | null> => {
    const now = await lockBooking.one(tx, id)
    const isThere = now?.status === 'booked' && now.claimId !== claimId && isAsWished(now, wish, startsAt)
    return isThere ? { kind: 'moved', sequence: now.sequence } : null
  }
  const answer = await assign(ports, { ...wish, own: { coachId, claimId }, standing: true }, startsAt, (asked) =>
    ports.db.withActor(
      actor,
      async (tx) => (await found(tx)) ?? moveToIn(tx, ports, id, asked, startsAt, acting(byWhom), touched),
    ),
  )
  if (answer.kind === 'moved') await ports.availability.refresh([...touched])
  // What took the time can be this very booking.
  return answer.kind === 'slot-taken' ? ((await ports.db.withActor(actor, found)) ?? answer) : answer
}

const isAsWished = (booking: Booking, { mode, longer, coachId = booking.coachId }: Wish, start: Millis): boolean =>
  booking.startsAt.epochMilliseconds === start &&
  booking.mode === mode &&
  booking.longer === longer &&
  booking.coachId === coachId

/** The same in the caller's transaction, with a coach of those asked; `touched` gives the coaches of whom availability must be told. */
export async function moveToIn(
  tx: Tx,
  ports: MovePorts,
  bookingId: string,
  { wish, policy, wanted }: Asked,
  startsAt: Millis,
  by: Acting,
  touched: Set<string>,
): Promise<Moved | NotMovable | Refused> {
  const booking = await lockBooking.one(tx, bookingId)
  if (!booking || notMovable(booking)) return notMovable(booking)!
  const endsAt = toInstant(startsAt + policy.minutes * 60_000)
  if (await isElsewhere(tx, booking, { startsAt: toInstant(startsAt), endsAt })) return { kind: 'same-time' }
  await Promise.all([lockCoach(tx, booking.coachId), releaseClaims(tx, [booking.claimId])])
  const claimed = await claimFirst(tx, { ...wanted, kind: 'booking', expiresAt: null })
  if (claimed.kind === 'refused') throw new Undo(claimed)
  for (const coachId of [booking.coachId, claimed.coachId]) touched.add(coachId)
  return giveTime(
    tx,
    ports,
    booking,
    {
      ...claimed,
      mode: wish.mode,
      longer: wish.longer,
      startsAt: toInstant(startsAt),
      endsAt,
      serviceVersion: wish.service.version,
      matchedOn: preferencesOf(wish),
    },
    by,
  )
}

type Time = { startsAt: Temporal.Instant; endsAt: Temporal.Instant }

export const isElsewhere = async (
  tx: Tx,
  { id, clientId }: Pick<Booking, 'id' | 'clientId'>,
  { startsAt, endsAt }: Time,
): Promise<boolean> => (await clashes.one(tx, id, clientId, startsAt, endsAt))!.yes

function notMovable(booking: Booking | undefined): NotMovable | null {
  if (!booking) return { kind: 'not-found' }
  if (booking.status === 'cancelled') return { kind: 'already-cancelled' }
  return booking.started || booking.status !== 'booked' ? { kind: 'too-late' } : null
}

/** Writes the new time of a booking: history, messages and audit with it. */
export async function giveTime(tx: Tx, ports: MovePorts, booking: Booking, time: NewTime, by: Acting): Promise<Moved> {
  const { claimId, coachId, mode, longer, startsAt, endsAt, serviceVersion, matchedOn } = time
  const moved = await moveBookingTo.one(
    tx,
    booking.id,
    claimId,
    coachId,
    mode,
    longer,
    startsAt,
    endsAt,
    serviceVersion,
    [...matchedOn],
    by.kind,
  )
  const sequence = moved!.sequence
  await planMoved(tx, { booking, coachId, startsAt, sequence, now: ports.clock(), textSender: ports.textSender })
  await record(tx, {
    verb: verbOf(by, coachId !== booking.coachId && startsAt.equals(booking.startsAt)),
    subjectKind: 'booking',
    subjectId: booking.id,
    actorKind: by.kind,
    actorId: by.id,
    requestId: by.requestId ?? null,
  })
  return { kind: 'moved', sequence }
}

const verbOf = ({ called }: Acting, reassigned: boolean) =>
  called ? 'booking.moved-by-phone' : reassigned ? 'booking.reassigned' : 'booking.moved'
