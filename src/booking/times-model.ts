import { civilDate, readDay, startOfDay, type Millis } from '#lib/time'
import type { Availability } from './availability/live.ts'
import type { Wish } from './wish.ts'

const daysShown = 10

/** Ten days from a date, each with how many starts it offers but one, and the first of the next ten. */
export function tenDays(
  availability: Availability,
  wish: Wish,
  now: Temporal.Instant,
  from?: string,
  except: Temporal.Instant | null = null,
) {
  const today = civilDate(now)
  const last = today.add({ days: wish.service.windowDays })
  const asked = readDay(from)
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
  const leftOut = except && isOffered(availability, wish, except) ? civilDate(except) : null
  const count = (date: Temporal.PlainDate) =>
    (counts.get(date.toString()) ?? 0) - (leftOut && date.equals(leftOut) ? 1 : 0)
  return {
    days: dates.map((date) => ({ date, starts: count(date) })),
    later: Temporal.PlainDate.compare(next, last) <= 0 ? next : null,
  }
}

const isOffered = (availability: Availability, wish: Wish, at: Temporal.Instant) =>
  availability.first(wish, at.epochMilliseconds, at.epochMilliseconds + 1, 1).length > 0

/** All starts of one civil day but one. */
export function startsOn(
  availability: Availability,
  wish: Wish,
  date: Temporal.PlainDate,
  except: Temporal.Instant | null = null,
): Millis[] {
  const from = startOfDay(date).epochMilliseconds
  const until = startOfDay(date.add({ days: 1 })).epochMilliseconds
  return startsFrom(availability, wish, from, until, 200, except)
}

/** The soonest three starts but one. */
export function soonest(
  availability: Pick<Availability, 'first'>,
  wish: Wish,
  now: Temporal.Instant,
  except: Temporal.Instant | null = null,
): Millis[] {
  const from = now.epochMilliseconds
  return startsFrom(availability, wish, from, Infinity, 3, except)
}

function startsFrom(
  availability: Pick<Availability, 'first'>,
  wish: Wish,
  from: Millis,
  until: Millis,
  limit: number,
  except: Temporal.Instant | null,
): Millis[] {
  const starts = availability.first(wish, from, until, limit + 1).map(({ startsAt }) => startsAt)
  return starts.filter((at) => at !== except?.epochMilliseconds).slice(0, limit)
}

/** An instant written as ISO text, in milliseconds, or null for anything else. */
export function readInstant(text: string): Millis | null {
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    return null
  }
}
