import { randomUUID } from 'node:crypto'
import type { Clock } from '#lib/clock'
import { Undo, type Actor, type Db } from '#lib/door'
import { atCommit, type Tx } from '#lib/sql'
import { toInstant, type Millis } from '#lib/time'
import type { Browser } from '#identity'
import type { Pause } from '#organisations'
import type { Viewer } from '#web'
import { claimFirst, releaseClaims, type Claimed, type Refused } from '#diary'
import { assign, claimedUntil, type Asked, type Nobody } from './assign.ts'
import type { Availability, KnownCoach } from './availability/live.ts'
import { liveHoldsOfAKey, type KeyHolds } from './key-holds.ts'
import {
  countHoldsOfKey,
  insertHold,
  liveHoldOfBrowser,
  lockHoldsOfBrowser,
  releaseHoldsOfBrowser,
} from './holds-queries.ts'
import { preferencesOf, type Wish } from './wish.ts'

/** Who holds: a browser, known by a hash of its token, or an API key; and as whom its transactions run. */
export type Owner = ({ browser: Buffer; apiKeyId: null } | { browser: null; apiKeyId: string }) & {
  actor: Actor
  /** Whoever on staff took the call, where it is done for somebody on the telephone. */
  called?: Called
}
export type Called = { staffId: string; requestId: string }

/** What a browser holds and books is its own. */
export const ownerOf = ({ hash, actor }: Pick<Browser, 'hash' | 'actor'>): Owner & { browser: Buffer } => ({
  browser: hash,
  apiKeyId: null,
  actor,
})

/** What a key holds and books is the key's. */
export const ownerByKey = ({ id, actor }: Viewer): Owner => ({ browser: null, apiKeyId: id!, actor })

export type BookingPorts = {
  db: Db
  clock: Clock
  availability: Availability
  random: () => number
  keyHolds: KeyHolds
}

export type Held = {
  kind: 'held'
  id: string
  claimId: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  expiresAt: Temporal.Instant
  coach: KnownCoach
}
/** New bookings of the service are paused. */
export type Paused = { kind: 'paused'; pause: Pause }
export type HoldRefused = Nobody | Paused | { kind: 'too-many-holds' }

export const holdMinutes = 10

/** Does work in a transaction: one of its own, or the caller's. */
type Within = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/**
 * Keeps a time with one coach for ten minutes; a browser's earlier hold lets go, and stands where nobody can take the
 * new time. The diary decides, whatever memory says.
 */
export async function hold(
  ports: BookingPorts,
  owner: Owner,
  wish: Wish,
  startsAt: Millis,
): Promise<Held | HoldRefused> {
  const within: Within = (work) => ports.db.withActor(owner.actor, work)
  const own = owner.browser && (await ports.db.withActor(owner.actor, (tx) => liveHoldOfBrowser.one(tx, owner.browser)))
  return unlessPaused(ports, wish, () =>
    assign(ports, own ? { ...wish, own } : wish, startsAt, (asked) => tryToHold(ports, within, owner, asked, startsAt)),
  )
}

/** The same for a key, inside the caller's transaction. */
export const holdIn = (tx: Tx, ports: BookingPorts, owner: Owner, wish: Wish, startsAt: Millis) =>
  unlessPaused(ports, wish, () =>
    assign(ports, wish, startsAt, (asked) => tryToHold(ports, (work) => work(tx), owner, asked, startsAt)),
  )

/** Memory may learn of a pause only from the diary, which knows that services have changed: so it is asked after, too. */
async function unlessPaused<T extends { kind: string }>(
  { availability }: BookingPorts,
  { service, standing }: Wish,
  holding: () => Promise<T>,
): Promise<T | Paused> {
  const pauseNow = (): Paused | null => {
    const pause = standing ? null : availability.paused(service.key)
    return pause && { kind: 'paused', pause }
  }
  const before = pauseNow()
  if (before) return before
  const answer = await holding()
  return answer.kind === 'held' ? answer : (pauseNow() ?? answer)
}

async function tryToHold(
  { clock, availability, keyHolds }: BookingPorts,
  within: Within,
  owner: Owner,
  asked: Asked,
  startsAt: Millis,
): Promise<Held | { kind: 'too-many-holds' } | Refused> {
  const expiresAt = clock().add({ minutes: holdMinutes })
  const { answer, released } = await within(async (tx) => {
    const { claimed, released } = await claim(tx, keyHolds, owner, asked, expiresAt)
    if (claimed.kind !== 'claimed') {
      if (owner.browser) throw new Undo({ answer: claimed, released: [] })
      return { answer: claimed, released }
    }
    const id = randomUUID()
    atCommit(insertHold(tx, id, ...holdValues(claimed, asked, startsAt, expiresAt, owner)))
    return { answer: { ...claimed, id }, released }
  })
  for (const { id, coachId } of released) availability.released(coachId, id)
  if (answer.kind !== 'claimed') return answer
  const { id, claimId, coachId } = answer
  const until = claimedUntil(asked, answer)
  availability.claimed(coachId, claimId, { startsAt, endsAt: until, expiresAt: expiresAt.epochMilliseconds })
  const endsAt = toInstant(startsAt + asked.policy.minutes * 60_000)
  return {
    kind: 'held',
    id,
    claimId,
    startsAt: toInstant(startsAt),
    endsAt,
    expiresAt,
    coach: availability.coach(coachId)!,
  }
}

type Released = { id: string; coachId: string }[]

/** Claims for whoever asks; what a browser held before lets go first, so that it may choose the same coach again. */
async function claim(tx: Tx, keyHolds: KeyHolds, owner: Owner, asked: Asked, expiresAt: Temporal.Instant) {
  const wanted = { ...asked.wanted, kind: 'hold' as const, expiresAt }
  const nothing: Released = []
  if (owner.apiKeyId === null) {
    const [, before] = await Promise.all([
      lockHoldsOfBrowser(tx, owner.browser),
      releaseHoldsOfBrowser(tx, owner.browser),
    ])
    const letGo =
      before.length > 0
        ? releaseClaims(
            tx,
            before.map(({ claimId }) => claimId),
          )
        : nothing
    const [released, claimed] = await Promise.all([letGo, claimFirst(tx, wanted)])
    return { claimed, released }
  }
  const key = owner.apiKeyId
  const asking = keyHolds.surelyBelow(key) ? undefined : countHoldsOfKey.one(tx, key)
  const [live, claimed] = await Promise.all([asking, claimFirst(tx, wanted)])
  if (live) keyHolds.counted(key, live.holds)
  if (!live || live.holds < liveHoldsOfAKey) return { claimed, released: nothing }
  if (claimed.kind === 'claimed') await releaseClaims(tx, [claimed.claimId])
  return { claimed: { kind: 'too-many-holds' as const }, released: nothing }
}

const holdValues = (
  { claimId, coachId }: Claimed,
  { wish, policy, assignment }: Asked,
  startsAt: Millis,
  expiresAt: Temporal.Instant,
  { browser, apiKeyId }: Owner,
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
