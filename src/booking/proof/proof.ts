import { worker, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { countOverlaps } from '#diary'
import * as ask from './queries.ts'

/** What must be nothing in every diary: counts of what no rule allows. */
export type Proof = { claims: number; bookings: number; unclaimed: number; inAbsence: number; clients: number }

/** Looks through the whole diary, without the help of what keeps it right, and changes nothing. */
export async function proveDiary(tx: Tx): Promise<Proof> {
  return {
    claims: (await countOverlaps.one(tx))!.overlaps,
    bookings: (await ask.countOverlappingBookings.one(tx))!.overlaps,
    unclaimed: (await ask.countUnclaimed.one(tx))!.unclaimed,
    inAbsence: (await ask.countInAbsence.one(tx))!.inside,
    clients: (await ask.countOfOneClient.one(tx))!.overlaps,
  }
}

export const faultsIn = ({ claims, bookings, unclaimed, inAbsence, clients }: Proof): number =>
  claims + bookings + unclaimed + inAbsence + clients

/** The nightly look: keeps what it found, and says so when it is not nothing. */
export async function keepProof(db: Db, log: (event: string, facts: Record<string, number>) => void): Promise<void> {
  const proof = await db.withActor(worker, async (tx) => {
    const found = await proveDiary(tx)
    await ask.insertProof(tx, found.claims, found.bookings, found.unclaimed, found.inAbsence, found.clients)
    return found
  })
  if (faultsIn(proof) > 0) log('diary.wrong', proof)
}

/** What the last look found, as lines for a monitor; none before the first. */
export async function proofMetrics(tx: Tx): Promise<string> {
  const last = await ask.lastProof.one(tx)
  if (!last) return ''
  return [
    '# HELP lay_overlaps Claims or sessions of one coach, or sessions of one client, that overlap; sessions that lack a claim or lie in an absence. Must be 0.',
    '# TYPE lay_overlaps gauge',
    `lay_overlaps ${faultsIn(last)}`,
    '# HELP lay_overlaps_looked_at_seconds When that was last looked at, in seconds since 1970.',
    '# TYPE lay_overlaps_looked_at_seconds gauge',
    `lay_overlaps_looked_at_seconds ${Math.floor(last.at.epochMilliseconds / 1_000)}`,
    '',
  ].join('\n')
}
