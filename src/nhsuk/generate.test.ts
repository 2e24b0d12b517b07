import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { it } from 'node:test'
import { generated } from './generate.ts'

it('The typed components are those of the installed package, and no others', async () => {
  const files = await generated()
  for (const [file, text] of files)
    assert.equal(await readFile(join(import.meta.dirname, file), 'utf8'), text, `${file}: run src/nhsuk/generate.ts`)
  const there = await readdir(join(import.meta.dirname, 'components'))
  assert.deepEqual(
    there.map((name) => `components/${name}`).sort(),
    [...files.keys()].filter((name) => name !== 'index.ts').sort(),
  )
})
