import type { Clock } from '#lib/clock'
import { anyone, type Actor, type Db } from '#lib/door'
import { civilDate, toInstant, type Millis } from '#lib/time'
import { matches, whyNoMatch, type CoachRules, type Mismatch } from '#coaches'
import { pauseOf, servicesStamp, type Pause, type Service } from '#organisations'
import type { Pool } from '../assignment.ts'
import { policyOf, type Wish } from '../wish.ts'
import { clearBit } from './bits.ts'
import { asIfGone, dropClaim, putClaim, putCoach, settle, type Board } from './board.ts'
import { gathered } from './gathered.ts'
import { dayOfQuarter, quarterOf } from './grid.ts'
import { readAll, readCoaches, type Known, type KnownCoach } from './read.ts'
import { overlaps, whyNobody, whyNot, type Claim, type CoachTime, type Policy, type Reason } from './rules.ts'
import {
  countByDay,
  firstOfEach,
  firstStarts,
  lengthOf,
  maskOf,
  maskOfOne,
  openQuarters,
  placesAt,
  type Question,
  type Start,
} from './search.ts'

export type { KnownCoach } from './read.ts'

/** What the rest of the room asks of availability. Answers come from memory; only `refresh` and `load` ask the database. */
export type Availability = {
  /** Reads everything anew; called at start, at midnight, and when services or closures change. */
  load(): Promise<void>
  /** When a version of a service that is written already becomes valid: time to read everything anew. */
  changesAt(): Millis | null
  /** Reads some coaches anew. */
  refresh(coachIds: readonly string[]): Promise<void>
  services(): readonly Service[]
  stamp(): number
  coach(id: string): KnownCoach | undefined
  /** What a coach's rules and diary say of their time. */
  timeOf(id: string): CoachTime | undefined
  /** Every coach there ever was. */
  everybody(): KnownCoach[]
  /** Coaches who meet a wish in any of these ways of talking. */
  coaches(wish: Wish, modes: readonly Wish['mode'][]): KnownCoach[]
  /** Reads everything anew when services or closures have changed since. */
  renewIfStamped(): Promise<void>
  policy(wish: Wish): Policy
  /** The pause that keeps a service from being booked at this moment, or null. */
  paused(serviceKey: string): Pause | null
  /** Bookable starts from an instant until another, soonest first; Infinity asks as far as the service's window goes. */
  first(wish: Wish, from: Millis, until: Millis, limit: number): Start[]
  /** The soonest bookable start from an instant on of each coach who has one, by the coach's id. */
  nextOfEach(wish: Wish, from: Millis): Map<string, Millis>
  /** Bookable starts counted by civil date (ISO), for the days that the board covers. */
  days(wish: Wish, from: Millis, until: Millis): Map<string, number>
  /** Coaches who could take this start. */
  free(wish: Wish, startsAt: Millis): Pool
  /** Coaches who match the wish and work at this start, whether or not somebody has claimed it. */
  working(wish: Wish, startsAt: Millis): KnownCoach[]
  /** The one reason for which a coach is not offered for this wish at this start, or null when the coach is. */
  why(wish: Wish, coachId: string, startsAt: Millis): WhyNot | null
  claimed(coachId: string, claimId: string, claim: Claim): void
  released(coachId: string, claimId: string): void
}

export type WhyNot = Reason | Mismatch | 'no such coach' | 'by enquiry only' | 'paused'

/**
 * `as` is the role that reads the database; `days` how far ahead is looked at, where the services' own window is further than needed;
 * `ended` claims that keep nobody's time from whoever asks.
 */
export type AvailabilityPorts = { db: Db; clock: Clock; as?: Actor; days?: number; ended?: ReadonlySet<string> }

const none: ReadonlySet<string> = new Set()

