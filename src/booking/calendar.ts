import { calendarEntry } from '#notifications'

import type { Mailbox } from '#notifications'

type Entered = { id: string; sequence: number; status: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant }

/** The one identity of a booking in calendars, for life. */
export const calendarUid = (bookingId: string) => `${bookingId}@appointments`

/** A booking as one neutral calendar entry. */
export const bookingCalendar = (
  { id, sequence, status, startsAt, endsAt }: Entered,
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH',
  stampedAt: Temporal.Instant,
  invitation?: { organizer: Mailbox; attendee: string },
): string =>
  calendarEntry({
    uid: calendarUid(id),
    sequence,
    method: status === 'cancelled' && method === 'REQUEST' ? 'CANCEL' : method,
    startsAt,
    endsAt,
    stampedAt,
    cancelled: status === 'cancelled',
    ...invitation,
  })
