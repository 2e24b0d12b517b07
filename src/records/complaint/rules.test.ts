import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { acknowledgeDays, afterWorkingDays, answerDays, wrongWords } from './rules.ts'

const on = (text: string) => Temporal.PlainDate.from(text)
const none = new Set<string>()

describe('the clock of a complaint', () => {
  it('counts working days only', () => {
    assert.equal(afterWorkingDays(on('2026-11-25'), acknowledgeDays, none).toString(), '2026-11-30')
    assert.equal(afterWorkingDays(on('2026-11-28'), 1, none).toString(), '2026-11-30')
  })
  it('leaves out days on which the whole programme is closed', () => {
    const holidays = new Set(['2026-12-25', '2026-12-28', '2027-01-01'])
    assert.equal(afterWorkingDays(on('2026-12-24'), 1, holidays).toString(), '2026-12-29')
    assert.equal(afterWorkingDays(on('2026-12-01'), answerDays, holidays).toString(), '2027-01-08')
  })
})

it('takes any words that can be kept, and says what is wrong with others', () => {
  assert.equal(wrongWords('Somebody at work knew'), null)
  assert.equal(wrongWords(' '), 'Tell us what happened')
  assert.match(wrongWords('x'.repeat(5_001))!, /5,000/)
  assert.match(wrongWords('\ud800')!, /cannot keep/)
})
