import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { firstBreach } from './gaps.ts'

const hour = 3_600_000
const week = 7 * 24 * hour
const rules = { now: 0, until: week, promiseHours: 24, noticeMinutes: 30 }
const starts = fc
  .uniqueArray(fc.integer({ min: 1, max: week / (hour / 4) }), { maxLength: 40 })
  .map((all) => all.map((quarter) => quarter * (hour / 4)).sort((a, b) => a - b))

it('nothing free at all breaks the promise at once, and enough kept it', () => {
  assert.deepEqual(firstBreach([], rules), { from: 0, next: null })
  const often = Array.from({ length: 14 }, (_, i) => (i + 1) * 12 * hour)
  assert.equal(firstBreach(often, rules), null)
})

it('a gap breaks it from the moment at which the last time before it can be had no more', () => {
  const from = 20 * hour - 30 * 60_000
  assert.deepEqual(firstBreach([20 * hour, 60 * hour], rules), { from, next: 60 * hour })
  assert.deepEqual(firstBreach([20 * hour], rules), { from, next: null })
})

it('is the first moment at which somebody who asks is offered nothing in 24 hours', () =>
  fc.assert(
    fc.property(starts, (all) => {
      const bookable = (at: number) => all.find((start) => start - rules.noticeMinutes * 60_000 > at)
      const broken = (at: number) => (bookable(at) ?? Infinity) - at > 24 * hour
      // Every quarter of an hour until the last from which a whole day is looked at.
      let expected: number | null = null
      for (let at = 0; at + 24 * hour < week && expected === null; at += hour / 4) if (broken(at)) expected = at
      const breach = firstBreach(all, rules)
      assert.equal(breach === null, expected === null, JSON.stringify([all, breach, expected]))
      if (breach && expected !== null) assert.ok(Math.abs(breach.from - expected) <= hour / 4)
    }),
  ))
