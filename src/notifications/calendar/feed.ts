import ical, { ICalEventClass, ICalEventTransparency } from 'ical-generator'

/** A time that is taken. `reference` means nothing outside and stays the same while the block does. */
export type BusyBlock = { reference: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant }

/** What a block is called in calendars. */
export const feedUid = (reference: string): string => `${reference}@busy`

/** A coach's own feed: when, and nothing else. It has no method: it is nobody's message, so it names no organizer either. */
export function busyFeed(blocks: readonly BusyBlock[], stampedAt: Temporal.Instant): string {
  const calendar = ical({
    name: 'Busy',
    prodId: { company: 'Appointments', product: 'Busy' },
    ttl: 3_600,
  })
  for (const { reference, startsAt, endsAt } of blocks)
    calendar.createEvent({
      id: feedUid(reference),
      start: startsAt,
      end: endsAt,
      stamp: stampedAt,
      summary: 'Busy',
      class: ICalEventClass.PRIVATE,
      transparency: ICalEventTransparency.OPAQUE,
    })
  return `${calendar.toString()}\r\n`
}
