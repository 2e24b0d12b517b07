import type { Clock } from '#lib/clock'
import type { Actor, Db } from '#lib/door'
import { programmeZone, toInstant, type Millis } from '#lib/time'
import { introductions, loadRules, type CoachRules, type Introduction } from '#coaches'
import { liveClaims } from '#diary'
import {
  closuresBetween,
  currentServices,
  pausesFrom,
  servicesChangeAt,
  servicesStamp,
  type Pause,
  type Service,
} from '#organisations'
import { makeBoard, putCoach, type Board, type Length } from './board.ts'
import { layGrid, millisOf } from './grid.ts'
import type { Claim, Range } from './rules.ts'

/** A coach as the engine and the pages know them. */
export type KnownCoach = CoachRules & Introduction

/** Everything that memory holds. */
export type Known = {
  board: Board<KnownCoach>
  services: Service[]
  closuresOf: Map<string, Range[]>
  pauses: Pause[]
  stamp: number
  changesAt: Millis | null
}

/** Who reads, and which claims are passed over. */
type Reading = { db: Db; as: Actor; ended: ReadonlySet<string> }

/** Reads everything anew. */
export async function readAll(reading: Reading & { clock: Clock; days: number }): Promise<Known> {
  const { db, as, clock, days } = reading
  const now = clock()
  const { services, closures, pauses, stamp, changesAt, grid } = await db.withActor(as, async (tx) => {
    const services = await currentServices(tx)
    const grid = layGrid(
      now.epochMilliseconds,
      Math.min(days, Math.max(...services.map(({ windowDays }) => windowDays))) + 2,
      programmeZone,
    )
    return {
      services,
      grid,
      pauses: await pausesFrom(tx, now),
      stamp: await servicesStamp(tx),
      changesAt: (await servicesChangeAt(tx))?.epochMilliseconds ?? null,
      closures: await closuresBetween(tx, now, toInstant(millisOf(grid, grid.quarters))),
    }
  })
  const offered = services.filter(({ bookable }) => bookable === 'slots')
  const lengths = lengthsOf(offered)
  const empty = makeBoard<KnownCoach>(grid, lengths, 0)
  const coaches = await readCoaches(reading, empty, null)
  const board = makeBoard<KnownCoach>(grid, lengths, coaches.length + 32)
  for (const { coach, claims } of coaches) putCoach(board, coach, claims)
  const ranges = closures.map(({ startsAt, endsAt }) => ({
    startsAt: startsAt.epochMilliseconds,
    endsAt: endsAt.epochMilliseconds,
  }))
  const closuresOf = new Map(
    services.map(({ key }) => [key, ranges.filter((_, i) => (closures[i]!.serviceKey ?? key) === key)]),
  )
  return { board, services, closuresOf, pauses, stamp, changesAt }
}

/** The lengths that bookable services can have, each once. */
function lengthsOf(services: readonly Service[]): Length[] {
  const all = services.flatMap(({ minutes, longerMinutes, bufferMinutes }) => [
    { minutes, bufferMinutes },
    { minutes: minutes + longerMinutes, bufferMinutes },
  ])
  return [...new Map(all.map((length) => [`${length.minutes}+${length.bufferMinutes}`, length])).values()]
}

/** Reads some coaches, or all of them. */
export async function readCoaches(
  { db, as, ended }: Reading,
  { grid }: Board<KnownCoach>,
  ids: readonly string[] | null,
) {
  const from = grid.dates[0]!
  const until = grid.dates.at(-1)!.add({ days: 2 })
  return db.withActor(as, async (tx) => {
    const coaches = await loadRules(tx, { from, until, ...(ids ? { ids: [...ids] } : {}) })
    const claims = await liveClaims(tx, from.toZonedDateTime(grid.zone).toInstant(), ids ? [...ids] : null)
    const introduced = new Map((await introductions(tx, ids)).map((one) => [one.id, one]))
    const byCoach = Map.groupBy(
      claims.filter(({ id }) => !ended.has(id)),
      ({ coachId }) => coachId,
    )
    return coaches.map((coach) => ({
      coach: { ...coach, ...introduced.get(coach.id)! },
      claims: new Map((byCoach.get(coach.id) ?? []).map((claim) => [claim.id, asClaim(claim)])),
    }))
  })
}

const asClaim = (claim: {
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  expiresAt: Temporal.Instant | null
}): Claim => ({
  startsAt: claim.startsAt.epochMilliseconds,
  endsAt: claim.endsAt.epochMilliseconds,
  expiresAt: claim.expiresAt?.epochMilliseconds ?? null,
})
