/** Calendars as programs write them, for reading. */

/** Lines as a file, each of 75 octets at most. */
export const fileOf = (...lines: readonly (string | readonly string[])[]): Buffer =>
  Buffer.from(lines.flat().map(folded).join('\r\n') + '\r\n', 'latin1')

/** A whole calendar around some components. */
export const calendarOf = (...inside: readonly (string | readonly string[])[]): Buffer =>
  fileOf('BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', inside.flat(), 'END:VCALENDAR')

/** An event of these lines, with a title and a place that nobody may find again. */
export const eventOf = (...lines: readonly string[]): string[] => [
  'BEGIN:VEVENT',
  'DTSTAMP:20260101T000000Z',
  'SUMMARY:Oncology with Dr Alvarez',
  'LOCATION:Ward 7',
  'ATTENDEE;CN="Alvarez; Maria":mailto:alvarez@example.org',
  ...lines,
  'END:VEVENT',
]

/** An event from one UTC time to another, such as 20261127T100000Z. */
export const utcEvent = (from: string, until: string, ...more: readonly string[]) =>
  eventOf(`UID:${from}@example.org`, `DTSTART:${from}`, `DTEND:${until}`, ...more)

/** The clocks of London under another name, in the rules of a file. */
export const writtenLondon = (name: string): string[] => [
  'BEGIN:VTIMEZONE',
  `TZID:${name}`,
  'BEGIN:STANDARD',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T010000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
]

/** "20261127T100000": a wall clock as a calendar writes it. */
export const basic = (at: Temporal.PlainDateTime): string =>
  at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')

function folded(line: string): string {
  const bytes = Buffer.from(line)
  const parts: Buffer[] = [bytes.subarray(0, 75)]
  // In the middle of a letter too, as the standard has it.
  for (let at = 75; at < bytes.length; at += 74) parts.push(bytes.subarray(at, at + 74))
  return parts.map((part) => part.toString('latin1')).join('\r\n ')
}
