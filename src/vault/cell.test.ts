import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { blindIndex } from './blind-index.ts'
import { open, openMaybe, reseal, seal, sealMaybe, type Cell, type Key } from './cell.ts'
import { naming } from './envelope.ts'

const amina: Key = { subject: 'amina', purpose: 'contact', version: 1, secret: randomBytes(32) }
const cell: Cell = { table: 'booking_person', column: 'phone', row: 'b1' }
const words = fc.string({ unit: 'binary', maxLength: 700 })

describe('a sealed cell', () => {
  it('gives back whatever was sealed', () => {
    fc.assert(
      fc.property(words, (text) => {
        const whole = Buffer.from(text).toString()
        assert.equal(open(amina, cell, seal(amina, cell, text)), whole)
      }),
    )
    assert.equal(openMaybe(amina, cell, sealMaybe(amina, cell, null)), null)
  })

  it('says little by its length', () => {
    const lengthOf = (letters: number) => seal(amina, cell, 'x'.repeat(letters)).length - 29
    assert.deepEqual([0, 1, 40, 252].map(lengthOf), [256, 256, 256, 256])
    assert.deepEqual([253, 508, 509, 3_000].map(lengthOf), [512, 512, 1_024, 4_096])
  })

  it('is never the same twice', () => {
    assert.notDeepEqual(seal(amina, cell, 'Amina'), seal(amina, cell, 'Amina'))
  })

  it('opens in its own place alone, for its own person, purpose and version', () => {
    const sealed = seal(amina, cell, '+447700900982')
    for (const part of ['table', 'column', 'row'] as const)
      assert.throws(() => open(amina, { ...cell, [part]: 'other' }, sealed), /does not open/)
    const others: Partial<Key>[] = [{ subject: 'mark' }, { purpose: 'content' }, { version: 2 }]
    for (const other of [...others, { secret: randomBytes(32) }])
      assert.throws(() => open({ ...amina, ...other }, cell, sealed), /does not open/)
  })

  it('does not open when a byte of it is altered, cut off or added', () => {
    const sealed = seal(amina, cell, 'Amina')
    const refused = (bytes: Buffer) => assert.throws(() => open(amina, cell, bytes), /does not open/)
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed)
      altered[at]! ^= 1
      refused(altered)
      refused(sealed.subarray(0, at))
    }
    refused(Buffer.concat([sealed, Buffer.of(0)]))
  })

  it('of another form is refused, not guessed at', () => {
    const sealed = seal(amina, cell, 'Amina')
    for (const form of [0, 2, 255]) {
      sealed[0] = form
      assert.throws(() => open(amina, cell, sealed), /does not open/)
    }
  })

  it('names no person in the fault', () => {
    assert.throws(() => open(amina, cell, Buffer.alloc(60)), {
      message: 'A sealed cell of booking_person.phone does not open',
    })
  })

  it('passes to another person whole', () => {
    const mark: Key = { ...amina, subject: 'mark', secret: randomBytes(32) }
    const passed = reseal(amina, mark, cell, seal(amina, cell, '+447700900982'))
    assert.equal(open(mark, cell, passed), '+447700900982')
    assert.throws(() => open(amina, cell, passed), /does not open/)
  })
})

it('never gives two lists of names the same bytes', () => {
  const names = fc.array(fc.string({ unit: 'grapheme', maxLength: 4 }), { maxLength: 4 })
  fc.assert(
    fc.property(names, names, (one, other) =>
      assert.equal(naming(...one).equals(naming(...other)), JSON.stringify(one) === JSON.stringify(other)),
    ),
  )
})

describe('a blind index', () => {
  const key = randomBytes(32)
  const hash = blindIndex(key, 'contact', 'amina@example.org')

  it('is the same for the same text, however it is written', () => {
    assert.equal(hash.length, 32)
    assert.deepEqual(blindIndex(key, 'contact', 'Amina@Example.ORG'), hash)
    assert.deepEqual(blindIndex(key, 'contact', 'ａmina@example.org'), hash)
    assert.deepEqual(
      blindIndex(key, 'contact', 'ren\u00e9@example.org'),
      blindIndex(key, 'contact', 'rene\u0301@example.org'),
    )
  })

  it('differs under another key, for another kind and for another text', () => {
    assert.notDeepEqual(blindIndex(randomBytes(32), 'contact', 'amina@example.org'), hash)
    assert.notDeepEqual(blindIndex(key, 'workplace', 'amina@example.org'), hash)
    assert.notDeepEqual(blindIndex(key, 'contact', '+447700900982'), hash)
  })
})
