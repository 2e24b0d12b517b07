import type { z } from 'zod'
import type { Tx } from '#lib/sql'
import { isUuid } from '#lib/text'
import { civilDate } from '#lib/time'
import {
  emailSentences,
  nameSentences,
  normaliseEmail,
  normalisePhone,
  phoneSentences,
  readName,
  takesTexts,
} from '#identity'
import type { Reply, Route, Visit } from '#web'
import { bookHeld, takeHold, tellBooked, type LockedHold } from '../book.ts'
import type { NewClient } from '../new-client.ts'
import { boardsOn } from '../areas.ts'
import { bookingCalendar } from '../calendar.ts'
import { cancelIn } from '../cancel.ts'
import { hashesOf } from '../contact-hashes.ts'
import { ownerByKey, type Owner } from '../hold.ts'
import { moveIn } from '../move.ts'
import type { RoomPorts } from '../ports.ts'
import { lockHold } from '../holds-queries.ts'
import { findBookingOfKey } from '../queries.ts'
import { invalid, londonTime, problem, toReply, type Answer, type Fault } from './answer.ts'
import { tooSoonForInterpreter } from './interpreter.ts'
import { pausedAnswer } from './moving.ts'
import { onceACall, type Done } from './once.ts'
import { readAs } from './read.ts'
import { bookingBody, cancelBody, moveBody } from './schemas.ts'

type Found = NonNullable<Awaited<ReturnType<typeof findBookingOfKey.one>>>
type Shown = Pick<Found, 'id' | 'reference' | 'startsAt' | 'endsAt' | 'mode' | 'coachId' | 'status' | 'sequence'>
type Body = z.infer<typeof bookingBody>

export const bookCall = (ports: RoomPorts): Route => ({
  method: 'POST',
  path: '/api/v1/bookings',
  may: 'booking-key',
  takes: 'json',
  handle: async (visit) => onceACall(ports, visit, (tx) => bookFor(tx, ports, ownerByKey(visit.viewer), visit.json)),
})

async function bookFor(tx: Tx, ports: RoomPorts, owner: Owner, json: unknown): Promise<Done> {
  const read = readAs(bookingBody, json)
  if ('faults' in read) return { answer: invalid(read.faults) }
  const held = await takeHold(tx, owner, read.data.hold)
  if ('kind' in held) return { answer: problem(held.kind) }
  const pause = ports.availability.paused(held.serviceKey)
  // A hold from before the pause is honoured; one made in it was made to move a booking.
  if (pause && Temporal.Instant.compare(held.madeAt, pause.startsAt) >= 0) return { answer: pausedAnswer(pause) }
  const client = await clientOf(tx, ports, read.data, held)
  if ('faults' in client) return { answer: invalid(client.faults) }
  const booked = await bookHeld(tx, ports, owner, held, client)
  if (booked.kind !== 'booked') return { answer: problem(booked.kind) }
  const body = bodyOf(ports, { ...booked, status: 'booked', sequence: 0 })
  return { answer: { status: 201, body }, after: () => tellBooked(ports.availability, booked) }
}

async function clientOf(
  tx: Tx,
  ports: RoomPorts,
  { client, adjustments = [], area }: Body,
  held: LockedHold,
): Promise<NewClient | { faults: Fault[] }> {
  const { mode, startsAt } = held
  const faults: Fault[] = []
  const say = (path: string, message: string) => void faults.push({ path, message })
  const named = readName(client.name)
  const mailed = client.email === undefined ? null : normaliseEmail(client.email)
  const rung = client.phone === undefined ? null : normalisePhone(client.phone)
  if ('refusal' in named) say('client.name', nameSentences[named.refusal])
  if (mailed && 'refusal' in mailed) say('client.email', emailSentences[mailed.refusal])
  if (rung && 'refusal' in rung) say('client.phone', phoneSentences[rung.refusal])
  if (!rung && mode === 'phone') say('client.phone', 'is needed for a telephone session')
  if (!mailed && !rung) say('client.email', 'is needed, or a phone number')
  if (!mailed && rung && !ports.textSender) say('client.email', 'is needed: this programme sends no texts')
  else if (!mailed && rung && 'phone' in rung && !takesTexts(rung.phone))
    say('client.phone', 'cannot get texts: give a mobile number, or an email address as well')
  if (area !== undefined && !(await boardsOn(tx, civilDate(startsAt))).some(({ code }) => code === area))
    say('area', 'is not the code of an area on that day')
  const hours = tooSoonForInterpreter(ports, adjustments, held)
  if (hours > 0) say('adjustments', `an interpreter needs ${hours} hours: hold a later time`)
  if (faults.length > 0) return { faults }
  const email = mailed && 'email' in mailed ? mailed.email : null
  const phone = rung && 'phone' in rung ? rung.phone : null
  return {
    name: 'name' in named ? named.name : '',
    email,
    phone,
    contactHashes: hashesOf(ports.contactKey, [email, phone]),
    adjustments: [...new Set(adjustments)],
    area: area ?? null,
    settingKey: null,
    roleGroupKey: null,
  }
}

