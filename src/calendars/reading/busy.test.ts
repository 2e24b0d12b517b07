import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { refused, said, windowOf, winter } from '../../../testing/calendar-reading.ts'
import { calendarOf, eventOf, fileOf, utcEvent } from '../../../testing/calendars.ts'
import { busyIn } from './busy.ts'

const ofEvent = (...lines: string[]) => said(calendarOf(...eventOf('UID:1', ...lines)))

describe('what a calendar says', () => {
  it('is busy time in whole quarters, joined and in order, and nothing else', () => {
    const file = calendarOf(
      ...utcEvent('20261128T140500Z', '20261128T143100Z'),
      ...utcEvent('20261127T100000Z', '20261127T110000Z'),
      ...utcEvent('20261127T104500Z', '20261127T113000Z'),
    )
    assert.deepEqual(said(file), ['2026-11-27T10:00Z/2026-11-27T11:30Z', '2026-11-28T14:00Z/2026-11-28T14:45Z'])
  })

  it('is cut to what is asked about', () => {
    const file = calendarOf(...utcEvent('20261001T000000Z', '20270301T000000Z'))
    assert.deepEqual(said(file), ['2026-11-26T00:00Z/2027-01-26T00:00Z'])
    assert.deepEqual(said(calendarOf(...utcEvent('20270126T000000Z', '20270127T000000Z'))), [])
  })

  it('takes no time where it is marked as free, was called off, or has no length', () => {
    const times = ['DTSTART:20261127T100000Z', 'DTEND:20261127T110000Z']
    assert.deepEqual(ofEvent(...times, 'TRANSP:TRANSPARENT'), [])
    assert.deepEqual(ofEvent(...times, 'STATUS:CANCELLED'), [])
    assert.deepEqual(ofEvent('DTSTART:20261127T100000Z'), [])
    assert.equal(ofEvent(...times, 'TRANSP:OPAQUE', 'STATUS:TENTATIVE').length, 1)
    assert.equal(ofEvent(...times, 'STATUS:WHAT-IS-THIS').length, 1)
  })

  it('lasts as long as it says, by either way of saying so', () => {
    assert.deepEqual(ofEvent('DTSTART:20261127T100000Z', 'DURATION:PT1H30M'), ['2026-11-27T10:00Z/2026-11-27T11:30Z'])
    assert.deepEqual(ofEvent('DTSTART:20261127T100000Z', 'DURATION:P1W1DT1H'), ['2026-11-27T10:00Z/2026-12-05T11:00Z'])
    // A flight: its end is earlier on the clock there, and later all the same.
    assert.deepEqual(
      ofEvent('DTSTART;TZID=Europe/London:20261127T100000', 'DTEND;TZID=America/New_York:20261127T093000'),
      ['2026-11-27T10:00Z/2026-11-27T14:30Z'],
    )
  })

  it('knows days as days at home, in summer too', () => {
    const summer = windowOf('2026-07-01T00:00Z', '2026-07-31T00:00Z')
    const day = (...lines: string[]) => said(calendarOf(...eventOf('UID:1', ...lines)), summer)
    const whole = ['2026-07-09T23:00Z/2026-07-10T23:00Z']
    assert.deepEqual(day('DTSTART;VALUE=DATE:20260710'), whole)
    assert.deepEqual(day('DTSTART;VALUE=DATE:20260710', 'DTEND;VALUE=DATE:20260711'), whole)
    assert.deepEqual(day('DTSTART;VALUE=DATE:20260710', 'DTEND;VALUE=DATE:20260710'), whole)
    assert.deepEqual(day('DTSTART;VALUE=DATE:20260710', 'DURATION:P1D'), whole)
    assert.deepEqual(day('DTSTART;VALUE=DATE:20260708', 'RRULE:FREQ=DAILY;COUNT=2'), [
      '2026-07-07T23:00Z/2026-07-09T23:00Z',
    ])
  })

  it('lets a time float in the zone that the calendar names, and else at home', () => {
    const floating = eventOf('UID:1', 'DTSTART:20261127T100000', 'DTEND:20261127T110000')
    assert.deepEqual(said(calendarOf(...floating)), ['2026-11-27T10:00Z/2026-11-27T11:00Z'])
    assert.deepEqual(said(calendarOf('X-WR-TIMEZONE:America/New_York', ...floating)), [
      '2026-11-27T15:00Z/2026-11-27T16:00Z',
    ])
    refused(calendarOf('X-WR-TIMEZONE:Mars/Base', ...floating), 'zone')
  })

  it('has busy times as such, too', () => {
    const file = calendarOf(
      'BEGIN:VFREEBUSY',
      'FREEBUSY:20261127T100000Z/20261127T110000Z,20261128T100000Z/PT30M',
      'FREEBUSY;FBTYPE=FREE:20261129T100000Z/PT30M',
      'FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261130T100000Z/PT30M',
      'END:VFREEBUSY',
    )
    assert.deepEqual(said(file), [
      '2026-11-27T10:00Z/2026-11-27T11:00Z',
      '2026-11-28T10:00Z/2026-11-28T10:30Z',
      '2026-11-30T10:00Z/2026-11-30T10:30Z',
    ])
  })

  it('has no time in tasks, notes and alarms', () => {
    const times = ['DTSTART:20261127T100000Z', 'DURATION:PT1H']
    const alarm = ['BEGIN:VALARM', 'TRIGGER:-PT15M', 'DURATION:PT9H', 'DTSTART:20261201T100000Z', 'END:VALARM']
    assert.deepEqual(ofEvent(...alarm, ...times), ['2026-11-27T10:00Z/2026-11-27T11:00Z'])
    assert.deepEqual(said(calendarOf('BEGIN:VTODO', ...times, ...alarm, 'END:VTODO')), [])
  })

  it('leaves out entries that are our own', () => {
    const file = calendarOf(
      ...utcEvent('20261127T100000Z', '20261127T110000Z'),
      ...utcEvent('20261128T100000Z', '20261128T110000Z'),
    )
    assert.deepEqual(said(file, { ...winter, skip: ['20261127T100000Z@example.org'] }), [
      '2026-11-28T10:00Z/2026-11-28T11:00Z',
    ])
  })
})

