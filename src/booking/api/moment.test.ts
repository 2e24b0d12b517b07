import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readMoment } from './moment.ts'

const read = (text: string) => String(readMoment(text))

describe('an instant that is sent', () => {
  it('is the same one however RFC 3339 writes it', () => {
    for (const text of [
      '2026-11-24T09:00:00Z',
      '2026-11-24t09:00:00z',
      '2026-11-24T09:00:00.0Z',
      '2026-11-24T09:00:00.000000000000Z',
      '2026-11-24T09:00:00+00:00',
      '2026-11-24T09:00:00-00:00',
      '2026-11-24T10:00:00+01:00',
      '2026-11-24T14:30:00+05:30',
      '2026-11-23T21:15:00-11:45',
      '2026-11-25T08:59:00+23:59',
    ])
      assert.equal(read(text), '2026-11-24T09:00:00Z', text)
  })

  it('is none where RFC 3339 has no such form, or the calendar no such day', () => {
    for (const text of [
      '',
      '2026-11-24',
      '2026-11-24T09:00Z',
      '2026-11-24T09:00:00',
      '2026-11-24 09:00:00Z',
      '2026-11-24T09:00:00+0100',
      '2026-11-24T09:00:00+01',
      '2026-11-24T09:00:00+24:00',
      '2026-11-24T09:00:00+01:60',
      '2026-11-24T09:00:00,5Z',
      '2026-11-24T09:00:00.Z',
      '2026-11-24T24:00:00Z',
      '2026-11-24T09:61:00Z',
      '2026-11-24T09:00:61Z',
      '2026-11-31T09:00:00Z',
      '2027-02-29T09:00:00Z',
      '20261124T090000Z',
      '2026-W48-2T09:00:00Z',
      '+002026-11-24T09:00:00Z',
      '2026-11-24T09:00:00Z[Europe/London]',
      '2026-11-24T09:00:00−01:00',
      '２０２６-11-24T09:00:00Z',
      ' 2026-11-24T09:00:00Z',
      '2026-11-24T09:00:00Z\n',
      '1795514400000',
      'now',
    ])
      assert.match(read(text), /^must be a time with seconds and an offset, such as \d/, text)
  })

  it('keeps thousandths of a second, and rounds the rest of one up', () => {
    assert.equal(read('2026-11-24T09:00:00.25Z'), '2026-11-24T09:00:00.25Z')
    assert.equal(read('2026-11-24T09:00:00.0001Z'), '2026-11-24T09:00:00.001Z')
    assert.equal(read('2026-11-24T08:59:59.9999999999999Z'), '2026-11-24T09:00:00Z')
  })

  it('may be a leap second, which ends in the midnight after it, and no other second 60', () => {
    for (const text of ['2026-12-31T23:59:60Z', '2027-01-01T00:59:60.5+01:00', '2026-12-31T15:59:60-08:00'])
      assert.equal(read(text), '2027-01-01T00:00:00Z', text)
    assert.equal(read('2027-06-30T23:59:60Z'), '2027-07-01T00:00:00Z')
    for (const text of ['2026-11-24T09:00:60Z', '2026-12-31T23:59:60+01:00', '2026-11-30T23:59:60Z'])
      assert.equal(read(text), 'has a second 60 where there is no leap second', text)
  })

  it('lies between the years 2000 and 2100', () => {
    for (const text of ['2000-01-01T00:00:00Z', '2100-12-31T23:59:59Z']) assert.equal(read(text), text)
    for (const text of [
      '0000-01-01T00:00:00Z',
      '1999-12-31T23:59:59Z',
      '2000-01-01T00:00:00+00:01',
      '2101-01-01T00:00:00Z',
      '2100-12-31T23:59:59.9999Z',
      '9999-12-31T23:59:59Z',
    ])
      assert.equal(read(text), 'must lie between the years 2000 and 2100', text)
  })

  it('is what the calendar of the platform says, for any instant and any offset', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 946_684_800_000, max: 4_133_980_799_999 }),
        fc.integer({ min: -1_439, max: 1_439 }),
        (millis, minutes) => {
          const at = Temporal.Instant.fromEpochMilliseconds(millis)
          const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')
          const offset = `${minutes < 0 ? '-' : '+'}${hours}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`
          assert.equal(read(at.toString({ timeZone: offset, fractionalSecondDigits: 3 })), at.toString())
        },
      ),
    )
  })
})
