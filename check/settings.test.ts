import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'
import assert from 'node:assert/strict'
import { root } from './source.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
/** What systemd and npm set, and nobody else. */
const ofOthers = ['CREDENTIALS_DIRECTORY', 'INIT_CWD']
const matches = (text: string, pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, name]) => name!))

it('every setting that is read is in the README, and every one there is read', () => {
  const code = read('src/config.ts') + read('src/oidc-config.ts')
  const asked = matches(code, /(?:plain|folder|readOrigin|readSecret)\(\s*'([A-Z][A-Z_]+)'/g)
  for (const name of ofOthers) assert.ok(asked.delete(name), name)
  const table = read('README.md')
    .split('\n')
    .filter((line) => /^\| `[A-Z]/.test(line))
    .map((line) => line.split('|')[1]!)
  const told = matches(table.join(), /`([A-Z_]+)`/g)
  const files = [...asked].filter((name) => name.endsWith('_FILE') && asked.has(name.slice(0, -'_FILE'.length)))
  for (const name of files) asked.delete(name)
  assert.deepEqual([...told].toSorted(), [...asked].toSorted())
})
