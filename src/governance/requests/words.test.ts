import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ageWords, shareWords } from './words.ts'

const now = Temporal.Instant.from('2026-11-26T12:00:00Z')

it('says how long something has waited, no finer than anybody needs', () => {
  const said = [{ minutes: 59 }, { hours: 1 }, { hours: 47 }, { hours: 48 }, { hours: 200 }].map((ago) =>
    ageWords(now.subtract(ago), now),
  )
  assert.deepEqual(said, ['under an hour', '1 hour', '47 hours', '2 days', '8 days'])
})

it('never rounds a share up to all', () =>
  assert.deepEqual([shareWords(199, 200), shareWords(0, 0)], ['199 of 200 (99%)', '–']))