describe('a series', () => {
  const series = (...lines: string[]) =>
    eventOf(
      'UID:s',
      'DTSTART;TZID=Europe/London:20261127T100000',
      'DTEND;TZID=Europe/London:20261127T110000',
      'RRULE:FREQ=WEEKLY;COUNT=4',
      ...lines,
    )
  const fridays = ['2026-11-27', '2026-12-04', '2026-12-11', '2026-12-18'].map((day) => `${day}T10:00Z/${day}T11:00Z`)
  const change = (id: string, ...lines: string[]) => eventOf('UID:s', `RECURRENCE-ID${id}`, ...lines)

  it('comes again, and not at the times that are taken out', () => {
    assert.deepEqual(said(calendarOf(...series())), fridays)
    assert.deepEqual(said(calendarOf(...series('EXDATE;TZID=Europe/London:20261127T100000,20261211T100000'))), [
      fridays[1],
      fridays[3],
    ])
    assert.deepEqual(said(calendarOf(...series('EXDATE:20261204T100000Z', 'EXDATE:20261218T100000Z'))), [
      fridays[0],
      fridays[2],
    ])
  })

  it('comes at further times that are added, of whatever length', () => {
    const more = series(
      'RDATE;TZID=Europe/London:20261201T090000',
      'RDATE;VALUE=PERIOD:20261202T090000Z/PT15M,20261203T090000Z/20261203T093000Z',
    )
    assert.deepEqual(said(calendarOf(...more)), [
      fridays[0],
      '2026-12-01T09:00Z/2026-12-01T10:00Z',
      '2026-12-02T09:00Z/2026-12-02T09:15Z',
      '2026-12-03T09:00Z/2026-12-03T09:30Z',
      ...fridays.slice(1),
    ])
  })

  it('is changed for one time, called off for another and freed for a third, whichever is written first', () => {
    const changes = [
      change(';TZID=Europe/London:20261204T100000', 'DTSTART:20261205T130000Z', 'DURATION:PT30M'),
      change(':20261211T100000Z', 'STATUS:CANCELLED'),
      change(':20261218T100000Z', 'DTSTART:20261218T100000Z', 'DURATION:PT1H', 'TRANSP:TRANSPARENT'),
    ]
    const expected = [fridays[0], '2026-12-05T13:00Z/2026-12-05T13:30Z']
    assert.deepEqual(said(calendarOf(...series(), ...changes.flat())), expected)
    assert.deepEqual(said(calendarOf(...changes.toReversed().flat(), ...series())), expected)
  })

  it('moved from one day on has both times, since programs differ in what that means', () => {
    const moved = change(
      ';RANGE=THISANDFUTURE;TZID=Europe/London:20261211T100000',
      'DTSTART:20261211T140000Z',
      'DURATION:PT15M',
    )
    assert.deepEqual(said(calendarOf(...series(), ...moved)), [
      fridays[0],
      fridays[1],
      '2026-12-11T14:00Z/2026-12-11T14:15Z',
      fridays[3],
      '2026-12-18T14:00Z/2026-12-18T14:15Z',
    ])
  })

  it('ends when it says, whether by a day, a wall clock or an instant', () => {
    const until = (text: string) =>
      said(
        calendarOf(
          ...eventOf(
            'UID:1',
            'DTSTART;TZID=Europe/London:20261127T100000',
            'DURATION:PT1H',
            `RRULE:FREQ=WEEKLY;UNTIL=${text}`,
          ),
        ),
      )
    for (const text of ['20261204', '20261204T100000', '20261204T100000Z', '20261210T235959Z'])
      assert.deepEqual(until(text), fridays.slice(0, 2), text)
    for (const text of ['20261203', '20261204T095959', '20261204T095959Z'])
      assert.deepEqual(until(text), fridays.slice(0, 1), text)
  })

  it('of another is not changed by this one', () => {
    const other = eventOf('UID:other', 'RECURRENCE-ID:20261204T100000Z', 'STATUS:CANCELLED')
    const nameless = eventOf('RECURRENCE-ID:20261204T100000Z', 'STATUS:CANCELLED')
    assert.deepEqual(said(calendarOf(...series(), ...other, ...nameless)), fridays)
  })
})

