import { civilDate, startOfDay, toInstant, type Millis } from '#lib/time'
import type { Range } from '#coaches'
import type { DemoCoach } from '../demo-coaches.ts'
import type { Chance } from '../random.ts'

export type DemoService = {
  key: string
  version: number
  minutes: number
  longerMinutes: number
  bufferMinutes: number
}

/** A coach with the hours that are really open: worked, and not away. */
export type Available = { coach: DemoCoach; open: readonly Range[] }

/** A session that somebody booked; until is when the gap after it ends. */
export type Session = Range & {
  coach: DemoCoach
  service: DemoService
  mode: string
  longer: boolean
  until: Millis
  /** Has to take place, so that a screen has something to show. */
  sure: boolean
}

/** A place in the timetable that is given beforehand. */
export type Fixed = { coachId: string; startsAt: Millis; mode: string }

/**
 * Sessions for days from one to before another: about 26 a day, each within its coach's open hours and with the gap
 * after it, none over a coach's cap. Coaches named as `busy` have several on every day that they work.
 */
export function timetable(
  coaches: readonly Available[],
  services: readonly DemoService[],
  [from, until]: readonly [Temporal.PlainDate, Temporal.PlainDate],
  { fixed, busy, chance }: { fixed: readonly Fixed[]; busy: readonly string[]; chance: Chance },
): Session[] {
  const service = new Map(services.map((one) => [one.key, one]))
  const days: Session[] = []
  for (let day = from; !day.equals(until); day = day.add({ days: 1 })) {
    const today = dayRange(day)
    const sessions: Session[] = []
    const add = (who: Available, key: string, startsAt: Millis, mode: string, sure = false) => {
      const made = fit(who, service.get(key)!, startsAt, mode, chance.happens(0.04), sessions)
      if (made) sessions.push({ ...made, sure })
    }
    for (const { coachId, startsAt, mode } of fixed)
      if (startsAt >= today.startsAt && startsAt < today.endsAt)
        add(
          coaches.find(({ coach }) => coach.id === coachId)!,
          'lay-too',
          startsAt,
          mode,
          true,
        )
    for (const id of busy) {
      const who = coaches.find(({ coach }) => coach.id === id)!
      for (let i = 0; i < 4; i++)
        add(who, serviceOf(who, chance), startIn(who.open, today, chance), modeOf(who, chance))
    }
    const wanted = day.dayOfWeek > 5 ? chance.whole(19, 24) : chance.whole(25, 31)
    for (let tries = 0; sessions.length < wanted && tries < 2_000; tries++) {
      const key = chance.weighted(mix)
      const who = chance.one(coaches)
      if (who.coach.services.includes(key)) add(who, key, startOn(day, chance), modeOf(who, chance))
    }
    days.push(...sessions)
  }
  return days.sort((a, b) => a.startsAt - b.startsAt)
}

/** The civil day as a range. */
export const dayRange = (day: Temporal.PlainDate): Range => ({
  startsAt: startOfDay(day).epochMilliseconds,
  endsAt: startOfDay(day.add({ days: 1 })).epochMilliseconds,
})

/** Whether a session lies between 8am and 10pm of one day. */
export function isOpen({ startsAt, endsAt }: Range): boolean {
  const opening = (hour: number) =>
    civilDate(toInstant(startsAt)).toZonedDateTime({ timeZone: 'Europe/London', plainTime: { hour } }).epochMilliseconds
  return startsAt >= opening(8) && endsAt <= opening(22)
}

const minute = 60_000
const quarter = 15 * minute
export const mix = { 'lay-too': 60, 'lay-too-ed': 12, 'lay-team': 13, 'lay-career': 15 }
/** How often a session begins in each hour, from 8am to 9pm: lunch hours and evenings are liked best. */
const liked = [4, 5, 5, 5, 8, 8, 5, 5, 6, 8, 10, 10, 8, 3]

function fit(
  { coach, open }: Available,
  service: DemoService,
  startsAt: Millis,
  mode: string,
  longer: boolean,
  others: readonly Session[],
): Omit<Session, 'sure'> | null {
  const endsAt = startsAt + (service.minutes + (longer ? service.longerMinutes : 0)) * minute
  const until = endsAt + Math.max(service.bufferMinutes, coach.gapMinutes) * minute
  const own = others.filter((other) => other.coach === coach)
  if (own.length >= coach.dailyCap || own.some((other) => other.startsAt < until && startsAt < other.until)) return null
  if (!open.some((range) => range.startsAt <= startsAt && endsAt <= range.endsAt)) return null
  return isOpen({ startsAt, endsAt }) ? { coach, service, mode, longer, startsAt, endsAt, until } : null
}

const modeOf = ({ coach: { modes } }: Available, chance: Chance) =>
  modes.length > 1 ? (chance.happens(0.7) ? 'video' : 'phone') : modes[0]!

const serviceOf = ({ coach: { services } }: Available, chance: Chance) => chance.one(services)

function startOn(day: Temporal.PlainDate, chance: Chance): Millis {
  const hour = 8 + Number(chance.weighted(Object.fromEntries(liked.map((weight, i) => [String(i), weight]))))
  const plainTime = { hour, minute: chance.one([0, 0, 15, 30, 30, 45]) }
  return day.toZonedDateTime({ timeZone: 'Europe/London', plainTime }).epochMilliseconds
}

/** A quarter-hour of a day inside open hours; outside them, where there are none. */
function startIn(open: readonly Range[], day: Range, chance: Chance): Millis {
  const starts = open
    .filter((range) => range.startsAt < day.endsAt && day.startsAt < range.endsAt)
    .flatMap((range) =>
      Array.from(
        { length: Math.floor((range.endsAt - range.startsAt) / quarter) },
        (_, i) => range.startsAt + i * quarter,
      ),
    )
  return starts.length ? chance.one(starts) : day.startsAt
}
