import type { Tx } from '#lib/sql'
import { civilDate, startOfDay, toInstant } from '#lib/time'
import type { Range } from '../availability/rules.ts'
import type { Availability } from '../availability/live.ts'
import type { Wish } from '../wish.ts'
import { wantedAt } from './queries.ts'
import { best, openings, type Kind, type Opening, type Wanted } from './rules.ts'

/** A kind of session that somebody waits for, or looked for, as `kindsWanted` says it. */
export type WantedKind = { service: string; longer: boolean }

/** Time that a coach is asked to open, and how many want it. */
export type Proposal = Range & Wanted & { day: Temporal.PlainDate }

/** The days about which a coach is asked. */
export const askedDays = (now: Temporal.Instant): Temporal.PlainDate[] => {
  const today = civilDate(now)
  return [today, today.add({ days: 1 })]
}

/**
 * What a coach could open for people who wait: one time at most, today, or tomorrow where today has none, so that nobody who waits is
 * asked for twice. None where nobody does.
 */
export async function proposal(
  tx: Tx,
  availability: Availability,
  coachId: string,
  {
    now,
    days,
    wanted: all,
  }: { now: Temporal.Instant; days: readonly Temporal.PlainDate[]; wanted: readonly WantedKind[] },
): Promise<Proposal | null> {
  if (days.length === 0 || all.length === 0) return null
  const kinds = kindsOf(availability, all)
  const found = openingsOf(availability, coachId, kinds, days, now)
  const asked = found.flatMap(({ startsAt, kinds: fitting }) => fitting.map((kind) => ({ startsAt, kind })))
  if (asked.length === 0) return null
  const counted = await wantedAt(
    tx,
    asked.map(({ startsAt }) => toInstant(startsAt)),
    asked.map(({ kind }) => kind.service),
    asked.map(({ kind }) => kind.longer),
    asked.map(({ kind }) => kind.policy.minutes),
  )
  const wanted = new Map(counted.map(({ startsAt, ...many }) => [startsAt.epochMilliseconds, many]))
  for (const day of days) {
    const ofDay = found.filter(({ startsAt }) => civilDate(toInstant(startsAt)).equals(day))
    const one = best(
      ofDay.map(({ startsAt, endsAt, kinds: fitting }) => {
        const many = wanted.get(startsAt)
        const looked = isFree(availability, { startsAt, endsAt, kinds: fitting }) ? 0 : (many?.looked ?? 0)
        return { startsAt, endsAt, waiting: many?.waiting ?? 0, looked, day }
      }),
    )
    if (one) return one
  }
  return null
}

/** Whether somebody else is free in that time already, for a session of one of its kinds: whoever looks again finds it. */
const isFree = (availability: Availability, { startsAt, endsAt, kinds }: Opening): boolean =>
  kinds.some(({ service: key, longer }) => {
    const service = availability.services().find((one) => one.key === key)
    return service?.modes.some(
      (mode) => availability.first({ service, mode, longer, interpreter: false }, startsAt, endsAt, 1).length > 0,
    )
  })

/** All that a coach could open on some days for kinds of session, as far as memory knows. */
export function openingsOf(
  availability: Availability,
  coachId: string,
  kinds: readonly Kind[],
  days: readonly Temporal.PlainDate[],
  now: Temporal.Instant,
): Opening[] {
  const coach = availability.timeOf(coachId)
  if (!coach || kinds.length === 0) return []
  const ranges = days.map((day) => ({
    startsAt: startOfDay(day).epochMilliseconds,
    endsAt: startOfDay(day.add({ days: 1 })).epochMilliseconds,
  }))
  return openings(coach, kinds, ranges, now.epochMilliseconds)
}

/** Kinds of session with their rules of time, as far as they are offered now. */
export const kindsOf = (availability: Availability, wanted: readonly WantedKind[]): Kind[] =>
  wanted.flatMap(({ service: key, longer }) => {
    const service = availability.services().find((one) => one.key === key)
    if (service?.bookable !== 'slots' || availability.paused(key)) return []
    const wish: Wish = { service, mode: 'video', longer, interpreter: false }
    return [{ service: key, longer, policy: availability.policy(wish) }]
  })
