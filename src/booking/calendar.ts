import { calendarEntry, type Mailbox } from '#notifications'

type Entered = { id: string; sequence: number; status: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant }

/** The one identity of a booking in calendars, for life. */
const calendarUid = (bookingId: string) => `${bookingId}@appointments`

/** Whose entry it is and what it is for; an invitation and its cancellation name the person. */
export type Entering = {
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH'
  stampedAt: Temporal.Instant
  organizer: Mailbox
  attendee?: string
}

/** A booking as one neutral calendar entry. */
export const bookingCalendar = (
  { id, sequence, status, startsAt, endsAt }: Entered,
  { method, ...entering }: Entering,
): string =>
  calendarEntry({
    uid: calendarUid(id),
    sequence,
    method: status === 'cancelled' && method === 'REQUEST' ? 'CANCEL' : method,
    startsAt,
    endsAt,
    cancelled: status === 'cancelled',
    ...entering,
  })
