import type { Tx } from '#lib/sql'
import { record, type AuditEvent } from '#audit'
import { cutClosure, dropClosure, insertClosure } from './queries.ts'

type By = Pick<AuditEvent, 'actorKind' | 'actorId'>
export type Closing = {
  /** Null closes every service. */
  serviceKey: string | null
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  reason: string
}

/** Says why a closure cannot be kept, or null. */
export function whyNotClosed({ startsAt, endsAt, reason }: Closing, now: Temporal.Instant): string | null {
  if (Temporal.Instant.compare(startsAt, endsAt) >= 0) return 'The closure ends before it starts'
  if (Temporal.Instant.compare(endsAt, now) <= 0) return 'The closure is over already'
  if (endsAt.since(startsAt).total('hours') > 366 * 24) return 'A closure is a year at most'
  return reason.trim() === '' || reason.length > 200 ? 'The reason must be 1 to 200 characters' : null
}

/** Closes a service, or all of them, for some time: nothing is offered in it. Bookings inside stand. */
export async function addClosure(tx: Tx, { serviceKey, startsAt, endsAt, reason }: Closing, by: By): Promise<string> {
  const { id } = (await insertClosure.one(tx, serviceKey, startsAt, endsAt, reason.trim()))!
  await record(tx, { ...by, verb: 'closure.added', subjectKind: 'closure', subjectId: id })
  return id
}

/** Ends a closure now, or takes it back when it has not begun. False when there is no such closure, or it is over. */
export async function endClosure(tx: Tx, id: string, by: By, now: Temporal.Instant): Promise<boolean> {
  if (!((await cutClosure.one(tx, id, now)) ?? (await dropClosure.one(tx, id, now)))) return false
  await record(tx, { ...by, verb: 'closure.ended', subjectKind: 'closure', subjectId: id })
  return true
}
