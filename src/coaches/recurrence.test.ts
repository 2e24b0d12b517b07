import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { dayNumber, weekdayOf } from './days.ts'
import { daysOf, expandedDays } from './recurrence.ts'
import { weekdays, whyNotRule } from './rule.ts'

const epoch = Temporal.PlainDate.from('1970-01-01')
const aDay = fc.integer({ min: 19_723, max: 25_932 }).map((days) => epoch.add({ days }))
const someWeekdays = fc.subarray([...weekdays], { minLength: 1 }).map((days) => `BYDAY=${days.join(',')}`)
const part = fc.oneof(
  someWeekdays,
  fc.integer({ min: 1, max: 99 }).map((n) => `INTERVAL=${n}`),
  fc.constantFrom(...weekdays).map((day) => `WKST=${day}`),
  fc.oneof(
    fc.integer({ min: 1, max: 999 }).map((n) => `COUNT=${n}`),
    aDay.map((day) => `UNTIL=${day.toString().replaceAll('-', '')}`),
  ),
)
const monthPart = fc.oneof(
  fc.subarray([1, 2, 15, 28, 29, 30, 31, -1, -31], { minLength: 1 }).map((days) => `BYMONTHDAY=${days.join(',')}`),
  fc.subarray([1, 2, 6, 12], { minLength: 1 }).map((months) => `BYMONTH=${months.join(',')}`),
  fc.subarray(['1MO', '-1SU', '5WE', 'SA'], { minLength: 1 }).map((days) => `BYDAY=${days.join(',')}`),
  fc.constantFrom(1, 3, -1).map((n) => `BYSETPOS=${n}`),
)
const rule = fc
  .oneof(
    fc.tuple(fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY'), fc.array(part, { maxLength: 4 })),
    fc.tuple(fc.constant('FREQ=MONTHLY'), fc.array(fc.oneof(part, monthPart), { maxLength: 4 })),
  )
  .map(([frequency, parts]) => [frequency, ...parts].join(';'))
  .filter((text) => whyNotRule(text) === null)

it('gives the very days that the recurrence library gives', () => {
  fc.assert(
    fc.property(
      rule,
      aDay,
      fc.integer({ min: -400, max: 1_500 }),
      fc.integer({ min: 0, max: 62 }),
      (text, on, skip, length) => {
        const recurrence = { rule: text, startsOn: on, endsOn: null }
        const from = dayNumber(on) + skip
        assert.deepEqual(daysOf(recurrence, from, from + length), expandedDays(recurrence, from, from + length))
      },
    ),
    { numRuns: 1_500 },
  )
})

it('stays between its first and its last day', () => {
  fc.assert(
    fc.property(rule, aDay, fc.integer({ min: 0, max: 40 }), (text, startsOn, length) => {
      const endsOn = startsOn.add({ days: length })
      const start = dayNumber(startsOn)
      const days = daysOf({ rule: text, startsOn, endsOn }, start - 50, start + 100)
      const all = daysOf({ rule: text, startsOn, endsOn: null }, start - 50, start + 100)
      assert.deepEqual(
        days,
        all.filter((day) => day >= start && day <= dayNumber(endsOn)),
      )
    }),
    { numRuns: 300 },
  )
})

it('gives no days for a rule that could not have been kept', () => {
  const startsOn = Temporal.PlainDate.from('2026-01-01')
  for (const text of ['FREQ=SECONDLY', 'FREQ=DAILY;COUNT=999999999', 'nonsense'])
    assert.deepEqual(daysOf({ rule: text, startsOn, endsOn: null }, 20_454, 20_500), [], text)
})

it('numbers every civil day as Temporal counts them', () => {
  let day = Temporal.PlainDate.from('1899-12-25')
  for (let n = dayNumber(day); n < 80_000; n++, day = day.add({ days: 1 })) {
    assert.equal(dayNumber(day), n)
    assert.equal(weekdayOf(n), day.dayOfWeek - 1)
  }
  assert.equal(dayNumber(epoch), 0)
})
