import { Undo, worker, type Db } from '#lib/door'
import type { Clock } from '#lib/clock'
import type { Tx } from '#lib/sql'
import { toInstant, type Millis } from '#lib/time'
import { record } from '#audit'
import { claimFirst, keepClaims, releaseClaims, type Refused } from '#diary'
import { assign, type Asked } from '../assign.ts'
import type { Availability } from '../availability/live.ts'
import { channelOf } from '../channel.ts'
import { planSooner } from '../messages/plan-recovery.ts'
import { isElsewhere } from '../move.ts'
import { announceClaims, lockBooking, reachOf } from '../queries.ts'
import { keepOffer } from '../rehome/offers.ts'
import { askedBefore } from '../wish-of.ts'
import { preferencesOf } from '../wish.ts'
import { freeBefore } from './ask.ts'
import { notePassed, waitsStill, type inLine } from './queries.ts'
import { claimedUntil, offerUntil, openedFor } from './rules.ts'

/** A claim that is kept for the next in line: nobody else has its time before this round is over. */
export type Ended = { claimId: string; coachId: string }
export type ServePorts = { db: Db; clock: Clock; random: () => number; ended: readonly Ended[] }

/** One who waits for a sooner time. */
export type Waiting = Awaited<ReturnType<typeof inLine>>[number]

/** So many of what opened for somebody are tried, where the diary knows better. */
const tries = 5

const millisOf = (written: readonly string[]) => written.map((one) => Temporal.Instant.from(one).epochMilliseconds)

/** Keeps the first time that opened for somebody, and tells them. Gives whether there was one. */
export async function serve(ports: ServePorts, availability: Availability, waiting: Waiting): Promise<boolean> {
  const { db, clock, random } = ports
  const wish = askedBefore(availability, waiting)
  if (!wish) return false
  const free = freeBefore(availability, waiting, clock())
  const passed = millisOf(waiting.passed)
  const stillFree = passed.filter((start) => free.includes(start))
  if (stillFree.length < passed.length) await notePassedOf(db, waiting, stillFree)
  const { minutes } = availability.policy(wish)
  const from = waiting.notBefore?.epochMilliseconds ?? 0
  const startsAt = waiting.startsAt.epochMilliseconds
  const opened = openedFor({ startsAt, minutes, passed, refused: millisOf(waiting.refused) }, free)
  for (const start of opened.filter((one) => one >= from).slice(0, tries)) {
    const answer = await assign({ availability, random }, wish, start, (asked) =>
      db.withActor(worker, (tx) => keepIn(tx, ports, waiting, asked, start)),
    )
    if (answer.kind === 'kept') return true
    if (answer.kind === 'settled') return false
  }
  return false
}

const notePassedOf = (db: Db, { bookingId }: Waiting, passed: readonly Millis[]) =>
  db.withActor(worker, (tx) =>
    notePassed(
      tx,
      bookingId,
      passed.map((start) => toInstant(start).toString()),
    ),
  )

type Kept = { kind: 'kept' | 'settled' | 'elsewhere' }

/** In one transaction: the time is theirs alone, and the message that says so is on its way; or nothing is. */
async function keepIn(
  tx: Tx,
  { clock, ended }: ServePorts,
  { bookingId, startsAt: now }: Waiting,
  { wish, policy, wanted }: Asked,
  start: Millis,
): Promise<Kept | Refused> {
  const booking = await lockBooking.one(tx, bookingId)
  if (booking?.status !== 'booked' || booking.started || !booking.startsAt.equals(now)) return { kind: 'settled' }
  const [startsAt, endsAt] = [toInstant(start), toInstant(start + policy.minutes * 60_000)]
  // What asks that makes whatever else happens to this client's times wait, so that nobody has two offers.
  if (await isElsewhere(tx, booking, { startsAt, endsAt })) return { kind: 'elsewhere' }
  const reach = await reachOf.one(tx, bookingId)
  if (!reach || channelOf(reach) === null || !(await waitsStill.one(tx, bookingId))!.yes) return { kind: 'settled' }
  const until = offerUntil(clock(), startsAt)
  const passed = ended.filter((one) => wanted.candidates.some((each) => each.coachId === one.coachId))
  const freed = (
    await releaseClaims(
      tx,
      passed.map((one) => one.claimId),
    )
  ).map(({ id }) => id)
  const claimed = await claimFirst(tx, { ...wanted, kind: 'hold', expiresAt: claimedUntil(until) })
  // What was let go is so for whoever takes it in the same breath, and for nobody else.
  if (claimed.kind === 'refused') throw new Undo(claimed)
  const { claimId, coachId } = claimed
  await keepClaims(tx, freed, claimId)
  const { version } = wish.service
  const why = preferencesOf(wish)
  const offer = await keepOffer.one(tx, bookingId, claimId, coachId, version, why, startsAt, endsAt, until, 'sooner')
  await planSooner(tx, { id: offer!.id, bookingId }, clock())
  await record(tx, { verb: 'alert.offered', subjectKind: 'booking', subjectId: bookingId, actorKind: 'worker' })
  await announceClaims(tx, coachId)
  return { kind: 'kept' }
}
