import { worker } from '#lib/door'
import { faultOf, type JobLog } from '#jobs'
import { releaseClaims } from '#diary'
import { daysAhead } from '../availability/days-ahead.ts'
import { makeAvailability } from '../availability/live.ts'
import { announceClaims } from '../queries.ts'
import { endStarted, inLine, lockLine, lookOf, toPassOn } from './queries.ts'
import { isTold, offersADay } from './rules.ts'
import { serve, type Ended, type ServePorts } from './serve.ts'

export type SoonerPorts = Omit<ServePorts, 'ended'> & { log: JobLog }

type Offered = { given: number; whole: boolean }

/** A round gives away times for so long, and then reads anew what is free. */
const longest = { seconds: 5 }

/**
 * Gives each time that opened to the first in line who wants it: kept for them alone for a while, and they are told. What was
 * declined or not answered passes to the next. One person has one such time at once. Gives how many were given, and whether the whole line
 * was looked at.
 */
export async function offerSooner(ports: SoonerPorts): Promise<Offered> {
  const { db, clock } = ports
  return db.withActor(worker, async (line) => {
    if (!(await lockLine.one(line))!.mine) return { given: 0, whole: false }
    const ended = await db.withActor(worker, async (tx) => {
      await endStarted(tx)
      return toPassOn(tx)
    })
    try {
      return isTold(clock()) ? await giveAway(ports, ended) : { given: 0, whole: true }
    } finally {
      // Only now: whoever is next in line comes before whoever looks for a time.
      if (ended.length > 0) await letGo(ports, ended)
    }
  })
}

const letGo = ({ db }: SoonerPorts, ended: readonly Ended[]) =>
  db.withActor(worker, async (tx) => {
    await releaseClaims(
      tx,
      ended.map(({ claimId }) => claimId),
    )
    await announceClaims(tx, [...new Set(ended.map(({ coachId }) => coachId))].join())
  })

async function giveAway(ports: SoonerPorts, ended: readonly Ended[]): Promise<Offered> {
  const { db, clock, log } = ports
  const line = await db.withActor(worker, (tx) => inLine(tx, offersADay))
  if (line.length === 0) return { given: 0, whole: true }
  // Of its own, for as long as it is needed; a round that finds nothing changed does not come as far. Sooner than the last is all.
  const days = Math.max(...line.map(({ startsAt }) => daysAhead(startsAt, clock())))
  const passed = new Set(ended.map(({ claimId }) => claimId))
  const availability = makeAvailability({ db, clock, as: worker, days, ended: passed })
  await availability.load()
  const over = clock().add(longest)
  const served = new Set<string>()
  let given = 0
  for (const waiting of line) {
    if (Temporal.Instant.compare(clock(), over) > 0) return { given, whole: false }
    if (served.has(waiting.clientId)) continue
    const kept = await serve({ ...ports, ended }, availability, waiting).catch((error: unknown) => {
      log('alerts.failed', { kind: 'sooner', fault: faultOf(error) })
      return false
    })
    if (!kept) continue
    served.add(waiting.clientId)
    given++
  }
  return { given, whole: true }
}

/** Work that goes round by itself, and looks for what opened only where something changed since. */
export function soonerRound(ports: SoonerPorts) {
  let last = ''
  return {
    kind: 'alerts',
    work: async () => {
      const { word } = (await ports.db.withActor(worker, (tx) => lookOf.one(tx)))!
      // What was not looked at to the end is looked at again, though nothing changed.
      if (word !== last) last = (await offerSooner(ports)).whole ? word : ''
      return 0
    },
    log: ports.log,
    idleMillis: 2_000,
  }
}