describe('a file', () => {
  const one = utcEvent('20261127T100000Z', '20261127T110000Z')
  const expected = ['2026-11-27T10:00Z/2026-11-27T11:00Z']

  it('may end its lines, write its words and fold them as programs do', () => {
    const text = calendarOf(...one).toString()
    for (const file of [
      text.replaceAll('\r\n', '\n'),
      `\ufeff${text}`,
      text.toLowerCase(),
      text.trimEnd(),
      `${text}\r\n\r\n`,
    ])
      assert.deepEqual(said(Buffer.from(file)), expected)
    const split = text.replace('DTSTART', 'DTS\r\n TART').replace('20261127T110000Z', '2026\r\n\t1127T110\r\n 000Z')
    assert.deepEqual(said(Buffer.from(split)), expected)
    const letters = calendarOf(
      ...eventOf('UID:é', `DESCRIPTION:${'é'.repeat(200)}`, 'DTSTART:20261127T100000Z', 'DURATION:PT1H'),
    )
    assert.deepEqual(said(letters), expected)
    assert.deepEqual(said(Buffer.concat([calendarOf(...one), calendarOf(...one)])), expected)
  })

  it('that is cut short anywhere is not read, so that nothing in it is free', () => {
    const whole = calendarOf(...one, ...one)
    const end = whole.lastIndexOf('END:VCALENDAR') + 'END:VCALENDAR'.length
    for (let at = 0; at < end; at++) assert.throws(() => busyIn(whole.subarray(0, at), winter), `${at}`)
    assert.deepEqual(said(whole.subarray(0, end)), expected)
    const both = Buffer.concat([whole, whole])
    for (let at = whole.length + 1; at < whole.length + end; at++)
      assert.throws(() => busyIn(both.subarray(0, at), winter), `${at} of two`)
  })

  it('that is no calendar is refused', () => {
    refused(Buffer.from(''), 'not-a-calendar')
    refused(Buffer.from('<!doctype html><title>Sign in</title>'), 'not-a-calendar')
    refused(fileOf('BEGIN:VCARD', 'END:VCARD'), 'not-a-calendar')
    refused(fileOf('BEGIN:VCALENDAR', ...one, 'END:VCALENDAR', 'SOMETHING:ELSE'), 'not-a-calendar')
    refused(fileOf('BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'END:VCALENDAR', 'END:VEVENT'), 'not-a-calendar')
    refused(Buffer.from(calendarOf(...one).toString(), 'utf16le'), 'not-a-calendar')
  })

  it('of which an entry is not understood is not read', () => {
    const wrong = [
      ['DTEND:20261127T110000Z'],
      ['DTSTART:20261131T100000Z', 'DURATION:PT1H'],
      ['DTSTART:20260229', 'DURATION:PT1H'],
      ['DTSTART:20261127T240000Z', 'DURATION:PT1H'],
      ['DTSTART:tomorrow', 'DURATION:PT1H'],
      ['DTSTART:20261127T100000Z', 'DTEND:20261127T090000Z'],
      ['DTSTART:20261127T100000Z', 'DURATION:-PT1H'],
      ['DTSTART:20261127T100000Z', 'DURATION:PT'],
      ['DTSTART:20261127T100000Z', 'DURATION:1 hour'],
      ['DTSTART:20261127T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=SOMETIMES'],
      ['DTSTART:20261127T100000Z', 'DURATION:PT1H', 'RDATE:whenever'],
      ['DTSTART;VALUE=DATE:20261127', 'RRULE:FREQ=HOURLY'],
      ['DTSTART;TZID:20261127T100000', 'DURATION:PT1H'],
      ['DTSTART;TZID="Europe/London:20261127T100000', 'DURATION:PT1H'],
    ]
    for (const lines of wrong) refused(calendarOf(...one, ...eventOf('UID:2', ...lines)), 'event')
  })

  it('may say what it likes in what could only free a time', () => {
    const times = ['DTSTART:20261127T100000Z', 'DURATION:PT1H']
    assert.deepEqual(ofEvent(...times, 'RRULE:FREQ=YEARLY', 'EXDATE:never'), expected)
    assert.deepEqual(ofEvent(...times, 'RRULE:FREQ=YEARLY', 'EXDATE;TZID=Nowhere:20261127T100000'), expected)
    assert.deepEqual(ofEvent(...times, 'RECURRENCE-ID:never'), expected)
    assert.deepEqual(ofEvent(...times, 'RECURRENCE-ID;TZID=Nowhere:20261127T100000'), expected)
    assert.deepEqual(ofEvent('STATUS:CANCELLED', 'DTSTART:never'), [])
  })

  it('of more than any person has is not read', () => {
    const times = ['DTSTART:19700101T000000Z', 'DURATION:PT1M']
    for (const rule of [
      'SECONDLY',
      'MINUTELY',
      'SECONDLY;COUNT=999999999',
      'DAILY;BYMINUTE=0,20,40;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYSECOND=1,2,3,4,5,6,7,8,9,10,11,12',
    ])
      refused(calendarOf(...eventOf('UID:1', ...times, `RRULE:FREQ=${rule}`)), 'too-much')
    const empty = 'BEGIN:VEVENT\r\nDTSTART:19700101T000000Z\r\nEND:VEVENT\r\n'
    refused(Buffer.from(`BEGIN:VCALENDAR\r\n${empty.repeat(60_001)}END:VCALENDAR\r\n`), 'too-much')
  })
})
