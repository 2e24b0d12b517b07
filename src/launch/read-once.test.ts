import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { readOnce } from './read-once.ts'

it('has modules read when one of them was written, and not again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lay-read-'))
  const [source, cacheFolder, log] = [join(folder, 'src'), join(folder, 'compiled'), join(folder, 'log')]
  await mkdir(source)
  await writeFile(join(source, 'part.ts'), `export const said: string = 'read '`)
  await writeFile(
    join(source, 'main.ts'),
    `import { appendFileSync } from 'node:fs'
     import { said } from './part.ts'
     appendFileSync(${JSON.stringify(log)}, said)
     process.exit(1)`,
  )
  const reading = { files: [join(source, 'main.ts')], later: [], source, cacheFolder, env: { PATH: process.env.PATH } }
  const times = async () => (await readFile(log, 'utf8')).trim().split(' ').length
  await readOnce(reading)
  await readOnce(reading)
  assert.equal(await times(), 1)
  await utimes(join(source, 'part.ts'), 4_000_000_000, 4_000_000_000)
  await readOnce(reading)
  assert.equal(await times(), 2)
})

it('hinders nothing where it cannot keep what was read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lay-read-'))
  await writeFile(join(folder, 'main.ts'), 'process.exit(1)')
  await writeFile(join(folder, 'file'), '')
  await readOnce({
    files: [join(folder, 'main.ts')],
    later: [],
    source: folder,
    cacheFolder: join(folder, 'file', 'in'),
    env: {},
  })
})
