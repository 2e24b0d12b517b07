import { toInstant, type Millis } from '#lib/time'
import { anyone } from '#lib/door'
import type { Visit } from '#web'
import { workplaceToken } from '#coaches'
import { coachesLeftOut } from '../apart/queries.ts'
import { searchPlace } from '../journey/workplace.ts'
import { recordRequest } from '../asked.ts'
import { boardsOn } from '../areas.ts'
import { hold } from '../hold.ts'
import { hashesOf } from '../contact-hashes.ts'
import type { NewClient } from '../new-client.ts'
import { noticeOf } from '../paused.ts'
import type { RoomPorts } from '../ports.ts'
import { release } from '../release.ts'
import type { Wish } from '../wish.ts'
import { bookForCaller, keptForCaller } from './book.ts'
import { bookingOfCaller, cancelForCaller, findOfCaller, moveForCaller, type OfCaller } from './change.ts'
import { callTaker } from './owner.ts'
import { pathways } from './pathways.ts'

/** Whoever calls, what they asked for, and the code of their workplace, which is used here and kept nowhere. */
type GivenByCaller = Omit<NewClient, 'contactHashes' | 'place'> & { wish: Wish; place: string }
type ByVisit = Pick<Visit, 'viewer' | 'requestId'>

/** What whoever takes calls can do, by the same verbs as everybody: the room's part of operations' pages. */
export function openDesk(ports: RoomPorts) {
  const { availability, db, textSender } = ports
  const tokenOf = (place: string) => (place === '' ? null : workplaceToken(ports.workplaceKey, place))
  return {
    textSender,
    services: () => availability.services().filter(({ bookable }) => bookable === 'slots'),
    /** Every language that a coach at work speaks. */
    languages: () =>
      [
        ...new Set(
          availability.everybody().flatMap(({ active, languages }) => (active ? languages.map((one) => one) : [])),
        ),
      ].sort(),
    boards: (day: Temporal.PlainDate) => db.withActor(anyone, (tx) => boardsOn(tx, day)),
    /** The next starts after a moment, across every coach who matches. */
    times: (wish: Wish, from: Millis, most: number) =>
      availability.first(wish, from, Infinity, most).map(({ startsAt }) => startsAt),
    notice: (wish: Wish, now: Temporal.Instant) => noticeOf(availability.paused(wish.service.key), now),
    policy: (wish: Wish) => availability.policy(wish),
    counted: (wish: Wish) => recordRequest(ports, 'phone', wish),
    keep: (visit: ByVisit, wish: Wish, startsAt: Millis) => hold(ports, callTaker(visit), wish, startsAt),
    kept: (visit: ByVisit, holdId: string, wish: Wish, adjustments: readonly string[]) =>
      keptForCaller(ports, callTaker(visit), holdId, wish, adjustments),
    letGo: (visit: ByVisit, holdId: string) => release(ports, callTaker(visit), holdId),
    /** Workplaces by what was typed, on a day. */
    places: (typed: { workplace: string; place: string }, day: Temporal.PlainDate) => searchPlace(ports, typed, day),
    /** Coaches who are not offered to a caller, by where they work. */
    leftOut: (visit: ByVisit, place: string): Promise<string[]> =>
      place === ''
        ? Promise.resolve([])
        : db.withActor(callTaker(visit).actor, (tx) => coachesLeftOut(tx, tokenOf(place))),
    book: (visit: ByVisit, holdId: string, { wish, place, ...given }: GivenByCaller) => {
      const contacts = given.channel === 'text' ? [given.phone, given.email] : [given.email, given.phone]
      const contactHashes = hashesOf(ports.contactKey, contacts)
      return bookForCaller(ports, callTaker(visit), holdId, { ...given, contactHashes, place: tokenOf(place) }, wish)
    },
    find: (visit: ByVisit, reference: string, contact: string) =>
      findOfCaller(ports, callTaker(visit), reference, contact),
    found: (visit: ByVisit, id: string, now: Temporal.Instant) => bookingOfCaller(ports, callTaker(visit), id, now),
    /** Other times for a booking that was found: the next after a moment, without the one it has. */
    otherTimes: ({ booking, asked }: OfCaller, from: Millis, most: number) =>
      asked === null
        ? []
        : availability
            .first(asked.wish, from, Infinity, most + 1)
            .map(({ startsAt }) => startsAt)
            .filter((at) => !toInstant(at).equals(booking.startsAt))
            .slice(0, most),
    move: (visit: ByVisit, of: OfCaller, startsAt: Millis) => moveForCaller(ports, callTaker(visit), of, startsAt),
    cancel: (visit: ByVisit, id: string) => cancelForCaller(ports, callTaker(visit), id),
    coachName: (id: string) => availability.coach(id)?.name ?? '',
    /** How soon each pathway has something free, now and in the days ahead. */
    pathways: (now: Temporal.Instant) => pathways(availability, now),
  }
}

export type Desk = ReturnType<typeof openDesk>
