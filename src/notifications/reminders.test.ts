import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { outsideQuietHours, reminders, type Reach } from './reminders.ts'

const london = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/London').toInstant()
const localTime = (at: Temporal.Instant) => at.toZonedDateTimeISO('Europe/London').toPlainTime().toString().slice(0, 5)
const said = (startsAt: string, now: string, reach: Reach) =>
  reminders(london(startsAt), london(now), reach).map(({ kind, channel, dueAt }) => {
    const local = dueAt.toZonedDateTimeISO('Europe/London')
    return `${kind} ${channel} ${local.toPlainDateTime().toString().slice(0, 16)}`
  })

const mail: Reach = { channel: 'email', phoneHeld: false, textSender: true }
const text: Reach = { channel: 'text', phoneHeld: true, textSender: true }

describe('the reminders of a session', () => {
  it('come a day and two hours before, by the chosen channel', () => {
    assert.deepEqual(said('2026-11-25T18:30', '2026-11-23T10:00', mail), [
      'day email 2026-11-24T18:30',
      'hours email 2026-11-25T16:30',
    ])
  })

  it('end with a text ten minutes before where a number is held', () => {
    assert.deepEqual(said('2026-11-25T18:30', '2026-11-23T10:00', text), [
      'day text 2026-11-24T18:30',
      'hours text 2026-11-25T16:30',
      'soon text 2026-11-25T18:20',
    ])
    const last = said('2026-11-25T18:30', '2026-11-23T10:00', { ...mail, phoneHeld: true }).at(-1)
    assert.equal(last, 'soon text 2026-11-25T18:20')
  })

  it('leave out what is past already', () => {
    assert.deepEqual(said('2026-11-23T18:30', '2026-11-23T17:00', text), ['soon text 2026-11-23T18:20'])
    assert.deepEqual(said('2026-11-24T18:30', '2026-11-23T18:30', mail), ['hours email 2026-11-24T16:30'])
    assert.deepEqual(said('2026-11-23T18:30', '2026-11-23T18:20', text), [])
  })

  it('wake nobody: a text that would come at night comes at 8:45pm before', () => {
    assert.deepEqual(said('2026-11-25T08:00', '2026-11-23T10:00', text), [
      'day text 2026-11-24T08:00',
      'hours text 2026-11-24T20:45',
      'soon text 2026-11-25T07:50',
    ])
    assert.deepEqual(said('2026-11-25T21:15', '2026-11-23T10:00', text)[0], 'day text 2026-11-24T20:45')
  })

  it('come by mail at any hour', () => {
    assert.deepEqual(said('2026-11-25T08:00', '2026-11-23T10:00', mail)[1], 'hours email 2026-11-25T06:00')
  })

  it('are left out when 8:45pm has passed as well', () => {
    assert.deepEqual(said('2026-11-25T08:30', '2026-11-24T22:00', text), ['soon text 2026-11-25T08:20'])
  })

  it('need a way to send texts', () => {
    assert.deepEqual(said('2026-11-25T18:30', '2026-11-23T10:00', { ...text, textSender: false }), [])
    const onlyMail = { ...mail, phoneHeld: true, textSender: false }
    assert.equal(said('2026-11-25T18:30', '2026-11-23T10:00', onlyMail).length, 2)
  })

  it('keep their distance when the clocks change in between', () => {
    assert.deepEqual(said('2027-03-28T18:30', '2027-03-25T10:00', mail), [
      'day email 2027-03-27T17:30',
      'hours email 2027-03-28T16:30',
    ])
    assert.deepEqual(said('2027-10-31T18:30', '2027-10-28T10:00', mail)[0], 'day email 2027-10-30T19:30')
  })
})

describe('quiet hours', () => {
  it('run from 9pm to 8am, to the minute', () => {
    for (const [at, then] of [
      ['2026-11-23T20:59', '2026-11-23T20:59'],
      ['2026-11-23T21:00', '2026-11-23T20:45'],
      ['2026-11-24T00:00', '2026-11-23T20:45'],
      ['2026-11-24T07:59', '2026-11-23T20:45'],
      ['2026-11-24T08:00', '2026-11-24T08:00'],
    ] as const)
      assert.equal(String(outsideQuietHours(london(at))), String(london(then)), at)
  })

  it('hold at every instant of the years around, both clock changes among them', () => {
    const first = london('2024-01-01T00:00').epochMilliseconds / 60_000
    const last = london('2041-01-01T00:00').epochMilliseconds / 60_000
    const changes = Array.from({ length: 17 }, (_, year) => [
      `${2024 + year}-03-31T01:00`,
      `${2024 + year}-10-31T01:00`,
    ])
    const near = fc.constantFrom(...changes.flat()).chain((day) => {
      const minute = london(day).epochMilliseconds / 60_000
      return fc.integer({ min: minute - 8 * 1_440, max: minute + 1_440 })
    })
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: first, max: last }), near), (minute) => {
        const at = Temporal.Instant.fromEpochMilliseconds(minute * 60_000)
        const then = outsideQuietHours(at)
        const earlier = then.until(at).total('hours')
        assert.ok(localTime(then) >= '08:00' && localTime(then) < '21:00')
        assert.ok(earlier === 0 || (localTime(then) === '20:45' && earlier > 0 && earlier <= 12.25), String(at))
      }),
      { numRuns: 2_000 },
    )
  })

  it('never make a reminder late, double or past', () => {
    const minute = fc.integer({ min: 0, max: 5 * 366 * 1_440 })
    const reach = fc.record({
      channel: fc.constantFrom('email' as const, 'text' as const),
      phoneHeld: fc.boolean(),
      textSender: fc.boolean(),
    })
    fc.assert(
      fc.property(minute, fc.integer({ min: 30, max: 28 * 1_440 }), reach, (booked, ahead, to) => {
        const now = london('2026-01-01T00:00').add({ minutes: booked })
        const startsAt = now.add({ minutes: ahead })
        const due = reminders(startsAt, now, to).map(({ dueAt }) => dueAt.epochMilliseconds)
        assert.deepEqual(
          due,
          [...new Set(due)].toSorted((a, b) => a - b),
        )
        for (const at of due) assert.ok(at > now.epochMilliseconds && at < startsAt.epochMilliseconds)
      }),
    )
  })
})
