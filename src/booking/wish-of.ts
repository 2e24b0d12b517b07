import type { Availability } from './availability/live.ts'
import type { bookingShape } from './queries.ts'
import { needsInterpreter, wishedBefore, type Mode, type Wish } from './wish.ts'
import type { Row } from '#lib/sql'

/** What a booking keeps of what was asked for. */
export type AskedBefore = Pick<
  Row<typeof bookingShape>,
  'serviceKey' | 'mode' | 'longer' | 'interpreter' | 'matchedOn' | 'keptFrom'
>

/** What was asked for when a session was booked, by today's rules of its service; null where that is no longer offered. */
export function askedBefore(
  availability: Pick<Availability, 'services'>,
  { serviceKey, mode, longer, interpreter, matchedOn, keptFrom }: AskedBefore,
): Wish | null {
  const service = availability.services().find(({ key }) => key === serviceKey)
  if (service?.bookable !== 'slots') return null
  return {
    service,
    mode: mode as Mode,
    longer,
    interpreter: needsInterpreter(interpreter),
    ...wishedBefore(matchedOn),
    without: keptFrom,
    // It stands: a pause of new bookings keeps nobody from moving.
    standing: true,
  }
}
