import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import assert from 'node:assert/strict'
import { assertProved, filesIn, read, rowsOf } from './assurance.ts'
import { root } from './source.ts'

describe('the table of the Application Security Verification Standard', () => {
  const rows = rowsOf('asvs.md', /^V\d/)

  it('has every requirement of levels 1 and 2 of version 5.0.0, once', () => {
    const [ids, levels] = [rows.map(([id]) => id!), rows.map(([, level]) => level)]
    assert.equal(new Set(ids).size, ids.length)
    assert.equal(levels.filter((level) => level === '1').length, 70)
    assert.equal(levels.filter((level) => level === '2').length, 183)
    const chapters = Map.groupBy(ids, (id) => Number(/^V(\d+)\./.exec(id)![1]))
    const counts = Array.from({ length: 17 }, (_, i) => chapters.get(i + 1)?.length)
    assert.deepEqual(counts, [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7])
  })

  it('has for each a test, a document or a reason', () => {
    for (const [id, , , proof] of rows) assertProved(id!, proof ?? '')
  })
})

describe('the table of threats', () => {
  const rows = rowsOf('threats.md', /^\d+$/)

  it('has all 36, in order', () =>
    assert.deepEqual(
      rows.map(([n]) => Number(n)),
      Array.from({ length: 36 }, (_, i) => i + 1),
    ))

  it('has for each a control, and a test or a reason', () => {
    for (const [n, threat, control, proof] of rows) {
      assert.ok(threat && control, `threat ${n}`)
      assertProved(`threat ${n}`, proof ?? '')
    }
  })
})

describe('the documents of assurance', () => {
  const pages = globSync('docs/assurance/*.md', { cwd: root }).map((path) => path.slice('docs/assurance/'.length))

  it('are all there, and name only what is there', () => {
    for (const name of ['asvs', 'breach', 'dpia', 'dtac', 'processing', 'security-record', 'threats'])
      assert.ok(pages.includes(`${name}.md`), name)
    for (const name of pages)
      for (const file of filesIn(read(name))) assert.ok(existsSync(join(root, file)), `${name} names ${file}`)
  })

  it('keep to the words that may be used', () => {
    for (const name of pages)
      for (const line of read(name).split('\n'))
        if (!/\b(not|never)\b/i.test(line))
          assert.doesNotMatch(
            line,
            /end-to-end encrypted|\banonymous\b|unhackable|military-grade|nobody can ever/i,
            name,
          )
  })

  it('name each thing that is kept, and how long', () => {
    const { rules } = JSON.parse(readFileSync(join(root, 'seed/reference/retention.json'), 'utf8')) as {
      rules: { type: string }[]
    }
    const record = read('processing.md')
    for (const { type } of rules) assert.ok(record.includes(`\`${type}\``), type)
  })
})
