import { worker, type Db } from '#lib/door'
import type { Clock } from '#lib/clock'
import type { Tx } from '#lib/sql'
import { staffInRole } from '#identity'
import type { JobLog } from '#jobs'
import { plan } from '#notifications'
import { kinds } from '../messages/kinds.ts'
import { lockBooking } from '../queries.ts'
import { insertAlerts, markCovered, toCover } from './queries.ts'

/**
 * Looks for another coach for a session that nobody has acknowledged, in the transaction that marks it as looked for: once
 * for each change of a booking, with the booking locked. The composition root hands it in; without one the lead is alerted all
 * the same.
 */
export type Covering = (tx: Tx, bookingId: string) => Promise<void>

export type AlertPorts = { db: Db; clock: Clock; log: JobLog; offerCover?: Covering }

/**
 * Alerts the lead of each session that nobody has acknowledged 20 minutes before its start, once, and has cover offered. Says how
 * much it found. What it has done stands in the tables, so it may be killed anywhere and begin anew.
 */
export async function alertUnacknowledged({ db, clock, offerCover }: Omit<AlertPorts, 'log'>): Promise<number> {
  const alerted = await db.withActor(worker, (tx) => alertIn(tx, clock()))
  return alerted + (offerCover ? await coverAll(db, offerCover) : 0)
}

/** A round of it; see startRound. */
export const acknowledgeRound = (ports: AlertPorts) => ({
  kind: 'acknowledgements',
  work: () => alertUnacknowledged(ports),
  log: ports.log,
  idleMillis: 1_000,
})

async function alertIn(tx: Tx, now: Temporal.Instant): Promise<number> {
  const alerts = await insertAlerts(tx)
  if (alerts.length === 0) return 0
  const leads = await staffInRole(tx, 'lead_ops')
  const toStaff = { kind: kinds.unacknowledged, recipient: 'address', channel: 'email', dueAt: now } as const
  await plan(
    tx,
    alerts.flatMap(({ number }) => leads.map(({ id }) => ({ ...toStaff, subjectId: id, subjectSequence: number }))),
  )
  return alerts.length
}

/** Each in a transaction of its own: that one cannot be covered keeps no other from it, and it is tried again. */
async function coverAll(db: Db, offerCover: Covering): Promise<number> {
  const faults: unknown[] = []
  const waiting = await db.withActor(worker, (tx) => toCover(tx))
  for (const { bookingId } of waiting)
    await db.withActor(worker, (tx) => coverIn(tx, bookingId, offerCover)).catch((error) => faults.push(error))
  if (faults.length > 0) throw faults[0]
  return waiting.length
}

async function coverIn(tx: Tx, bookingId: string, offerCover: Covering): Promise<void> {
  // Locked first, as a move does it: it is moved before this or after it.
  await lockBooking.one(tx, bookingId)
  if (await markCovered.one(tx, bookingId)) await offerCover(tx, bookingId)
}
