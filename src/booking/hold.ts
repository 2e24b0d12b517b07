import type { Clock } from '#lib/clock'
import { anyone, type Db } from '#lib/door'
import { toInstant, type Millis } from '#lib/time'
import { claimFirst, releaseClaims, type Refusal } from '#diary'
import { order, type Assignment, type Free } from './assignment.ts'
import type { Availability, KnownCoach } from './availability/live.ts'
import { occupiedMillis, type Policy } from './availability/rules.ts'
import type { Start } from './availability/search.ts'
import { near } from './near.ts'
import { countHoldsOfKey, insertHold, releaseHoldsOfBrowser } from './queries.ts'
import { preferencesOf, type Wish } from './wish.ts'

/** Who holds: a browser, known by a hash of its token, or an API key. */
export type Owner = { browser: Buffer; apiKeyId: null } | { browser: null; apiKeyId: string }

export type BookingPorts = { db: Db; clock: Clock; availability: Availability; random: () => number }

export type Held = {
  kind: 'held'
  id: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  expiresAt: Temporal.Instant
  coach: KnownCoach
}
export type HoldRefused =
  /** Outside the rules, or nobody who matches works then. */
  | { kind: 'no-such-slot' }
  /** Somebody who matches works then, but every one of them is claimed or has a full day. */
  | { kind: 'slot-taken'; alternatives: Start[] }
  | { kind: 'too-many-holds' }

export const holdMinutes = 10
export const liveHoldsOfAKey = 1_000

/** Keeps a time with one coach for ten minutes; a browser's earlier hold lets go. The diary decides, whatever memory says. */
export async function hold(
  ports: BookingPorts,
  owner: Owner,
  wish: Wish,
  startsAt: Millis,
): Promise<Held | HoldRefused> {
  const { availability } = ports
  let looked = false
  for (let attempt = 0; ; attempt++) {
    const free = availability.free(wish, startsAt)
    if (free.length === 0) {
      const pool = availability.working(wish, startsAt)
      if (pool.length === 0) return { kind: 'no-such-slot' }
      if (looked || attempt > 0) return { kind: 'slot-taken', alternatives: near(availability, wish, startsAt) }
      looked = true
      await availability.refresh(pool.map(({ id }) => id))
      continue
    }
    const answer = await tryToHold(ports, owner, wish, startsAt, free, attempt)
    if (answer.kind !== 'refused') return answer
    await learn(availability, answer.coaches, answer.refusals)
  }
}

type Tried = { kind: 'refused'; coaches: Free[]; refusals: readonly Refusal[] }

async function tryToHold(
  { db, clock, availability, random }: BookingPorts,
  owner: Owner,
  wish: Wish,
  startsAt: Millis,
  free: readonly Free[],
  attempt: number,
): Promise<Held | HoldRefused | Tried> {
  const policy = availability.policy(wish)
  const { coaches, assignment } = order(free, Math.floor(random() * 2 ** 31))
  // After passing over busy coaches for a while, wait in line for one.
  const patient = attempt >= 8
  const asked = patient ? coaches.slice(0, 1) : coaches
  const expiresAt = clock().add({ minutes: holdMinutes })
  const rulesOf = asked.map(({ coachId }) => availability.coach(coachId)!)
  const dropped: { id: string; coachId: string }[] = []
  const answer = await db.withActor(anyone, async (tx) => {
    dropped.length = 0
    if (owner.apiKeyId !== null) {
      const live = await countHoldsOfKey.one(tx, owner.apiKeyId)
      if (live && live.holds >= liveHoldsOfAKey) return { kind: 'too-many-holds' as const }
    } else {
      const released = await releaseHoldsOfBrowser(tx, owner.browser)
      if (released.length > 0)
        dropped.push(
          ...(await releaseClaims(
            tx,
            released.map(({ claimId }) => claimId),
          )),
        )
    }
    const claimed = await claimFirst(tx, {
      candidates: rulesOf.map((coach) => candidate(coach, policy, startsAt)),
      stamp: availability.stamp(),
      startsAt: toInstant(startsAt),
      zone: policy.zone,
      kind: 'hold',
      expiresAt,
      patient,
    })
    if (claimed.kind === 'refused') return claimed
    const { claimId, coachId } = claimed
    const values = holdValues(claimed, wish, policy, startsAt, expiresAt, owner, assignment)
    const kept = await insertHold.one(tx, ...values)
    return { kind: 'held' as const, id: kept!.id, claimId, coachId }
  })
  for (const { id, coachId } of dropped) availability.released(coachId, id)
  if (answer.kind === 'refused') return { kind: 'refused', coaches: asked, refusals: answer.refusals }
  if (answer.kind === 'too-many-holds') return answer
  const coach = rulesOf.find(({ id }) => id === answer.coachId)!
  availability.claimed(coach.id, answer.claimId, {
    startsAt,
    endsAt: startsAt + occupiedMillis(policy, coach.gapMinutes),
    expiresAt: expiresAt.epochMilliseconds,
  })
  const endsAt = toInstant(startsAt + policy.minutes * 60_000)
  return { kind: 'held', id: answer.id, startsAt: toInstant(startsAt), endsAt, expiresAt, coach }
}

const candidate = (coach: KnownCoach, policy: Policy, startsAt: Millis) => ({
  coachId: coach.id,
  version: coach.version,
  until: toInstant(startsAt + occupiedMillis(policy, coach.gapMinutes)),
})

const holdValues = (
  { claimId, coachId }: { claimId: string; coachId: string },
  wish: Wish,
  policy: Policy,
  startsAt: Millis,
  expiresAt: Temporal.Instant,
  { browser, apiKeyId }: Owner,
  assignment: Assignment,
) =>
  [
    claimId,
    coachId,
    wish.service.key,
    wish.service.version,
    wish.mode,
    wish.longer,
    toInstant(startsAt),
    toInstant(startsAt + policy.minutes * 60_000),
    expiresAt,
    preferencesOf(wish),
    browser,
    apiKeyId,
    assignment,
  ] as const

/** Takes what the diary said into memory: rules that have changed are read again, times that went are marked. */
async function learn(availability: Availability, coaches: readonly Free[], refusals: readonly Refusal[]) {
  const wrong = coaches.filter((_, i) => refusals[i] !== undefined && refusals[i] !== 'busy')
  if (wrong.length === 0) return
  if (refusals.includes('stale')) await availability.renewIfStamped()
  await availability.refresh(wrong.map(({ coachId }) => coachId))
}