const bodyOf = (
  { availability }: RoomPorts,
  { id, reference, startsAt, endsAt, mode, coachId, status, sequence }: Shown,
) => ({
  id,
  reference,
  start: londonTime(startsAt),
  end: londonTime(endsAt),
  mode,
  coach: { id: coachId, name: availability.coach(coachId)?.name ?? '' },
  status,
  sequence,
})

/** Finds a booking of the calling key, or answers that there is none. */
async function mine(ports: RoomPorts, { params, viewer }: Visit, then: (found: Found) => Reply): Promise<Reply> {
  const id = params['id'] ?? ''
  const found = isUuid(id)
    ? await ports.db.withActor(viewer.actor, (tx) => findBookingOfKey.one(tx, id, viewer.id))
    : undefined
  return found ? then(found) : toReply(problem('not-found'))
}

export const readCall = (ports: RoomPorts): Route => ({
  method: 'GET',
  path: '/api/v1/bookings/:id',
  may: 'booking-key',
  handle: (visit) => mine(ports, visit, (found) => ({ kind: 'json', body: bodyOf(ports, found) })),
})

export const calendarCall = (ports: RoomPorts): Route => ({
  method: 'GET',
  path: '/api/v1/bookings/:id/calendar.ics',
  may: 'booking-key',
  handle: (visit) =>
    mine(ports, visit, (found) => ({
      kind: 'file',
      type: 'text/calendar; charset=utf-8',
      body: bookingCalendar(found, { method: 'PUBLISH', stampedAt: visit.now, organizer: ports.mailbox }),
      name: 'appointment.ics',
    })),
})

export const moveCall = (ports: RoomPorts): Route => ({
  method: 'POST',
  path: '/api/v1/bookings/:id/move',
  may: 'booking-key',
  takes: 'json',
  handle: (visit) => onceACall(ports, visit, (tx) => moveFor(tx, ports, visit)),
})

async function moveFor(tx: Tx, ports: RoomPorts, { params, viewer, json }: Visit): Promise<Done> {
  const read = readAs(moveBody, json)
  if ('faults' in read) return { answer: invalid(read.faults) }
  const id = params['id'] ?? ''
  const apiKeyId = viewer.id!
  const booking = isUuid(id) ? await findBookingOfKey.one(tx, id, apiKeyId) : undefined
  if (!booking) return { answer: problem('not-found') }
  const held = await lockHold.one(tx, read.data.hold, null, apiKeyId)
  const hours = held ? tooSoonForInterpreter(ports, booking.interpreter, held) : 0
  if (hours > 0)
    return { answer: invalid([{ path: 'hold', message: `an interpreter needs ${hours} hours: hold a later time` }]) }
  const touched = { coachIds: [] as string[] }
  const moved = await moveIn(tx, ports, ownerByKey(viewer), id, read.data.hold, 'key', touched)
  if (moved.kind === 'moved') {
    const found = await findBookingOfKey.one(tx, id, apiKeyId)
    return {
      answer: { status: 200, body: bodyOf(ports, found!) },
      after: () => ports.availability.refresh(touched.coachIds),
    }
  }
  return { answer: refusalOfMove(moved.kind) }
}

function refusalOfMove(kind: Exclude<Awaited<ReturnType<typeof moveIn>>['kind'], 'moved'>): Answer {
  if (kind === 'other-service') return invalid([{ path: 'hold', message: 'is for another service' }])
  if (kind === 'no-number')
    return invalid([{ path: 'hold', message: 'is for a telephone session, and the booking has no phone number' }])
  // A key learns nothing of a client's other sessions: that time cannot be had.
  if (kind === 'same-time') return problem('hold-expired')
  return problem(kind === 'hold-not-found' ? 'not-found' : kind)
}

export const cancelCall = (ports: RoomPorts): Route => ({
  method: 'POST',
  path: '/api/v1/bookings/:id/cancel',
  may: 'booking-key',
  takes: 'json',
  handle: (visit) =>
    onceACall(ports, visit, async (tx) => {
      const read = readAs(cancelBody, visit.json === undefined ? {} : visit.json)
      if ('faults' in read) return { answer: invalid(read.faults) }
      const id = visit.params['id'] ?? ''
      const keyId = visit.viewer.id!
      if (!isUuid(id) || !(await findBookingOfKey.one(tx, id, keyId))) return { answer: problem('not-found') }
      const done = await cancelIn(tx, ports, id, 'client', { kind: 'key', id: keyId })
      if (done.kind !== 'cancelled') return { answer: problem(done.kind) }
      const found = await findBookingOfKey.one(tx, id, keyId)
      return {
        answer: { status: 200, body: bodyOf(ports, found!) },
        after: () => ports.availability.refresh([done.coachId]),
      }
    }),
})
