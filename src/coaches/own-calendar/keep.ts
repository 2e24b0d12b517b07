import { randomUUID } from 'node:crypto'
import { record } from '#audit'
import type { Stretch } from '#calendars'
import type { Tx } from '#lib/sql'
import { toInstant } from '#lib/time'
import { currentServices } from '#organisations'
import type { By } from '../absence.ts'
import { lockCoach } from '../queries.ts'
import { sealAddress } from './sealed.ts'
import { addressHours, everyMinutes, fileHours, minutesUntilNext, windowFrom } from './rules.ts'
import * as ask from './queries.ts'

/** When somebody is busy, and up to when that is known. */
export type Known = { busy: readonly Stretch[]; until: Temporal.Instant }

/** From when until when a coach's calendar is asked about now. */
export async function windowNow(tx: Tx, now: Temporal.Instant) {
  const services = await currentServices(tx)
  return windowFrom(now, Math.max(28, ...services.map(({ windowDays }) => windowDays)))
}

/**
 * Has a coach's calendar read at an address from now on, in place of any they had. Until it has been read nobody new can book
 * them: they count on it.
 */
export async function keepAddress(tx: Tx, coachId: string, address: URL, { key, by, now }: Keeping): Promise<void> {
  const id = randomUUID()
  await replace(tx, coachId, by)
  await ask.insertCalendar(tx, coachId, id, 'address', sealAddress(key, id, address))
  await ask.insertBusy(tx, coachId, '{}', now, 0)
}

type Keeping = { key: Buffer; by: By; now: Temporal.Instant }

/** Keeps when a coach is busy by a file of theirs, in place of any calendar they had. */
export async function keepFile(tx: Tx, coachId: string, { busy, until }: Known, by: By): Promise<void> {
  await replace(tx, coachId, by)
  await ask.insertCalendar(tx, coachId, randomUUID(), 'file', null)
  await ask.insertBusy(tx, coachId, asRanges(busy), until, fileHours)
}

async function replace(tx: Tx, coachId: string, by: By) {
  await lockCoach(tx, coachId)
  await ask.deleteCalendar(tx, coachId)
  await record(tx, { ...by, verb: 'calendar.added', subjectKind: 'coach', subjectId: coachId })
}

/** Takes a coach's own calendar away, and all that was read of it. False where there was none. */
export async function removeCalendar(tx: Tx, coachId: string, by: By): Promise<boolean> {
  await lockCoach(tx, coachId)
  if (!(await ask.deleteCalendar.one(tx, coachId))) return false
  await record(tx, { ...by, verb: 'calendar.removed', subjectKind: 'coach', subjectId: coachId })
  return true
}

/** Keeps what an address said, as long as it is still that coach's. Sessions that are booked stay as they are. */
export async function keepReading(tx: Tx, { id, coachId }: { id: string; coachId: string }, { busy, until }: Known) {
  await lockCoach(tx, coachId)
  if (!(await ask.noteRead.one(tx, id, everyMinutes))) return
  await ask.updateBusy(tx, coachId, asRanges(busy), until, addressHours)
}

/** Keeps that an address said nothing of use. What was read before goes on counting as long as it would have. */
export const keepFault = (tx: Tx, { id, failures }: { id: string; failures: number }, fault: string) =>
  ask.noteFault(tx, id, fault, minutesUntilNext(failures))

/** A multirange as PostgreSQL writes it. */
const asRanges = (busy: readonly Stretch[]) =>
  `{${busy.map(({ startsAt, endsAt }) => `[${toInstant(startsAt)},${toInstant(endsAt)})`).join(',')}}`
