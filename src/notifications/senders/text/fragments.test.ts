import assert from 'node:assert/strict'
import { it } from 'node:test'
import { fragmentsOf } from './fragments.ts'

const cases: [string, string, number][] = [
  ['nothing', '', 1],
  ['160 plain letters', 'a'.repeat(160), 1],
  ['one more', 'a'.repeat(161), 2],
  ['two whole fragments', 'a'.repeat(306), 2],
  ['one letter more than two', 'a'.repeat(307), 3],
  ['letters of the alphabet that are no ASCII', 'à£ñ'.repeat(53), 1],
  ['a euro sign, which counts as two', `${'a'.repeat(158)}€`, 1],
  ['a euro sign too many', `${'a'.repeat(159)}€`, 2],
  ['a euro sign that would be cut in two', `${'a'.repeat(152)}€${'a'.repeat(151)}`, 2],
  ['the same with one letter more', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
  ['70 letters with a Welsh one', `ŵ${'a'.repeat(69)}`, 1],
  ['71 letters with a Welsh one', `ŷ${'a'.repeat(70)}`, 2],
  ['a flag that would be cut in two', `ŵ${'a'.repeat(65)}😀${'a'.repeat(65)}`, 2],
  ['the same with one letter more', `ŵ${'a'.repeat(65)}😀${'a'.repeat(66)}`, 3],
]
for (const [what, text, fragments] of cases)
  it(`counts ${what} as ${fragments}`, () => assert.equal(fragmentsOf(text), fragments))
