import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at, home, refused, said, spoken } from '../../../testing/calendar-reading.ts'
import fc from 'fast-check'
import { basic, calendarOf, eventOf, writtenLondon } from '../../../testing/calendars.ts'
import { busyIn } from './busy.ts'
import { bruteTimes, rules, ruleText, type Written } from '../../../testing/recurrence.ts'

describe('a zone', () => {
  const inZone = (zone: string, ...more: string[]) =>
    calendarOf(
      ...more,
      ...eventOf('UID:1', `DTSTART;TZID=${zone}:20261127T100000`, 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY'),
    )

  it('is known by its name, whatever a program puts in front of it', () => {
    const expected = said(inZone('America/New_York'))
    assert.equal(expected[0], '2026-11-27T15:00Z/2026-11-27T16:00Z')
    for (const name of [
      '/freeassociation.sourceforge.net/America/New_York',
      '/citadel.org/20260101_1/America/New_York',
      '"America/New_York"',
    ])
      assert.deepEqual(said(inZone(name)), expected, name)
  })

  it('is what the file says it is, where its name says nothing', () => {
    for (const name of ['GMT Standard Time', 'GMT', 'Ours: (UTC+00:00); London'])
      assert.deepEqual(said(inZone(`"${name}"`, ...writtenLondon(name))), said(inZone('Europe/London')), name)
  })

  it('that cannot be read leaves the whole unread, unless no time is in it', () => {
    refused(inZone('GMT Standard Time'), 'zone')
    refused(inZone('Ours', 'BEGIN:VTIMEZONE', 'TZID:Ours', 'END:VTIMEZONE'), 'zone')
    const broken = writtenLondon('Ours').map((line) => line.replace('+0100', 'one hour'))
    refused(inZone('Ours', ...broken), 'zone')
    refused(
      inZone('Ours', ...writtenLondon('Ours').map((line) => line.replace('FREQ=YEARLY', 'FREQ=SOMETIMES'))),
      'zone',
    )
    const old = ['DTSTART;TZID=Nowhere:20160101T100000', 'DURATION:PT1H']
    assert.deepEqual(said(calendarOf(...broken, ...eventOf('UID:1', ...old))), [])
    assert.deepEqual(said(calendarOf(...eventOf('UID:1', ...old, 'RRULE:FREQ=DAILY;UNTIL=20200101T000000Z'))), [])
    refused(calendarOf(...eventOf('UID:1', ...old, 'RRULE:FREQ=DAILY')), 'zone')
  })

  it('written in a file has the clocks of London, every half an hour of twelve years', () => {
    const from = at('2020-01-01T00:00Z')
    const asked = { from, until: from + 12 * 366 * 86_400_000, zone: 'UTC', skip: [] }
    // In summer it is an hour earlier, so that the two are neighbours and never the same.
    for (let month = 0; month < 12 * 12; month += 1) {
      const start = Temporal.PlainDateTime.from('2020-01-31T00:30').add({ months: month })
      const rule = (zone: string) =>
        calendarOf(
          ...writtenLondon('Ours'),
          ...eventOf(
            'UID:1',
            `DTSTART;TZID=${zone}:${basic(start)}`,
            'DURATION:PT15M',
            'RRULE:FREQ=DAILY;COUNT=31;BYHOUR=0,1,2,12;BYMINUTE=0,30',
          ),
        )
      assert.deepEqual(said(rule('Ours'), asked), said(rule('Europe/London'), asked), start.toString())
    }
  })
})

describe('around both changes of the clocks', () => {
  const zones = [home, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Ours']
  const changes = { [home]: '2026-10-23T00:00', spring: '2027-03-26T00:00' }
  const frequencies: Written['freq'][] = ['DAILY', 'WEEKLY', 'MONTHLY', 'DAILY', 'WEEKLY']

  it('a series is busy when its own clock says so, minute by minute', () => {
    let seen = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...frequencies).chain(rules),
        fc.constantFrom(...zones),
        fc.constantFrom(...Object.values(changes)),
        fc.integer({ min: 0, max: 40 * 96 }),
        fc.constantFrom(15, 45, 60, 90, 26 * 60, 50 * 60),
        fc.array(fc.nat(12), { maxLength: 3 }),
        fc.boolean(),
        (rule, zone, near, quarters, minutes, left, asDuration) => {
          const clock = zone === 'Ours' ? home : zone
          const begin = Temporal.PlainDateTime.from(near)
          const start = begin.subtract({ minutes: quarters * 15 })
          const asked = {
            from: begin.toZonedDateTime(home).epochMilliseconds,
            until: begin.add({ days: 7 }).toZonedDateTime(home).epochMilliseconds,
            zone: home,
            skip: [],
          }
          const given = bruteTimes(rule, start, begin.add({ days: 10 }))
          const starts = [...new Map([start, ...given].map((one) => [one.toString(), one])).values()]
          const out = left.flatMap((i) => starts[i] ?? [])
          const busy = starts
            .filter((one) => !out.some((other) => other.toZonedDateTime(clock).equals(one.toZonedDateTime(clock))))
            .map((one) => stretch(one, minutes, clock))
          const file = calendarOf(
            ...writtenLondon('Ours'),
            ...eventOf(
              'UID:1',
              `DTSTART;TZID=${zone}:${basic(start)}`,
              asDuration ? `DURATION:PT${minutes}M` : `DTEND;TZID=${zone}:${basic(start.add({ minutes }))}`,
              `RRULE:${ruleText(rule)}`,
              ...out.map((one) => `EXDATE;TZID=${zone}:${basic(one)}`),
            ),
          )
          // The exact length of what is written as an end is that of its first time.
          const first = start.toZonedDateTime(clock)
          const exact = asDuration
            ? minutes
            : first.until(start.add({ minutes }).toZonedDateTime(clock)).total('minutes')
          const expected = quartersOf(
            busy.map(([from, until]) => [from, Math.max(until, from + exact * 60_000)]),
            asked,
          )
          assert.deepEqual(
            quartersOf(
              busyIn(file, asked).map((one) => [one.startsAt, one.endsAt]),
              asked,
            ),
            expected,
            file.toString(),
          )
          seen += expected.length
        },
      ),
      { numRuns: 400 },
    )
    assert.ok(seen > 2_000, `only ${seen} quarters were compared`)
  })

  /** From a wall clock's time on, until it shows so much later. */
  function stretch(from: Temporal.PlainDateTime, minutes: number, zone: string): [number, number] {
    const start = from.toZonedDateTime(zone)
    const shown = start.toPlainDateTime().add({ minutes }).toZonedDateTime(zone)
    return [start.epochMilliseconds, shown.epochMilliseconds]
  }

  /** Each quarter of an hour of the window that is touched. */
  function quartersOf(busy: [number, number][], { from, until }: { from: number; until: number }): string[] {
    const touched: string[] = []
    for (let quarter = from; quarter < until; quarter += 900_000)
      if (busy.some(([start, end]) => start < quarter + 900_000 && end > quarter)) touched.push(spoken(quarter))
    return touched
  }
})
