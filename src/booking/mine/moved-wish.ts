import { sentence } from '#lib/text'
import type { Service } from '#organisations'
import type { Availability } from '../availability/live.ts'
import { nameOf } from '../journey/times-of.ts'
import { soonest } from '../times-model.ts'
import { needsInterpreter, wishedBefore, type Mode, type Wish } from '../wish.ts'
import type { Booking } from './access.ts'

export type MovedWish = {
  wish: Wish
  /** Why the times are not with the coach who was named; null where they are, or nobody was. */
  without: string | null
}

/**
 * What somebody asks for who moves a booking: what they asked for when they booked. A coach who was named but has left,
 * or has no other time that can be booked, is asked for no more, and that is said: else there would be no way on.
 */
export function movedWish(
  availability: Pick<Availability, 'coach' | 'first'>,
  { interpreter, longer, matchedOn, mode, coachId, claimId, startsAt, keptFrom }: Booking,
  service: Service,
  now: Temporal.Instant,
): MovedWish {
  const asked = { service, mode: mode as Mode, longer, interpreter: needsInterpreter(interpreter) }
  const wish = {
    ...asked,
    ...wishedBefore(matchedOn),
    without: keptFrom,
    own: { coachId, claimId },
    standing: true as const,
  }
  const { coachId: named, ...anyone } = wish
  if (!named || soonest(availability, wish, now, startsAt).length > 0) return { wish, without: null }
  const name = sentence(nameOf(availability, wish))
  const withOthers =
    soonest(availability, anyone, now, startsAt).length > 0 ? ' These are times with other coaches.' : ''
  if (availability.coach(named)?.active !== true)
    return { wish: anyone, without: `${name} is no longer coaching with us.${withOthers}` }
  return withOthers
    ? { wish: anyone, without: `${name} has no other times in the next ${service.windowDays} days.${withOthers}` }
    : { wish, without: null }
}
