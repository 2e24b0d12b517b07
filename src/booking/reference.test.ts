import assert from 'node:assert/strict'
import { it } from 'node:test'
import { makeReference, readReference } from './reference.ts'

it('is eight letters and digits that nobody mistakes for each other, all of them as likely', () => {
  const made = Array.from({ length: 3_000 }, makeReference)
  for (const reference of made) assert.match(reference, /^[A-HJKMNP-Z2-9]{8}$/)
  assert.equal(new Set(made).size, made.length)
  const times = Map.groupBy(made.join(''), (letter) => letter)
  assert.equal(times.size, 30)
  // 800 times each, give or take seven standard deviations.
  for (const [letter, { length }] of times) assert.ok(length > 600 && length < 1_000, `${letter} ${length} times`)
})

it('is read however it is typed', () => {
  assert.equal(readReference(' abcd-efgh '), 'ABCDEFGH')
})
