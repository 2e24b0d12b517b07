import assert from 'node:assert/strict'
import { it } from 'node:test'
import { giveUpSeconds, nextTry } from './retries.ts'

it('tries again ever more rarely, up to an hour apart', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempts) => nextTry(attempts, 0, 0.5))
  assert.deepEqual(waits, [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600])
})

it('spreads the tries by half either way', () => {
  assert.equal(nextTry(1, 0, 0), 15)
  assert.equal(nextTry(1, 0, 1), 45)
})

it('gives up six hours after a message was due', () => {
  assert.equal(nextTry(8, giveUpSeconds - 3_600, 0.5), 3_600)
  assert.equal(nextTry(8, giveUpSeconds - 3_599, 0.5), null)
})
