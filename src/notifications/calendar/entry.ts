import ical, {
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
  ICalAttendeeRole,
  ICalAttendeeStatus,
} from 'ical-generator'
import { isAddress, type Mailbox } from '../mailbox.ts'
import type { Method } from '../rendered.ts'

export type Entry = {
  /** The same for the life of a booking. */
  uid: string
  /** Higher with every change: the booking's own counter. */
  sequence: number
  method: Method
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  /** When this state was written. */
  stampedAt: Temporal.Instant
  cancelled?: boolean
  summary?: string
  description?: string
  /** The sending mailbox: every entry with a method names its organizer (RFC 5546). */
  organizer: Pick<Mailbox, 'name' | 'address'>
  /** The person's address: an invitation and its cancellation need it, what is published has nobody's. */
  attendee?: string
}

/**
 * One appointment as an iCalendar text: one event, UTC, private, saying no more than "Appointment".
 * Throws when an invitation or a cancellation lacks its attendee, or what is published has one.
 */
export function calendarEntry(entry: Entry): string {
  const { uid, sequence, method, startsAt, endsAt, stampedAt, organizer, attendee } = entry
  const { summary = 'Appointment', description = null } = entry
  if (method === 'PUBLISH' ? attendee !== undefined : !(attendee && isAddress(attendee)))
    throw new Error('An invitation names its attendee, and what is published names nobody')
  const cancelled = entry.cancelled === true || method === 'CANCEL'
  const calendar = ical({ method: methods[method], prodId: { company: 'Appointments', product: 'Appointments' } })
  const event = calendar.createEvent({
    id: uid,
    sequence,
    start: startsAt,
    end: endsAt,
    stamp: stampedAt,
    summary,
    description,
    class: ICalEventClass.PRIVATE,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: cancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
  })
  event.organizer({ name: organizer.name, email: organizer.address })
  if (attendee)
    event.createAttendee({
      email: attendee,
      rsvp: false,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
    })
  return `${calendar.toString()}\r\n`
}

const methods = {
  REQUEST: ICalCalendarMethod.REQUEST,
  CANCEL: ICalCalendarMethod.CANCEL,
  PUBLISH: ICalCalendarMethod.PUBLISH,
} as const satisfies Record<Method, ICalCalendarMethod>
