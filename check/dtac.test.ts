import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import assert from 'node:assert/strict'
import { assertProved, filesIn, read, rowsOf } from './assurance.ts'
import { root, sources } from './source.ts'

const page = 'dtac.md'

/** The questions of form 2.0 of 24 February 2026, in its order. */
const questions = [
  'A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12',
  'B1 B2 B3 B4',
  'C1.1.1 C1.1.2 C1.2 C1.2.1 C1.2.2 C1.2.3 C1.2.4 C1.2.5',
  'C2.1 C2.2 C2.2.1 C2.2.2 C2.2.3 C2.2.4 C2.2.5 C2.2.6',
  'C3.1 C3.2 C3.3 C3.4 C3.5 C3.5.1 C3.6',
  'C4.1 C4.1.1 C4.1.2 C4.1.3 C4.2 C4.2.1 C4.2.2 C4.2.3 C4.2.4 C4.2.5 C4.2.6',
  'D1.1 D1.2 D1.3 D1.4 D1.4.1 D1.4.2 D1.4.3 D1.5',
].flatMap((section) => section.split(' '))

/** The principles of the Software Security Code of Practice. */
const principles = '1.1 1.2 1.3 1.4 2.1 2.2 3.1 3.2 3.3 3.4 3.5 4.1 4.2 4.3'.split(' ')

/** Rows that begin with such codes: each code, what is asked for, and the answer. */
function assertAnswered(first: RegExp, codes: readonly string[]) {
  const rows = rowsOf(page, first)
  assert.deepEqual(
    rows.map(([code]) => code),
    codes,
  )
  for (const [code = '', asked = '', answer = ''] of rows) {
    assert.notEqual(asked, '', code)
    assertProved(code, answer)
  }
}

describe('the answers to the Digital Technology Assessment Criteria', () => {
  it('are to every question of the form, once and in its order', () => assertAnswered(/^[A-D]\d+(\.\d+)*$/, questions))

  it('are to every principle of the code of practice', () => assertAnswered(/^\d\.\d$/, principles))

  it('name files and folders that are there', () => {
    const named = filesIn(read(page))
    assert.ok(named.length > questions.length)
    assert.deepEqual(
      named.filter((path) => !existsSync(join(root, path))),
      [],
    )
  })

  it('name pages that the product has', () => {
    const named = Array.from(read(page).matchAll(/`(\/[\w./-]+)`/g), ([, path]) => path!)
    assert.ok(named.length > 0)
    const written = sources.filter(({ isTest }) => !isTest)
    assert.deepEqual(
      named.filter((path) => !written.some(({ text }) => text.includes(`'${path}'`))),
      [],
    )
  })
})
