import { openWords, type Service } from '#organisations'
import { clockMinutes, clockWords, toInstant } from '#lib/time'
import type { Hours } from './pattern.ts'
import type { Range } from './ranges.ts'

/** What of a service decides which hours it can be booked in. */
export type Offer = Pick<Service, 'opens' | 'closes' | 'zone' | 'minutes' | 'startEveryMinutes'>

/** What is wrong with hours, by the field of the form that has it. */
export type HoursFaults = { 'from-time'?: string; 'until-time'?: string }

const minute = 60_000

/** Says which of the hours lie outside those in which a coach's services are offered; nothing for a coach of none. */
export function outsideOffers(
  { startsAt, endsAt }: Pick<Hours, 'startsAt' | 'endsAt'>,
  offers: readonly Offer[],
): HoursFaults {
  if (offers.length === 0) return {}
  const opens = Math.min(...offers.map((offer) => clockMinutes(offer.opens)))
  const closes = Math.max(...offers.map((offer) => clockMinutes(offer.closes)))
  const when = `People can book you from ${openWords(offers)}`
  if (endsAt <= opens || startsAt >= closes) return { 'from-time': `${when}. Enter hours within that time` }
  return {
    ...(startsAt < opens ? { 'from-time': `${when}. Enter ${clockWords(opens)} or later` } : {}),
    ...(endsAt > closes ? { 'until-time': `${when}. Enter ${clockWords(closes)} or earlier` } : {}),
  }
}

/**
 * Says that no session fits into new hours, or null. `all` is everything worked then, the new hours among it: half an hour
 * that joins others makes room for one.
 */
export function whyNoneFits(hours: readonly Range[], all: readonly Range[], offers: readonly Offer[]): string | null {
  if (offers.length === 0 || hours.some((own) => all.some((range) => offers.some((offer) => fits(own, range, offer)))))
    return null
  const { opens, minutes, startEveryMinutes } = offers.reduce((one, other) =>
    other.minutes < one.minutes ? other : one,
  )
  const [first, second] = [clockMinutes(opens), clockMinutes(opens) + startEveryMinutes].map(clockWords)
  return `No session fits: the shortest takes ${minutes} minutes, and starts are at times such as ${first} and ${second}`
}

/** Whether a session of a service fits into a range that is worked, some of it in a coach's own new hours. */
function fits(own: Range, range: Range, { opens, closes, zone, minutes, startEveryMinutes }: Offer): boolean {
  const day = toInstant(own.startsAt).toZonedDateTimeISO(zone).toPlainDate()
  const at = (clock: string) => {
    const time = clockMinutes(clock)
    const plainTime = { hour: Math.floor((time % 1_440) / 60), minute: time % 60 }
    return day.add({ days: time === 1_440 ? 1 : 0 }).toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds
  }
  const [length, ends] = [minutes * minute, Math.min(range.endsAt, at(closes))]
  for (let start = at(opens); start + length <= ends; start += startEveryMinutes * minute)
    if (start >= range.startsAt && start < own.endsAt && start + length > own.startsAt) return true
  return false
}
