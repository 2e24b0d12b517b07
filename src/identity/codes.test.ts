import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { it } from 'node:test'
import { codeOf, readCode } from './codes.ts'

it('reads eight digits however they were typed', () => {
  for (const text of [
    '01234567',
    ' 0123 4567 ',
    '0123-4567',
    '٠١٢٣٤٥٦٧',
    '０１２３４５６７',
    '0123\u00a04567',
    '\u200e01234567',
  ])
    assert.equal(readCode(text), '01234567')
})

it('reads nothing out of anything else', () => {
  for (const text of ['', '1234567', '123456789', '1234567a', '1234.5678', '%00', 'null'])
    assert.equal(readCode(text), null)
})

it('draws the digits evenly from the id and the key', () => {
  const key = Buffer.alloc(32, 3)
  const firsts = Array.from({ length: 5_000 }, () => codeOf(key, randomUUID())[0])
  for (const digit of '0123456789') {
    const n = firsts.filter((first) => first === digit).length
    assert.ok(n > 380 && n < 620, `${digit} came ${n} times of 5000`)
  }
})
