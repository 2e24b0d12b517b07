import { calendarOf, eventOf, fileOf, utcEvent, writtenLondon } from './calendars.ts'

/** A file that somebody may send, and what is to come of it: so many busy times, or why there are none. */
export type Hostile = { name: string; file: Buffer; gives: number | 'not-a-calendar' | 'event' | 'zone' | 'too-much' }

const one = utcEvent('20261127T100000Z', '20261127T110000Z')
const begins = 'DTSTART:20261127T100000Z'
const hour = 'DURATION:PT1H'
const text = (words: string) => Buffer.from(words)
const withRule = (rule: string, ...more: string[]) =>
  calendarOf(...eventOf('UID:1', begins, hour, `RRULE:${rule}`, ...more))
const since1970 = (rule: string) => calendarOf(...eventOf('UID:1', 'DTSTART:19700101T000000Z', hour, `RRULE:${rule}`))
const times = (many: number, what: (i: number) => string) => Array.from({ length: many }, (_, i) => what(i)).join('')
const inCalendar = (inside: string) => text(`BEGIN:VCALENDAR\r\n${inside}END:VCALENDAR\r\n`)
const two = (n: number) => String(n).padStart(2, '0')
const small = (i: number) =>
  `BEGIN:VEVENT\r\nUID:${i}\r\nDTSTART:202612${two((i % 28) + 1)}T${two(i % 24)}${two(i % 60)}00Z\r\nDURATION:PT1M\r\nEND:VEVENT\r\n`
const zoned = (zone: string[], name: string) =>
  calendarOf(...zone, ...eventOf('UID:1', `DTSTART;TZID=${name}:20261127T100000`, hour))
const london = (from: string, to: string) => writtenLondon('Z').map((line) => line.replace(from, to))

