import { civilDate, toInstant, type Millis } from '#lib/time'
import type { Chance } from '../random.ts'
import type { DemoBooking } from './bookings.ts'
import { isOpen } from './timetable.ts'

/** What somebody asked for and what could be offered: a journey that reached the times. */
export type DemoRequest = {
  askedAt: Millis
  serviceKey: string
  match: string
  ethnicallyDiverse: boolean
  mode: string
  earliestStart: Millis
  sameDay: boolean
  within24Hours: boolean
}

/** One request for each booking, and some for which nobody booked. */
export function requestsFor(bookings: readonly DemoBooking[], chance: Chance): DemoRequest[] {
  return bookings.flatMap(({ session, madeAt }) => {
    const { service, mode, startsAt } = session
    const ask = (askedAt: Millis, latest: Millis): DemoRequest => {
      const earliestStart = Math.min(latest, offered(askedAt, chance))
      return {
        askedAt,
        serviceKey: service.key,
        match: service.key === 'lay-too-ed' ? 'any' : chance.weighted(matches),
        ethnicallyDiverse: service.key === 'lay-too-ed',
        mode,
        earliestStart,
        sameDay: civilDate(toInstant(askedAt)).equals(civilDate(toInstant(earliestStart))),
        within24Hours: earliestStart - askedAt <= day,
      }
    }
    const asked = ask(madeAt - chance.whole(60, 300) * 1_000, startsAt)
    return chance.happens(0.15) ? [asked, ask(madeAt - chance.whole(600, 90_000) * 1_000, Infinity)] : [asked]
  })
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const quarter = 15 * minute
const matches = { any: 80, named: 6, same: 6, language: 3, gender: 4, several: 1 }

/** The first time offered: soon for most, later today or tomorrow for some. */
function offered(askedAt: Millis, chance: Chance): Millis {
  const kind = chance.next()
  const wait = kind < 0.7 ? 35 * minute : kind < 0.96 ? chance.whole(2, 14) * hour : chance.whole(26, 40) * hour
  let start = Math.ceil((askedAt + wait) / quarter) * quarter
  while (!isOpen({ startsAt: start, endsAt: start + 45 * minute })) start += quarter
  return start
}
