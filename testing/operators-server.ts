import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { startPostgres, type Cluster } from '../src/embedded/index.ts'
import { command } from './running.ts'

/**
 * `lay` beside a PostgreSQL server of an operator's own. `theirs` is that server's folder, `own` the product's; `begin`
 * starts that server, anew where it runs. All of it ends with the test file.
 */
export async function operatorsServer() {
  const folder = await mkdtemp(join(tmpdir(), 'lay-theirs-'))
  const [theirs, own] = [join(folder, 'theirs'), join(folder, 'own')]
  let server: Cluster | undefined
  after(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const begin = async (more: Record<string, string> = {}) => {
    await server?.stop()
    server = await startPostgres(theirs, { fsync: 'off', ...more })
  }
  const lay = async (...words: string[]) => {
    const address = `postgres://postgres:${server!.password}@localhost/coaching?host=${server!.host}`
    const ran = command('src/cli.ts', words, { DATA_DIR: own, DATABASE_URL: address })
    const status = await ran.ended
    return { status, out: ran.out(), err: ran.err() }
  }
  return { folder, theirs, own, begin, lay }
}