const files: [name: string, file: Buffer, gives: Hostile['gives']][] = [
  // No calendars, and halves of some.
  ['nothing', text(''), 'not-a-calendar'],
  ['white space', text(' \r\n\t\r\n'), 'not-a-calendar'],
  ['zeros', Buffer.alloc(100_000), 'not-a-calendar'],
  [
    'bytes that are no text',
    Buffer.from(
      times(50_000, (i) => String.fromCharCode((i * 7_919) % 256)),
      'latin1',
    ),
    'not-a-calendar',
  ],
  ['a page that asks to sign in', text('<!doctype html><title>Sign in</title>'), 'not-a-calendar'],
  ['JSON', text('{"busy":[]}'), 'not-a-calendar'],
  ['what we ourselves answer', text('{"busy":[[1,2]]}\n'), 'not-a-calendar'],
  ['a zip of a calendar', Buffer.concat([text('PK\u0003\u0004'), calendarOf(...one)]), 'not-a-calendar'],
  ['a card', fileOf('BEGIN:VCARD', 'END:VCARD'), 'not-a-calendar'],
  ['an event without a calendar', fileOf(...one), 'not-a-calendar'],
  ['a calendar without an end', fileOf('BEGIN:VCALENDAR', ...one), 'not-a-calendar'],
  ['an event without an end', fileOf('BEGIN:VCALENDAR', ...one.slice(0, -1), 'END:VCALENDAR'), 'not-a-calendar'],
  [
    'ends in the wrong order',
    fileOf('BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'END:VCALENDAR', 'END:VEVENT'),
    'not-a-calendar',
  ],
  ['more after its end', fileOf('BEGIN:VCALENDAR', 'END:VCALENDAR', 'DTSTART:20261127'), 'not-a-calendar'],
  ['a calendar in UTF-16', Buffer.from(calendarOf(...one).toString(), 'utf16le'), 'not-a-calendar'],
  ['beginnings without end', text(`BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(200_000)}`), 'not-a-calendar'],
  [
    'components a hundred thousand deep',
    inCalendar(`${'BEGIN:X\r\n'.repeat(100_000)}${'END:X\r\n'.repeat(100_000)}`),
    0,
  ],
  ['calendars in calendars', text(`${'BEGIN:VCALENDAR\r\n'.repeat(50_000)}${'END:VCALENDAR\r\n'.repeat(50_000)}`), 0],
  ['an empty calendar', calendarOf(), 0],
  // Rules that do not end, or ask for more than a life holds.
  ['every second', withRule('FREQ=SECONDLY'), 'too-much'],
  ['every second since 1970', since1970('FREQ=SECONDLY'), 'too-much'],
  ['a thousand million seconds, counted', since1970('FREQ=SECONDLY;COUNT=999999999'), 'too-much'],
  ['every second of no second', withRule('FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30'), 'too-much'],
  ['every minute', withRule('FREQ=MINUTELY'), 'too-much'],
  ['every hour since 1970', since1970('FREQ=HOURLY'), 1],
  [
    'a day of twelve thousand times',
    withRule(`FREQ=DAILY;BYHOUR=${list(24)};BYMINUTE=${list(60)};BYSECOND=${list(9)}`),
    'too-much',
  ],
  ['no such day, ever', withRule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'), 1],
  ['no such day, counted', withRule('FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4;COUNT=5'), 1],
  ['every 999,999,999 years', withRule('FREQ=YEARLY;INTERVAL=999999999'), 1],
  ['an interval of nothing', withRule('FREQ=DAILY;INTERVAL=0'), 'event'],
  ['an interval backwards', withRule('FREQ=DAILY;INTERVAL=-1'), 'event'],
  ['a count of nothing', withRule('FREQ=DAILY;COUNT=0'), 'event'],
  ['numbers too long for numbers', withRule(`FREQ=DAILY;COUNT=${'9'.repeat(400)}`), 'event'],
  ['a rule of a hundred thousand parts', withRule(`FREQ=DAILY;BYHOUR=${list(100_000)}`), 'event'],
  ['until the end of time', withRule('FREQ=DAILY;UNTIL=99991231T235959Z'), 60],
  ['until a day that is none', withRule('FREQ=DAILY;UNTIL=20261332'), 'event'],
  ['a rule from the year 1', calendarOf(...eventOf('UID:1', 'DTSTART:00010101T000000Z', hour, 'RRULE:FREQ=DAILY')), 61],
  [
    'a rule from the year 1, counted',
    calendarOf(...eventOf('UID:1', 'DTSTART:00010101T000000Z', hour, 'RRULE:FREQ=DAILY;COUNT=999999')),
    61,
  ],
  [
    'ten thousand rules in one event',
    calendarOf(...eventOf('UID:1', begins, hour, ...Array.from({ length: 10_000 }, () => 'RRULE:FREQ=DAILY'))),
    'too-much',
  ],
  [
    'ten thousand events of every day',
    inCalendar(times(10_000, (i) => small(i).replace('END', 'RRULE:FREQ=DAILY\r\nEND'))),
    'too-much',
  ],
  [
    'a day that lasts ten thousand years, every day',
    calendarOf(...eventOf('UID:1', 'DTSTART:20200101', 'DURATION:P99999D', 'RRULE:FREQ=DAILY')),
    1,
  ],
  [
    'further dates by the hundred thousand',
    calendarOf(
      ...eventOf('UID:1', begins, hour, `RDATE:${Array.from({ length: 100_000 }, () => '20261201T100000Z').join(',')}`),
    ),
    'too-much',
  ],
  [
    'dates taken out by the hundred thousand',
    withRule('FREQ=DAILY', `EXDATE:${Array.from({ length: 100_000 }, () => '20261201T100000Z').join(',')}`),
    59,
  ],
  // Times that are none.
  ['a month 13', calendarOf(...eventOf('DTSTART:20261301T100000Z', hour)), 'event'],
  ['the 30th of February', calendarOf(...eventOf('DTSTART:20270230T100000Z', hour)), 'event'],
  ['the 0th', calendarOf(...eventOf('DTSTART:20261200', hour)), 'event'],
  ['an hour 99', calendarOf(...eventOf('DTSTART:20261201T990000Z', hour)), 'event'],
  ['a year of six digits', calendarOf(...eventOf('DTSTART:0202611-27T100000Z', hour)), 'event'],
  ['digits that are not ours', calendarOf(...eventOf('DTSTART:٢٠٢٦١١٢٧T١٠٠٠٠٠Z', hour)), 'event'],
  ['an end before its start', calendarOf(...eventOf(begins, 'DTEND:20261127T090000Z')), 'event'],
  ['an event of no time', calendarOf(...eventOf('UID:1')), 'event'],
  ['a length backwards', calendarOf(...eventOf(begins, 'DURATION:-P1D')), 'event'],
  ['a length of words', calendarOf(...eventOf(begins, `DURATION:P${'1'.repeat(5_000)}D`)), 'event'],
  ['years without end', calendarOf(...eventOf('DTSTART:00010101', 'DTEND:99991231')), 1],
  // Zones.
  ['a zone that nobody knows', zoned([], 'Nowhere'), 'zone'],
  ['a zone with a path in it', zoned([], '../../etc/passwd'), 'zone'],
  ['a zone with a very long name', zoned([], 'A'.repeat(100_000)), 'zone'],
  ['a zone called as what every object has', zoned([], '__proto__'), 'zone'],
  ['a zone of nothing', zoned(['BEGIN:VTIMEZONE', 'TZID:Z', 'END:VTIMEZONE'], 'Z'), 'zone'],
  ['a zone ahead by a hundred hours', zoned(london('+0100', '+9900'), 'Z'), 'zone'],
  [
    'a zone that changes every second',
    zoned(london('FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', 'FREQ=SECONDLY'), 'Z'),
    'too-much',
  ],
  ['a zone whose changes are none', zoned(london('FREQ=YEARLY', 'FREQ=NEVER'), 'Z'), 'zone'],
  ['a zone that means itself', zoned(london('DTSTART:1601', 'DTSTART;TZID=Z:1601'), 'Z'), 1],
  [
    'the same zone a thousand times',
    calendarOf(
      ...Array.from({ length: 1_000 }, () => writtenLondon('Z')).flat(),
      ...eventOf('UID:1', 'DTSTART;TZID=Z:20261127T100000', hour),
    ),
    1,
  ],
  [
    'five thousand zones',
    calendarOf(
      Array.from({ length: 5_000 }, (_, i) => writtenLondon(`Z${i}`)).flat(),
      ...eventOf('UID:1', 'DTSTART;TZID=Z9:20261127T100000', hour),
    ),
    1,
  ],
  // Series that change themselves.
  [
    'ten thousand changes of one series',
    inCalendar(
      times(
        10_000,
        () =>
          `BEGIN:VEVENT\r\nUID:s\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261127T100000Z\r\n${begins}\r\n${hour}\r\nEND:VEVENT\r\n`,
      ) + `BEGIN:VEVENT\r\nUID:s\r\n${begins}\r\n${hour}\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n`,
    ),
    'too-much',
  ],
  [
    'a change of itself',
    calendarOf(...eventOf('UID:1', begins, hour, 'RRULE:FREQ=DAILY', 'RECURRENCE-ID:20261127T100000Z')),
    1,
  ],
  // Files that are large, or whose lines are.
  ['50,000 events', inCalendar(times(50_000, small)), 0],
  [
    '70,000 events',
    inCalendar(times(70_000, (i) => `BEGIN:VEVENT\r\nDTSTART:2010\u0030101\r\nUID:${i}\r\nEND:VEVENT\r\n`)),
    'too-much',
  ],
  [
    'a line of nine million letters',
    calendarOf(...eventOf(`DESCRIPTION:${'x'.repeat(10)}`, begins, hour), `X-LONG:${'y'.repeat(9_000_000)}`),
    1,
  ],
  [
    'a time of four million letters',
    inCalendar(`BEGIN:VEVENT\r\nDTSTART:${'1'.repeat(4_000_000)}\r\nEND:VEVENT\r\n`),
    'event',
  ],
  [
    'a line folded a million times',
    text(`BEGIN:VCALENDAR\r\nX-F:${'\r\n x'.repeat(1_000_000)}\r\nEND:VCALENDAR\r\n`),
    0,
  ],
  [
    'a name folded a million times',
    text(`BEGIN:VCALENDAR\r\nX${'\r\n x'.repeat(1_000_000)}:1\r\nEND:VCALENDAR\r\n`),
    0,
  ],
  [
    'parameters by the hundred thousand',
    inCalendar(
      `BEGIN:VEVENT\r\nDTSTART${times(100_000, (i) => `;P${i}="a;b:c"`)}:20261127T100000Z\r\n${hour}\r\nEND:VEVENT\r\n`,
    ),
    1,
  ],
  [
    'quotation marks that do not close',
    calendarOf(...eventOf(`DTSTART;TZID="${'a;'.repeat(50_000)}:20261127T100000`, hour)),
    'event',
  ],
  [
    'periods by the hundred thousand',
    calendarOf(
      'BEGIN:VFREEBUSY',
      `FREEBUSY:${Array.from({ length: 100_000 }, () => '20261201T100000Z/PT1M').join(',')}`,
      'END:VFREEBUSY',
    ),
    'too-much',
  ],
  ['no bytes but line ends', text(`BEGIN:VCALENDAR${'\r\n'.repeat(3_000_000)}END:VCALENDAR\r\n`), 0],
  [
    'names as every object has them',
    calendarOf(...eventOf('UID:__proto__', '__proto__:x', 'CONSTRUCTOR;__proto__=1:y', begins, hour)),
    1,
  ],
  ['a command in a title', calendarOf(...eventOf('SUMMARY:$(touch /tmp/left) `x` %s {{7*7}}', begins, hour)), 1],
]

function list(many: number): string {
  return Array.from({ length: many }, (_, i) => i).join(',')
}

/** Files that somebody may send, or come upon. Two months from 26 November 2026 are asked about. */
export const hostileCalendars: readonly Hostile[] = files.map(([name, file, gives]) => ({ name, file, gives }))
