import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isOver, lastQuarter, quarterAround, quarterOf, quarterWords } from './quarter.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

it('reads the name of a quarter and nothing else', () => {
  const third = quarterOf('2026-Q3')!
  assert.deepEqual([third.key, String(third.from), String(third.until)], ['2026-Q3', '2026-07-01', '2026-10-01'])
  assert.equal(quarterWords(third), 'July to September 2026')
  assert.equal(quarterWords(quarterOf('2026-Q4')!), 'October to December 2026')
  for (const odd of ['', '2026-Q5', '2026-Q0', '2026-q3', '2026Q3', '2026-07', '1999-Q1', '2026-Q3 ', '＝2026-Q3'])
    assert.equal(quarterOf(odd), null, odd)
})

it('knows the quarter of a day and the last one that is over, across the new year', () => {
  for (const [at, around, last] of [
    ['2026-01-01', '2026-Q1', '2025-Q4'],
    ['2026-03-31', '2026-Q1', '2025-Q4'],
    ['2026-04-01', '2026-Q2', '2026-Q1'],
    ['2026-11-25', '2026-Q4', '2026-Q3'],
    ['2026-12-31', '2026-Q4', '2026-Q3'],
  ] as const)
    assert.deepEqual([quarterAround(day(at)).key, lastQuarter(day(at)).key], [around, last])
})

it('is over at midnight in London, also in summer', () => {
  const second = quarterOf('2026-Q2')!
  assert.equal(isOver(second, Temporal.Instant.from('2026-06-30T22:59:59Z')), false)
  assert.equal(isOver(second, Temporal.Instant.from('2026-06-30T23:00:00Z')), true)
})
