import { programmeZone, toInstant, type Millis } from '#lib/time'
import { whyNot, type CoachTime, type Policy, type Range } from '../availability/rules.ts'

/** A kind of session that somebody wants, with its rules of time. */
export type Kind = { service: string; longer: boolean; policy: Policy }

/** Time that a coach could open for one session: which session's start it is, and of which kinds. */
export type Opening = Range & { kinds: readonly Kind[] }

/** How many want a time. */
export type Wanted = { waiting: number; looked: number }

const minute = 60_000
/** Offered on the hour and the half hour, and as whole hours where there is room. */
const every = 30 * minute
const whole = 60 * minute

/**
 * Every time inside some days at which a coach does not work and could: a session that starts then would keep to every rule by which
 * one is booked, were it worked. What it means to keep to them is said by `whyNot` alone.
 */
export function openings(coach: CoachTime, kinds: readonly Kind[], days: readonly Range[], now: Millis): Opening[] {
  const found = new Map<string, Opening>()
  for (const kind of kinds)
    for (const day of days)
      for (let start = day.startsAt; start < day.endsAt; start += every) {
        if (whyNot(coach, kind.policy, start, now) !== 'not working') continue
        const range = { startsAt: start, endsAt: endOf(kind.policy, start) }
        if (whyNot({ ...coach, working: joined(coach.working, range) }, kind.policy, start, now) !== null) continue
        const key = `${range.startsAt} ${range.endsAt}`
        found.set(key, { ...range, kinds: [...(found.get(key)?.kinds ?? []), kind] })
      }
  return [...found.values()].sort((a, b) => a.startsAt - b.startsAt || a.endsAt - b.endsAt)
}

/** The session in whole hours, as far as the day of the service lasts. */
function endOf({ minutes, closesMinute, zone }: Policy, start: Millis): Millis {
  const midnight = toInstant(start).toZonedDateTimeISO(zone).startOfDay()
  const closes =
    closesMinute === 1_440
      ? midnight.add({ days: 1 })
      : midnight.withPlainTime({ hour: Math.floor(closesMinute / 60), minute: closesMinute % 60 })
  return Math.min(start + Math.ceil((minutes * minute) / whole) * whole, closes.epochMilliseconds)
}

/** Ranges with one more; what it touches becomes one with it. */
function joined(ranges: readonly Range[], one: Range): Range[] {
  const touching = ranges.filter(({ startsAt, endsAt }) => startsAt <= one.endsAt && one.startsAt <= endsAt)
  const all = [one, ...touching]
  return [
    ...ranges.filter((range) => !touching.includes(range)),
    {
      startsAt: Math.min(...all.map(({ startsAt }) => startsAt)),
      endsAt: Math.max(...all.map(({ endsAt }) => endsAt)),
    },
  ]
}

/** The one of a day's openings to ask about: which most people want, on the hour where there is a choice, the soonest. */
export function best<T extends Range & Wanted>(all: readonly T[]): T | null {
  const rank = (one: T) => [-one.waiting, -one.looked, one.startsAt % whole === 0 ? 0 : 1, one.startsAt]
  const wanted = all.filter(({ waiting, looked }) => waiting + looked > 0)
  return (
    wanted.sort((a, b) => {
      const [x, y] = [rank(a), rank(b)]
      return x.map((value, i) => value - y[i]!).find((difference) => difference !== 0) ?? 0
    })[0] ?? null
  )
}

/** "this evening", "tomorrow morning": which part of which day a time is in. */
export function partWords(at: Temporal.Instant, today: Temporal.PlainDate): string {
  const local = at.toZonedDateTimeISO(programmeZone)
  const part = local.hour < 12 ? 'morning' : local.hour < 17 ? 'afternoon' : 'evening'
  return `${local.toPlainDate().equals(today) ? 'this' : 'tomorrow'} ${part}`
}
