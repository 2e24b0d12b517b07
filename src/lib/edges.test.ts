import assert from 'node:assert/strict'
import { it } from 'node:test'
import { fromWords, untilCell, untilWords } from './edges.ts'

const now = Temporal.Instant.from('2026-11-25T09:30:00Z')
const at = (text: string) => Temporal.Instant.from(text)

it('says of midnight which day it ends or begins', () => {
  assert.equal(untilWords(at('2026-11-26T00:00:00Z'), now), 'the end of today')
  assert.equal(fromWords(at('2026-11-26T00:00:00Z'), now), 'the start of tomorrow')
  assert.equal(untilCell(at('2026-11-29T00:00:00Z'), now), 'The end of Saturday 28 November')
  assert.equal(untilWords(at('2026-11-25T22:00:00Z'), now), 'today, 10pm')
  assert.equal(untilWords(at('2027-06-01T23:00:00Z'), now), 'the end of Tuesday 1 June 2027')
  assert.equal(fromWords(at('2030-12-20T08:00:00Z'), now), 'Friday 20 December 2030, 8am')
})
