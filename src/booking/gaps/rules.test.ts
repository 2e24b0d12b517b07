import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { startOfDay } from '#lib/time'
import { coachTimes, ordinary, ranges } from '../availability/arbitrary.ts'
import { overlaps, type CoachTime, type Policy } from '../availability/rules.ts'
import { best, openings, partWords } from './rules.ts'

const at = (text: string) => Temporal.Instant.from(text)
const now = at('2026-11-24T09:00:00Z')
const today = Temporal.PlainDate.from('2026-11-24')
const minute = 60_000
const policy = (more: Partial<Policy> = {}): Policy => ({ ...ordinary, ...more })
const kind = (more: Partial<Policy> = {}) => ({ service: 'lay-too', longer: false, policy: policy(more) })
const dayRange = (day: Temporal.PlainDate) => ({
  startsAt: startOfDay(day).epochMilliseconds,
  endsAt: startOfDay(day.add({ days: 1 })).epochMilliseconds,
})
const range = (from: string, until: string) => ({
  startsAt: at(`2026-11-24T${from}:00Z`).epochMilliseconds,
  endsAt: at(`2026-11-24T${until}:00Z`).epochMilliseconds,
})
const coach = (more: Partial<CoachTime> = {}): CoachTime => ({
  working: [range('09:00', '17:00')],
  absences: [],
  busy: [],
  offersUntil: null,
  claims: [],
  dailyCap: 6,
  gapMinutes: 15,
  ...more,
})
const open = (who: CoachTime, more: Partial<Policy> = {}) =>
  openings(who, [kind(more)], [dayRange(today)], now.epochMilliseconds).map(
    ({ startsAt, endsAt }) =>
      `${Temporal.Instant.fromEpochMilliseconds(startsAt).toString().slice(11, 16)} to ${Temporal.Instant.fromEpochMilliseconds(endsAt).toString().slice(11, 16)}`,
  )

describe('time that a coach could open', () => {
  it('lies outside their hours, inside those of the programme, and in whole hours as far as there is room', () =>
    assert.deepEqual(open(coach()), [
      '16:30 to 17:30',
      '17:00 to 18:00',
      '17:30 to 18:30',
      '18:00 to 19:00',
      '18:30 to 19:30',
      '19:00 to 20:00',
      '19:30 to 20:30',
      '20:00 to 21:00',
      '20:30 to 21:30',
      '21:00 to 22:00',
    ]))

  it('is none when the day is full, their calendar is unread or they are away', () => {
    assert.deepEqual(open(coach({ dailyCap: 1, claims: [{ ...range('10:00', '11:00'), expiresAt: null }] })), [])
    assert.deepEqual(open(coach({ offersUntil: now.epochMilliseconds })), [])
    assert.deepEqual(open(coach({ absences: [range('00:00', '23:59')] })), [])
    assert.deepEqual(open(coach(), { closures: [range('00:00', '23:59')] }), [])
  })

  it('keeps, whatever else there is, to hours, closures, absences, their own calendar, their cap and their gaps', () => {
    const near = startOfDay(today).epochMilliseconds
    fc.assert(
      fc.property(
        coachTimes(near, 2),
        fc.array(ranges(near, 2, false), { maxLength: 2 }),
        fc.constantFrom(30, 45, 60, 90),
        (who, closures, minutes) => {
          const days = [dayRange(today), dayRange(today.add({ days: 1 }))]
          for (const { startsAt, endsAt } of openings(
            who,
            [kind({ closures, minutes })],
            days,
            now.epochMilliseconds,
          )) {
            const end = startsAt + minutes * minute
            const local = Temporal.Instant.fromEpochMilliseconds(startsAt).toZonedDateTimeISO('Europe/London')
            const from = local.hour * 60 + local.minute
            assert.ok(from >= 480 && from + minutes <= 1_320 && end <= endsAt, 'opening hours')
            assert.ok(from + (endsAt - startsAt) / minute <= 1_320, 'what is opened, too')
            assert.ok(startsAt >= now.epochMilliseconds + 30 * minute, 'notice')
            assert.ok(!who.working.some((one) => one.startsAt <= startsAt && end <= one.endsAt), 'not worked yet')
            for (const one of [...closures, ...who.absences, ...who.busy])
              assert.ok(!overlaps(one, startsAt, end), 'closed, absent or busy')
            const live = who.claims.filter(({ expiresAt }) => expiresAt === null || expiresAt > now.epochMilliseconds)
            const until = end + Math.max(15, who.gapMinutes) * minute
            for (const one of live) assert.ok(!overlaps(one, startsAt, until), 'taken, or in a gap')
            const day = days.find((one) => one.startsAt <= startsAt && startsAt < one.endsAt)!
            const many = live.filter((one) => day.startsAt <= one.startsAt && one.startsAt < day.endsAt).length
            assert.ok(many < who.dailyCap, 'cap')
            assert.ok(who.offersUntil === null || who.offersUntil > now.epochMilliseconds, 'calendar')
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('what is asked about', () => {
  const one = (startsAt: number, waiting: number, looked = 0) => ({ startsAt, endsAt: startsAt + 1, waiting, looked })
  const half = 30 * minute
  it('is what most wait for, then most looked for, then a whole hour, then the soonest', () => {
    assert.deepEqual(best([one(half, 1), one(2 * half, 2), one(3 * half, 2), one(4 * half, 2)]), one(2 * half, 2))
    assert.deepEqual(best([one(half, 1), one(2 * half, 1)]), one(2 * half, 1))
    assert.deepEqual(best([one(0, 1, 9), one(half, 2)]), one(half, 2))
    assert.equal(best([one(0, 0)]), null)
  })

  it('is said by the part of the day', () =>
    assert.deepEqual(
      ['2026-11-24T11:30:00Z', '2026-11-24T12:00:00Z', '2026-11-25T19:00:00Z'].map((text) =>
        partWords(at(text), today),
      ),
      ['this morning', 'this afternoon', 'tomorrow evening'],
    ))
})
