import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ordinary } from './arbitrary.ts'
import { whyNot, type CoachTime, type Policy } from './rules.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const policy: Policy = {
  ...ordinary,
  closures: [{ startsAt: at('2026-12-25T00:00:00Z'), endsAt: at('2026-12-26T00:00:00Z') }],
}
const dev: CoachTime = {
  working: [
    { startsAt: at('2026-11-24T09:00:00Z'), endsAt: at('2026-11-24T22:00:00Z') },
    { startsAt: at('2026-11-25T06:00:00Z'), endsAt: at('2026-11-25T12:00:00Z') },
    { startsAt: at('2026-11-26T09:00:00Z'), endsAt: at('2026-11-26T12:00:00Z') },
    { startsAt: at('2026-12-25T09:00:00Z'), endsAt: at('2026-12-25T12:00:00Z') },
  ],
  absences: [{ startsAt: at('2026-11-24T15:00:00Z'), endsAt: at('2026-11-24T16:00:00Z') }],
  busy: [{ startsAt: at('2026-11-24T18:00:00Z'), endsAt: at('2026-11-24T18:15:00Z') }],
  offersUntil: at('2026-11-24T08:50:00Z'),
  claims: [
    { startsAt: at('2026-11-24T10:00:00Z'), endsAt: at('2026-11-24T11:00:00Z'), expiresAt: null },
    { startsAt: at('2026-11-26T09:00:00Z'), endsAt: at('2026-11-26T10:00:00Z'), expiresAt: null },
  ],
  dailyCap: 1,
  gapMinutes: 15,
}
const now = at('2026-11-24T08:40:00Z')
const why = (start: string, coach = dev) => whyNot(coach, policy, at(start), now)

describe('why a coach is not offered at a start', () => {
  const cases: [string, string, ReturnType<typeof why>][] = [
    ['a start that has gone', '2026-11-24T08:30:00Z', 'past'],
    ['a start in less than half an hour', '2026-11-24T09:00:00Z', 'too soon'],
    ['a day after the window', '2026-12-23T09:00:00Z', 'beyond the window'],
    ['a start off the quarter-hour', '2026-11-24T09:20:00Z', 'not a start'],
    ['a session that would pass closing time', '2026-11-24T21:30:00Z', 'outside opening hours'],
    ['a session before opening time', '2026-11-25T07:45:00Z', 'outside opening hours'],
    ['a time outside the coach’s hours', '2026-11-25T11:30:00Z', 'not working'],
    ['a time of absence', '2026-11-24T14:30:00Z', 'absent'],
    ['a time at which they are busy elsewhere', '2026-11-24T17:30:00Z', 'busy elsewhere'],
    ['a claimed time', '2026-11-24T10:30:00Z', 'taken'],
    ['a start whose gap runs into a claim', '2026-11-24T09:15:00Z', 'taken'],
    ['a day that holds as many sessions as the coach takes', '2026-11-26T10:00:00Z', 'day is full'],
    ['a free time', '2026-11-25T08:00:00Z', null],
  ]
  for (const [name, start, reason] of cases)
    it(`says of ${name}: ${reason ?? 'it can be booked'}`, () => assert.equal(why(start), reason))

  it('offers the last start whose session ends at closing time, though the gap passes it', () => {
    assert.equal(why('2026-11-24T21:15:00Z', { ...dev, dailyCap: 6 }), null)
  })

  it('offers a start exactly at the end of the notice', () => {
    assert.equal(whyNot({ ...dev, claims: [] }, policy, at('2026-11-24T09:15:00Z'), at('2026-11-24T08:45:00Z')), null)
  })

  it('offers nobody whose own calendar has not been read for too long, to the millisecond', () => {
    const start = at('2026-11-25T08:00:00Z')
    assert.equal(whyNot(dev, policy, start, dev.offersUntil! - 1), null)
    assert.equal(whyNot(dev, policy, start, dev.offersUntil!), 'calendar unread')
  })

  it('says of a day on which the programme is closed that it is closed', () => {
    assert.equal(whyNot(dev, { ...policy, windowDays: 60 }, at('2026-12-25T10:00:00Z'), now), 'closed')
  })
})
