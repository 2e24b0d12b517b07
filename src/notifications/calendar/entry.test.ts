import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { calendarEntry, type Entry } from './entry.ts'
import { busyFeed } from './feed.ts'

const startsAt = Temporal.Instant.from('2026-11-23T18:30:00Z')
const entry: Entry = {
  uid: 'b1@appointments',
  sequence: 0,
  method: 'REQUEST',
  startsAt,
  endsAt: startsAt.add({ minutes: 45 }),
  stampedAt: startsAt.subtract({ hours: 30 }),
  organizer: { name: 'Appointments', address: 'appointments@example.org' },
  attendee: 'amina@example.org',
}

/** The calendar as another library reads it. */
function read(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content) as unknown[])
  const events = calendar.getAllSubcomponents('vevent')
  const value = (name: string) => String(events[0]?.getFirstPropertyValue(name) ?? '')
  return { calendar, events, value, method: calendar.getFirstPropertyValue('method') }
}

describe('a calendar entry', () => {
  it('is one private appointment in UTC, from our mailbox to one person', () => {
    const { events, value, method } = read(calendarEntry(entry))
    assert.equal(events.length, 1)
    assert.equal(method, 'REQUEST')
    const names = ['uid', 'sequence', 'dtstart', 'dtend', 'dtstamp', 'summary', 'class', 'status', 'transp']
    assert.deepEqual(names.map(value), [
      'b1@appointments',
      '0',
      '2026-11-23T18:30:00Z',
      '2026-11-23T19:15:00Z',
      '2026-11-22T12:30:00Z',
      'Appointment',
      'PRIVATE',
      'CONFIRMED',
      'OPAQUE',
    ])
    assert.equal(value('organizer'), 'mailto:appointments@example.org')
    assert.equal(value('attendee').toLowerCase(), 'mailto:amina@example.org')
    assert.equal(events[0]!.getFirstPropertyValue('location'), null)
  })

  it('is taken back by a cancellation of the same entry', () => {
    const { value, method } = read(calendarEntry({ ...entry, method: 'CANCEL', sequence: 2 }))
    assert.equal(method, 'CANCEL')
    assert.deepEqual(['uid', 'sequence', 'status', 'transp'].map(value), [entry.uid, '2', 'CANCELLED', 'TRANSPARENT'])
  })

  it('is published by our mailbox, as it must be, and without the person’s address', () => {
    const { attendee: _, ...bare } = entry
    const { value, method, events } = read(calendarEntry({ ...bare, method: 'PUBLISH' }))
    assert.equal(method, 'PUBLISH')
    assert.equal(value('organizer'), 'mailto:appointments@example.org')
    assert.equal(events[0]!.getFirstProperty('organizer')!.getParameter('cn'), 'Appointments')
    assert.equal(events[0]!.getFirstPropertyValue('attendee'), null)
  })

  it('must name the person by one address when it invites, and not at all when it is published', () => {
    const { attendee: _, ...bare } = entry
    for (const wrong of [
      bare,
      { ...entry, method: 'PUBLISH' as const },
      { ...entry, attendee: 'a@b\r\nSUMMARY:Coaching' },
      { ...entry, attendee: 'a@b,c@d' },
    ])
      assert.throws(() => calendarEntry(wrong), /names its attendee/)
  })

  it('is lines of at most 75 octets that end as they must', () => {
    const content = calendarEntry({ ...entry, attendee: `${'a'.repeat(60)}@${'long.'.repeat(30)}example.org` })
    const lines = content.split('\r\n')
    assert.equal(lines.pop(), '')
    for (const line of lines) assert.ok(Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line), line)
  })

  it('says any words safely and reads back as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), (words) => {
        const description = words.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, ' ')
        const { events, value } = read(calendarEntry({ ...entry, description }))
        assert.equal(events.length, 1)
        assert.equal(value('description'), description)
      }),
    )
  })

  it('keeps its identity and raises its sequence over any moves', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000_000 }), { maxLength: 10 }), (minutes) => {
        minutes.forEach((ahead, sequence) => {
          const at = startsAt.add({ minutes: ahead })
          const { value } = read(calendarEntry({ ...entry, startsAt: at, endsAt: at.add({ minutes: 45 }), sequence }))
          assert.equal(value('dtstart'), at.toString())
          assert.equal(value('uid'), entry.uid)
          assert.equal(value('sequence'), String(sequence))
        })
      }),
      { numRuns: 30 },
    )
  })
})

describe('a coach’s feed', () => {
  it('says when, and nothing else', () => {
    const block = { reference: '9f3a', startsAt, endsAt: startsAt.add({ minutes: 45 }) }
    const content = busyFeed([block, { ...block, reference: '77c1' }], startsAt)
    const { events, value } = read(content)
    assert.equal(events.length, 2)
    assert.deepEqual(['summary', 'class', 'dtstart', 'uid'].map(value), [
      'Busy',
      'PRIVATE',
      '2026-11-23T18:30:00Z',
      '9f3a@busy',
    ])
    const said = content.split('\r\n').map((line) => line.split(/[:;]/)[0])
    const allowed = 'BEGIN VERSION PRODID NAME X-WR-CALNAME REFRESH-INTERVAL X-PUBLISHED-TTL END'.split(' ')
    const ofEvent = 'UID SEQUENCE DTSTAMP DTSTART DTEND SUMMARY TRANSP CLASS'.split(' ')
    assert.deepEqual(
      said.filter((name) => name && !allowed.includes(name) && !ofEvent.includes(name)),
      [],
    )
  })

  it('is a calendar also when nothing is booked', () => {
    assert.equal(read(busyFeed([], startsAt)).events.length, 0)
  })
})
