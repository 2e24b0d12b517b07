import { calendarEntry } from '#notifications'

type Entered = { id: string; sequence: number; status: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant }

/** The one identity of a booking in calendars, for life. */
export const calendarUid = (bookingId: string) => `${bookingId}@appointments`

/** A booking as one neutral calendar entry. */
export const bookingCalendar = (
  { id, sequence, status, startsAt, endsAt }: Entered,
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH',
  attendee?: string,
): string =>
  calendarEntry({
    uid: calendarUid(id),
    sequence,
    method: status === 'cancelled' && method === 'REQUEST' ? 'CANCEL' : method,
    startsAt,
    endsAt,
    cancelled: status === 'cancelled',
    ...(attendee ? { attendee } : {}),
  })
