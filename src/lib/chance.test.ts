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

it('refuses to give fewer than were asked for', () => {
  assert.throws(() => chance(10_000), RangeError)
})
