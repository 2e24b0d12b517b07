import assert from 'node:assert/strict'
import { it } from 'node:test'
import { makeLimit } from './limit.ts'

const start = Temporal.Instant.from('2026-11-23T08:00:00Z')

it('counts each person once an hour, and refuses one too many', () => {
  let now = start
  const allows = makeLimit(3, () => now)
  assert.ok(allows(['amina', 'mark', 'amina']))
  now = start.add({ minutes: 30 })
  assert.ok(allows(['amina', 'grace']))
  assert.equal(allows(['dev']), false)
  assert.equal(allows(['amina', 'dev']), false)
  assert.ok(allows(['mark', 'grace']))
  now = start.add({ hours: 1 })
  assert.ok(allows(['dev', 'ruth']), 'Amina and Mark are an hour ago')
  assert.equal(allows(['amina']), false)
})

it('counts none of those that it refuses', () => {
  const allows = makeLimit(2, () => start)
  assert.equal(allows(['a', 'b', 'c']), false)
  assert.ok(allows(['a', 'b']))
})