/** An availability that knows nothing until it is loaded. */
export function makeAvailability(ports: AvailabilityPorts): Availability {
  const { db, clock, as = anyone, days = Infinity, ended = none } = ports
  let known: Known | null = null
  const masks = new Map<string, { epoch: number; mask: Uint32Array }>()
  const opens = new Map<string, Uint8Array>()

  const state = (): Known => {
    if (!known) throw new Error('Availability was asked before it was loaded')
    settle(known.board, clock().epochMilliseconds)
    return known
  }

  const policy = (wish: Wish): Policy => policyOf(wish.service, wish, state().closuresOf.get(wish.service.key) ?? [])

  const paused = (serviceKey: string) => pauseOf(state().pauses, serviceKey, clock())

  const question = (wish: Wish, from: Millis, until: Millis): Question | null => {
    const { board } = state()
    if (!wish.standing && paused(wish.service.key)) return null
    const rules = policy(wish)
    const now = clock().epochMilliseconds
    const length = lengthOf(board.lengths, rules)
    if (length < 0) return null
    const key = JSON.stringify([wish.service.key, wish.service.version, rules.minutes])
    const open = opens.get(key) ?? openQuarters(board.grid, rules)
    opens.set(key, open)
    const windowEnd = civilDate(toInstant(now), rules.zone).add({ days: rules.windowDays + 1 })
    return {
      mask: mask(wish),
      length,
      open,
      from: Math.max(from, now + rules.noticeMinutes * 60_000),
      until: Math.min(until, windowEnd.toZonedDateTime(rules.zone).epochMilliseconds),
    }
  }

  const mask = (wish: Wish): Uint32Array => {
    const { board } = state()
    const all = maskOfAll(wish)
    if (!wish.without?.length) return all
    // Not kept: it is one person's.
    const rest = all.slice()
    for (const place of wish.without.map((id) => board.placeOf.get(id)))
      if (place !== undefined) clearBit(rest, 0, place)
    return rest
  }

  const maskOfAll = (wish: Wish): Uint32Array => {
    const { board } = state()
    const { service, mode, coachId, language, gender, ethnicallyDiverse } = wish
    const passes = (coach: KnownCoach) => matches(coach, { ...wish, service: service.key })
    // Not kept: it is soon made, and as many as there are coaches would push out what everybody asks for.
    if (coachId !== undefined) return maskOfOne(board, coachId, passes)
    const key = JSON.stringify([service.key, mode, language, gender, ethnicallyDiverse])
    const kept = masks.get(key)
    if (kept?.epoch === board.epoch) return kept.mask
    if (masks.size > 500) masks.clear()
    const made = maskOf(board, passes)
    masks.set(key, { epoch: board.epoch, mask: made })
    return made
  }

  const answer = <T>({ own }: Wish, ask: (board: Board<KnownCoach>) => T): T => {
    const { board } = state()
    return own ? asIfGone(board, own, () => ask(board)) : ask(board)
  }

  const load = async () => {
    known = await readAll({ db, clock, as, days, ended })
    masks.clear()
    opens.clear()
  }

  const refresh = gathered(async (coachIds) => {
    const { board } = state()
    const fresh = await readCoaches({ db, as, ended }, board, coachIds)
    if (!fresh.every(({ coach, claims }) => putCoach(board, coach, claims))) await load()
  })

  return {
    load,
    refresh,
    changesAt: () => state().changesAt,
    services: () => state().services,
    stamp: () => state().stamp,
    coach: (id) => {
      const { board } = state()
      const place = board.placeOf.get(id)
      return place === undefined ? undefined : board.places[place]?.coach
    },
    timeOf(id) {
      const { board } = state()
      const place = board.places[board.placeOf.get(id) ?? -1]
      return place ? { ...place.coach, claims: [...place.claims.values()] } : undefined
    },
    everybody: () => state().board.places.flatMap((place) => (place ? [place.coach] : [])),
    coaches(wish, modes) {
      const { board } = state()
      const places = wish.coachId === undefined ? board.places : [board.places[board.placeOf.get(wish.coachId) ?? -1]]
      return places.flatMap((place) =>
        place && modes.some((mode) => meets(place.coach, { ...wish, mode })) ? [place.coach] : [],
      )
    },
    async renewIfStamped() {
      if ((await db.withActor(as, servicesStamp)) !== state().stamp) await load()
    },
    policy,
    paused,
    first(wish, from, until, limit) {
      const asked = question(wish, from, until)
      return asked ? answer(wish, (board) => firstStarts(board, asked, limit)) : []
    },
    nextOfEach(wish, from) {
      const asked = question(wish, from, Infinity)
      const found = asked ? answer(wish, (board) => firstOfEach(board, asked)) : new Map<number, Millis>()
      return new Map([...found].map(([place, at]) => [state().board.places[place]!.coach.id, at]))
    },
    days(wish, from, until) {
      const { board } = state()
      const asked = question(wish, from, until)
      const counts = asked ? answer(wish, () => countByDay(board, asked)) : new Int32Array(board.grid.dates.length)
      return new Map(board.grid.dates.map((date, i) => [date.toString(), counts[i]!]))
    },
    free(wish, startsAt) {
      const asked = question(wish, startsAt, startsAt + 1)
      if (!asked || asked.from > startsAt) return nobody
      return answer(wish, (board) => {
        const places = placesAt(board, asked)
        const loadOf = weekLoads(board, startsAt)
        return {
          size: places.length,
          coachId: (i) => board.places[places[i]!]!.coach.id,
          number: (i) => board.places[places[i]!]!.coach.number,
          load: (i) => loadOf(places[i]!),
        }
      })
    },
    working(wish, startsAt) {
      const rules = policy(wish)
      if (whyNobody(rules, startsAt, clock().epochMilliseconds)) return []
      const endsAt = startsAt + rules.minutes * 60_000
      return state().board.places.flatMap((place) =>
        place && meets(place.coach, wish) && worksAt(place.coach, startsAt, endsAt, clock().epochMilliseconds)
          ? [place.coach]
          : [],
      )
    },
    why(wish, coachId, startsAt) {
      const { board } = state()
      const place = board.places[board.placeOf.get(coachId) ?? -1]
      if (!place) return 'no such coach'
      if (wish.service.bookable !== 'slots') return 'by enquiry only'
      if (!wish.standing && paused(wish.service.key)) return 'paused'
      const coach = { ...place.coach, claims: [...place.claims.values()] }
      const mismatch = whyNoMatch(coach, { ...wish, service: wish.service.key })
      return mismatch ?? whyNot(coach, policy(wish), startsAt, clock().epochMilliseconds)
    },
    claimed: (coachId, claimId, claim) => putClaim(state().board, coachId, claimId, claim),
    released: (coachId, claimId) => dropClaim(state().board, coachId, claimId),
  }
}

const meets = (coach: KnownCoach, wish: Wish): boolean =>
  !wish.without?.includes(coach.id) && matches(coach, { ...wish, service: wish.service.key })

const worksAt = (coach: CoachRules, startsAt: Millis, endsAt: Millis, now: Millis) =>
  coach.working.some((range) => range.startsAt <= startsAt && endsAt <= range.endsAt) &&
  ![...coach.absences, ...coach.busy].some((away) => overlaps(away, startsAt, endsAt)) &&
  (coach.offersUntil ?? Infinity) > now

const nobody: Pool = { size: 0, coachId: String, number: Number, load: Number }

/** Counts a coach's claims that begin in the Monday-to-Sunday week of an instant, as far as the board covers it. */
function weekLoads({ grid, load, words }: Board<KnownCoach>, at: Millis): (place: number) => number {
  const day = dayOfQuarter(grid, quarterOf(grid, at))
  const monday = day - (grid.dates[day]!.dayOfWeek - 1)
  const [from, until] = [Math.max(monday, 0), Math.min(monday + 7, grid.dates.length)]
  return (place) => {
    let sum = 0
    for (let d = from; d < until; d++) sum += load[d * words * 32 + place]!
    return sum
  }
}
