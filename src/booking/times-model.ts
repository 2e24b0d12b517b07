import { civilDate, startOfDay, type Millis } from '#lib/time'
import type { Availability } from './availability/live.ts'
import type { Wish } from './wish.ts'

const daysShown = 10

/** Ten days from a date, each with how many starts it offers, and the first of the next ten. */
export function tenDays(availability: Availability, wish: Wish, now: Temporal.Instant, from?: string) {
  const today = civilDate(now)
  const last = today.add({ days: wish.service.windowDays })
  const asked = readDate(from)
  const first =
    asked && Temporal.PlainDate.compare(asked, today) > 0 && Temporal.PlainDate.compare(asked, last) <= 0
      ? asked
      : today
  const dates = Array.from({ length: daysShown }, (_, i) => first.add({ days: i })).filter(
    (date) => Temporal.PlainDate.compare(date, last) <= 0,
  )
  const end = startOfDay(dates.at(-1)!.add({ days: 1 })).epochMilliseconds
  const counts = availability.days(wish, startOfDay(first).epochMilliseconds, end)
  const next = dates.at(-1)!.add({ days: 1 })
  return {
    days: dates.map((date) => ({ date, starts: counts.get(date.toString()) ?? 0 })),
    later: Temporal.PlainDate.compare(next, last) <= 0 ? next : null,
  }
}

/** All starts of one civil day. */
export function startsOn(availability: Availability, wish: Wish, date: Temporal.PlainDate): Millis[] {
  const from = startOfDay(date).epochMilliseconds
  const until = startOfDay(date.add({ days: 1 })).epochMilliseconds
  return availability.first(wish, from, until, 200).map(({ startsAt }) => startsAt)
}

/** The soonest three starts. */
export const soonest = (availability: Availability, wish: Wish, now: Temporal.Instant): Millis[] =>
  availability
    .first(wish, now.epochMilliseconds, now.epochMilliseconds + 70 * 86_400_000, 3)
    .map(({ startsAt }) => startsAt)

/** A date written as ISO text, or null for anything else. */
export function readDate(text: string | undefined): Temporal.PlainDate | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** An instant written as ISO text, in milliseconds, or null for anything else. */
export function readInstant(text: string): Millis | null {
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    return null
  }
}
