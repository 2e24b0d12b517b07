import { worker } from '#lib/door'
import type { Tx } from '#lib/sql'
import { toInstant, type Millis } from '#lib/time'
import { record } from '#audit'
import { claimFirst, type Refused } from '#diary'
import { assign, type Asked } from '../assign.ts'
import type { Availability } from '../availability/live.ts'
import { channelOf } from '../channel.ts'
import { kinds } from '../messages/kinds.ts'
import { planOnce } from '../messages/missed-cover.ts'
import { planAlternatives } from '../messages/plan-recovery.ts'
import { movedWish } from '../mine/moved-wish.ts'
import { isElsewhere } from '../move.ts'
import { announceClaims, findBooking, reachOf } from '../queries.ts'
import { preferencesOf, type Wish } from '../wish.ts'
import { asFound, wishOf, type AwayTask, type RecoveryPorts } from './away.ts'
import { giveUpIn } from './give-up.ts'
import { keepOffer, letGo, offersOf } from './offers.ts'
import { noteOffers, noteTold } from './queries.ts'
import { untilAnew } from './rules.ts'

const wanted = 3
/** So far apart, where there are enough: three times within an hour are one choice. */
const apartMillis = 60 * 60_000
const reachMillis = 7 * 86_400_000

/** Keeps up to three other times for the client alone, and asks them; cancels where there are none, or no way to ask. */
export async function keepTimes(ports: RecoveryPorts, availability: Availability, task: AwayTask): Promise<void> {
  const { db, clock } = ports
  const until = task.toldAt === null ? untilAnew(task.offersUntil, clock(), task.startsAt) : task.offersUntil!
  const anew = task.offersUntil !== null && !task.offersUntil.equals(until)
  const { booking, kept, reach } = await db.withActor(worker, async (tx) => {
    if (anew) await letGo(tx, task.bookingId)
    return {
      booking: await findBooking.one(tx, task.bookingId),
      kept: await offersOf(tx, task.bookingId),
      reach: await reachOf.one(tx, task.bookingId),
    }
  })
  const asked = booking && wishOf(availability, booking)
  const reachable = reach !== undefined && channelOf(reach) !== null
  if (asked && reachable) {
    // What is kept stands beside the booking until the client chooses, so its own time is taken like any other.
    const { own: _, ...wish } = movedWish(availability, booking, asked.service, clock()).wish
    let many = kept.length
    for (const start of inTurn(startsFor(availability, wish, task, until))) {
      if (many >= wanted) break
      if (kept.some(({ startsAt }) => startsAt.epochMilliseconds === start)) continue
      const answer = await assign({ availability, random: ports.random }, wish, start, (asking) =>
        db.withActor(worker, (tx) => keepIn(tx, task, asking, start, until)),
      )
      if (answer.kind === 'settled') return
      if (answer.kind === 'kept') many += 1
    }
  }
  await db.withActor(worker, (tx) => tell(tx, ports, task))
}

/** Bookable starts once nobody waits for an answer any more, nearest to the one that cannot be first. */
function startsFor(availability: Availability, wish: Wish, { startsAt }: AwayTask, until: Temporal.Instant): Millis[] {
  const at = startsAt.epochMilliseconds
  const distance = (start: Millis) => Math.abs(start - at)
  const starts = availability.first(wish, until.epochMilliseconds, at + reachMillis, 3_000).map((one) => one.startsAt)
  return [...new Set(starts)].filter((start) => start !== at).sort((a, b) => distance(a) - distance(b) || a - b)
}

/** First such as lie apart from one another, then the rest. */
function inTurn(starts: readonly Millis[]): Millis[] {
  const apart: Millis[] = []
  for (const start of starts) if (apart.every((one) => Math.abs(one - start) >= apartMillis)) apart.push(start)
  return [...apart, ...starts.filter((start) => !apart.includes(start))].slice(0, 60)
}

type Kept = { kind: 'kept' | 'settled' | 'elsewhere' }

async function keepIn(
  tx: Tx,
  task: AwayTask,
  { wish, policy, wanted: candidates }: Asked,
  start: Millis,
  until: Temporal.Instant,
): Promise<Kept | Refused> {
  const booking = await asFound(tx, task)
  if (!booking || (await offersOf(tx, task.bookingId)).length >= wanted) return { kind: 'settled' }
  const [startsAt, endsAt] = [toInstant(start), toInstant(start + policy.minutes * 60_000)]
  if (await isElsewhere(tx, booking, { startsAt, endsAt })) return { kind: 'elsewhere' }
  const claimed = await claimFirst(tx, { ...candidates, kind: 'hold', expiresAt: until })
  if (claimed.kind === 'refused') return claimed
  const { claimId, coachId } = claimed
  const { version } = wish.service
  const why = [...preferencesOf(wish)]
  await keepOffer(tx, task.bookingId, claimId, coachId, version, why, startsAt, endsAt, until, 'recovery')
  await noteOffers(tx, task.id, until)
  await announceClaims(tx, coachId)
  return { kind: 'kept' }
}

/** Tells the client which times are kept for them; gives up where there are none. */
async function tell(tx: Tx, ports: RecoveryPorts, task: AwayTask): Promise<void> {
  const booking = await asFound(tx, task)
  if (!booking) return
  if ((await offersOf(tx, task.bookingId)).length === 0) return giveUpIn(tx, ports, task)
  if (task.toldAt !== null) return
  await noteTold(tx, task.id)
  await planAlternatives(tx, task, ports.clock())
  // A coach who is away knows that their sessions are looked after.
  if (task.byHand !== null && !task.stillAway) await planOnce(tx, kinds.coachLetGo, task, ports)
  await record(tx, {
    verb: 'booking.times-kept',
    subjectKind: 'booking',
    subjectId: task.bookingId,
    actorKind: 'worker',
  })
}
