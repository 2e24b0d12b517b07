import { civilDate, startOfDay, toInstant, type Millis, programmeZone } from '#lib/time'
import type { Route } from '#web'
import { recordRequest } from '../asked.ts'
import { nextTime } from '../next-time.ts'
import type { RoomPorts } from '../ports.ts'
import type { Wish } from '../wish.ts'
import { invalid, londonTime, toReply } from './answer.ts'
import { pauseTold, standingWish } from './moving.ts'
import { readAs } from './read.ts'
import { availabilityQuery } from './schemas.ts'
import { isAnswer, wishOfCall } from './wish.ts'

const day = 86_400_000

export const servicesCall = ({ availability }: RoomPorts): Route => ({
  method: 'GET',
  path: '/api/v1/services',
  may: 'booking-key',
  handle: async () => ({
    kind: 'json',
    body: {
      services: availability.services().map(({ key, name, description, kind, modes, minutes, bookable }) => ({
        key,
        name,
        description,
        kind,
        modes,
        minutes,
        bookable,
        ...pauseTold(availability.paused(key)),
      })),
    },
  }),
})

/** Distinct starts that can be booked now, every day of the window with its count, and the earliest of all. */
export const availabilityCall = (ports: RoomPorts): Route => ({
  method: 'GET',
  path: '/api/v1/availability',
  may: 'booking-key',
  handle: async ({ query, repeated, now, viewer }) => {
    const { availability } = ports
    if (repeated.length > 0)
      return toReply(invalid(repeated.map((path) => ({ path, message: 'is there more than once' }))))
    const read = readAs(availabilityQuery, query)
    if ('faults' in read) return toReply(invalid(read.faults))
    const asked = wishOfCall(read.data, availability.services())
    const wish = isAnswer(asked) ? asked : await standingWish(ports, viewer, asked, read.data.moving)
    if (isAnswer(wish)) return toReply(wish)
    const { from = now, to = from.add({ hours: 14 * 24 }) } = read.data
    const wrong = wrongWindow(from, to)
    if (wrong) return toReply(invalid([wrong]))
    // Who moves an appointment has had one offered already.
    if (!wish.standing) await recordRequest(ports, 'api', wish)
    const { minutes } = availability.policy(wish)
    const starts = availability.first(wish, from.epochMilliseconds, to.epochMilliseconds, read.data.limit)
    const next = nextTime(availability, wish, from.epochMilliseconds)
    return {
      kind: 'json',
      body: {
        zone: programmeZone,
        slots: starts.map(({ startsAt, coaches }) => slotOf(startsAt, minutes, coaches)),
        days: daysOf(ports, wish, from, to),
        next: next === null ? null : londonTime(toInstant(next)),
        ...pauseTold(availability.paused(wish.service.key)),
      },
    }
  },
})

export const slotOf = (startsAt: Millis, minutes: number, coaches: number) => ({
  start: londonTime(toInstant(startsAt)),
  end: londonTime(toInstant(startsAt + minutes * 60_000)),
  coaches,
})

function wrongWindow(from: Temporal.Instant, to: Temporal.Instant) {
  const span = to.epochMilliseconds - from.epochMilliseconds
  if (span <= 0) return { path: 'to', message: 'must be after from' }
  return span > 62 * day ? { path: 'to', message: 'must be at most 62 days after from' } : null
}

/** Every London date that the window touches, zeros included. */
function daysOf({ availability }: RoomPorts, wish: Wish, from: Temporal.Instant, to: Temporal.Instant) {
  const counts = availability.days(wish, from.epochMilliseconds, to.epochMilliseconds)
  const days: { date: string; slots: number }[] = []
  for (
    let date = civilDate(from);
    startOfDay(date).epochMilliseconds < to.epochMilliseconds;
    date = date.add({ days: 1 })
  ) {
    days.push({ date: date.toString(), slots: counts.get(date.toString()) ?? 0 })
  }
  return days
}
