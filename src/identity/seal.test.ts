import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { open, seal } from './seal.ts'

const secret = Buffer.alloc(32, 7)
const now = Temporal.Instant.from('2026-11-23T23:40:00Z')
const until = now.add({ minutes: 30 })
const purpose = 'answers'
const sealed = seal(secret, { service: 'lay-too', name: 'أمينة' }, { purpose, until })!

it('opens what it sealed, whatever it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      const text = seal(secret, value, { purpose, until })
      if (text !== undefined) assert.deepEqual(open(secret, text, { purpose, now }), JSON.parse(JSON.stringify(value)))
    }),
  )
})

it('never seals the same value to the same text', () => {
  assert.notEqual(seal(secret, 1, { purpose, until }), seal(secret, 1, { purpose, until }))
})

it('opens nothing after its time', () => {
  assert.deepEqual(open(secret, sealed, { purpose, now: until }), { service: 'lay-too', name: 'أمينة' })
  assert.equal(open(secret, sealed, { purpose, now: until.add({ milliseconds: 1 }) }), undefined)
})

it('opens nothing for another purpose or under another secret', () => {
  assert.equal(open(secret, sealed, { purpose: 'other', now }), undefined)
  assert.equal(open(Buffer.alloc(32, 8), sealed, { purpose, now }), undefined)
})

it('opens nothing that was altered in a single character, cut or lengthened', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  for (let at = 0; at < sealed.length; at++) {
    const other = letters[(letters.indexOf(sealed[at]!) + 1) % 64]!
    assert.equal(open(secret, sealed.slice(0, at) + other + sealed.slice(at + 1), { purpose, now }), undefined)
    assert.equal(open(secret, sealed.slice(0, at), { purpose, now }), undefined)
  }
  assert.equal(open(secret, `${sealed}A`, { purpose, now }), undefined)
})

it('opens nothing that is not its own, and throws at nothing', () => {
  assert.equal(open(secret, undefined, { purpose, now }), undefined)
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => open(secret, text, { purpose, now }) === undefined))
})

it('seals nothing that a cookie would not hold', () => {
  assert.equal(seal(secret, 'x'.repeat(3_000), { purpose, until }), undefined)
  assert.ok(seal(secret, 'x'.repeat(2_500), { purpose, until })!.length <= 3_584)
})
