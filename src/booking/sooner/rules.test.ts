import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isTold, offerUntil, openedFor } from './rules.ts'

const at = (text: string) => Temporal.Instant.from(text)
const minute = 60_000

describe('a sooner time', () => {
  it('is kept half an hour, ten minutes where it begins within two hours', () => {
    const now = at('2026-11-24T09:00:00Z')
    const kept = (start: string) => now.until(offerUntil(now, at(start))).total('minutes')
    assert.deepEqual(
      ['2026-11-24T09:30:00Z', '2026-11-24T11:00:00Z', '2026-11-24T11:00:00.001Z', '2026-11-30T11:00:00Z'].map(kept),
      [10, 10, 30, 30],
    )
  })

  it('is told by day, in British civil time', () => {
    const told = (text: string) => isTold(at(text))
    assert.deepEqual(
      ['2026-11-24T07:59:59.999Z', '2026-11-24T08:00:00Z', '2026-11-24T20:59:59Z', '2026-11-24T21:00:00Z'].map(told),
      [false, true, true, false],
    )
    assert.deepEqual(['2026-07-01T06:59:59Z', '2026-07-01T07:00:00Z'].map(told), [false, true])
  })

  it('is over before the session begins that it would replace, and neither was free before nor was refused', () => {
    const waited = { startsAt: 600 * minute, minutes: 45, passed: [100 * minute], refused: [300 * minute] }
    const free = [100, 115, 255, 256, 300, 344, 345, 555, 556].map((one) => one * minute)
    assert.deepEqual(
      openedFor(waited, free).map((start) => start / minute),
      [115, 255, 345, 555],
    )
  })
})
