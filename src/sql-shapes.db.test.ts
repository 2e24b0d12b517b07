import { join } from 'node:path'
import { describe, it } from 'node:test'
import assert from 'node:assert/strict'
import { declaredQueries } from '#lib/sql'
import { root, sources } from '../check/source.ts'
import { freshDatabase } from '../testing/database.ts'
import { describeStatement } from '../testing/statements.ts'

const { admin } = await freshDatabase()
for (const { path } of sources.filter(({ isTest, text }) => !isTest && /= query\(/.test(text)))
  await import(join(root, path))
const queries = declaredQueries()

describe('every query of every room', () => {
  it('is asked', () => assert.ok(queries.length > 50, `${queries.length} queries were found`))

  for (const [index, { text, shape }] of queries.entries())
    it(`gives the columns that it says: ${firstWords(text)}`, async () => {
      // A call for its effect alone, such as taking a lock, answers with nothing that anybody reads.
      const columns = (await describeStatement(admin, `q${index}`, text)).filter(({ type }) => type !== 'void')
      assert.deepEqual(
        columns.map(({ name }) => name).sort(),
        Object.keys(shape).sort(),
        'the names of the columns are not those of the shape',
      )
      for (const { name, type } of columns)
        assert.ok(
          shape[name]?.pg.includes(type),
          `${name} is ${type}, and the shape says ${shape[name]?.pg.join(' or ')}`,
        )
    })
})

function firstWords(text: string): string {
  const words = text.trim().split(/\s+/).join(' ')
  return words.length > 90 ? `${words.slice(0, 90)}…` : words
}
