import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { csv } from './csv.ts'

const read = (text: string) => parse(text, { bom: true }) as string[][]

it('begins with the mark by which spreadsheets know UTF-8', () => {
  assert.deepEqual([...Buffer.from(csv([['Łódź']])).subarray(0, 3)], [0xef, 0xbb, 0xbf])
})

it('gives back what was put in, whatever is in it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.integer()), { minLength: 1 }), (rows) => {
      const texts = rows.map(([text, number]) => [`.${text}`, String(number)])
      assert.deepEqual(read(csv(rows.map(([text, number]) => [`.${text}`, number]))), texts)
    }),
  )
})

it('lets no text begin as a formula', () => {
  const signs = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', ' =', '\n=']
  for (const sign of signs) assert.equal(read(csv([[`${sign}1+1`]]))[0]![0], `'${sign}1+1`)
})
