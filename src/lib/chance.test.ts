import assert from 'node:assert/strict'
import { it } from 'node:test'
import { chance } from './chance.ts'

it('gives every byte once, also past the end of what was drawn together', () => {
  const given = Array.from({ length: 3_000 }, () => chance(12).toString('hex'))
  assert.equal(new Set(given).size, given.length)
  assert.ok(given.every((bytes) => bytes.length === 24))
})

it('gives bytes that stay what they are when more are drawn', () => {
  const first = chance(16)
  const said = first.toString('hex')
  for (let i = 0; i < 1_000; i++) chance(16)
  assert.equal(first.toString('hex'), said)
})

it('refuses what it cannot give once, and gives on as before', () => {
  for (const length of [10_000, 0, -12, 1.5, NaN, Infinity]) assert.throws(() => chance(length), RangeError)
  assert.notDeepEqual(chance(12), chance(12))
})
