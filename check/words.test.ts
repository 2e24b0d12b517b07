import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import assert from 'node:assert/strict'
import { root, sources } from './source.ts'

const written = globSync(
  ['{src,seed,check,testing,e2e,bench,setup,migrations,docs}/**/*.{ts,mjs,sql,md,scss,js}', '*.md'],
  {
    cwd: root,
  },
).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
const hereOnly = ['check/words.test.ts']

/** Lines that hold the words, with their places. */
function linesWith(words: RegExp, where: RegExp): string[] {
  return written
    .filter(({ path }) => where.test(path) && !hereOnly.includes(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, i) => (words.test(line) ? [`${path}:${i + 1} ${line.trim()}`] : [])),
    )
}

const none = (found: string[]) => assert.equal(found.join('\n'), '')

describe('what is written here', () => {
  it('leaves no note to do it later', () => none(linesWith(/\b(TODO|FIXME|XXX|HACK)\b/, /./)))

  it('uses no Date, which does not say what kind of time is meant', () =>
    none(linesWith(/\bnew Date\b|\bDate\.(now|parse|UTC)\b/, /^(src|seed|testing|e2e|check|bench)\/.*\.ts$/)))

  it('silences no check of types', () =>
    none(linesWith(/@ts-(ignore|nocheck|expect-error)|\bas any\b|: any\b/, /\.ts$/)))

  it('is in small files', (test) => {
    const lengths = sources
      .filter(({ path, isTest }) => !isTest && !path.startsWith('src/nhsuk/components/'))
      .map(({ text }) => text.split('\n').length)
      .sort((a, b) => a - b)
    const median = lengths[Math.floor(lengths.length / 2)] ?? 0
    test.diagnostic(`median of ${lengths.length} files: ${median} lines`)
    assert.ok(median < 60, `the median file has ${median} lines`)
  })
})
