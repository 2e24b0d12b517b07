import type { OwnEntries } from '#coaches'
import { calendarEntry, feedUid, type Mailbox } from '#notifications'
import { entriesOfCoach } from './team/queries.ts'

type Entered = { id: string; sequence: number; status: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant }

/** The one identity of a booking in calendars, for life. */
const calendarUid = (bookingId: string) => `${bookingId}@appointments`

/** How a coach's sessions ahead are called in calendars: in their entries, and in the coach's own feed. */
export const ownEntries: OwnEntries = async (tx, coachId) =>
  (await entriesOfCoach(tx, coachId)).flatMap(({ id, reference }) => [calendarUid(id), feedUid(reference)])

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
