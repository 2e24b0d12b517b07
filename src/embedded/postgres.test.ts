import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import assert from 'node:assert/strict'
import { openClient } from '#lib/pool'
import { keepPostgres, startPostgres, type Cluster } from '#embedded'
import { isRunning } from './orphans.ts'

/** These are tests of starting and stopping, so each waits for what it looks for and for nothing else. */
const quickly = { fsync: 'off' }
const folder = await mkdtemp(join(tmpdir(), 'lay-embedded-'))
after(() => rm(folder, { recursive: true, force: true }))

async function ask<T>(cluster: Pick<Cluster, 'host' | 'port' | 'user' | 'password'>, text: string): Promise<T[]> {
  const { host, port, user, password } = cluster
  const client = openClient({ host, port, user, password, database: 'postgres' })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ answer: T }>(text)
    return rows.map((row) => row.answer)
  } finally {
    await client.end()
  }
}

async function until<T>(what: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await what()
    } catch (error) {
      if (tries > 400) throw error
      await pause(25)
    }
  }
}

describe('the embedded PostgreSQL', { concurrency: false }, () => {
  const data = join(folder, 'one')

  it('makes its files, keeps what was written, and answers on a socket alone', async () => {
    const first = await startPostgres(data, quickly)
    await ask(first, 'create table kept as select 1 as answer')
    assert.deepEqual(await ask(first, `select setting as answer from pg_settings where name = 'listen_addresses'`), [
      '',
    ])
    await first.stop()
    const second = await startPostgres(data, quickly)
    assert.deepEqual(await ask(second, 'select answer from kept'), [1])
    await second.stop()
  })

  it('keeps the password where only its owner reads it', async () => {
    assert.equal((await stat(join(data, 'secrets', 'postgres'))).mode & 0o777, 0o400)
  })

  it('stops a server that outlived whoever started it', async () => {
    const program = `const { startPostgres } = await import('#embedded');
      const { pid } = await startPostgres(${JSON.stringify(data)}, {}); console.log(pid); process.kill(process.pid, 'SIGKILL')`
    const starter = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 2],
    })
    let said = ''
    starter.stdout?.on('data', (piece) => (said += piece))
    await once(starter, 'close')
    const orphan = Number(said)
    assert.equal(await isRunning(orphan), true, 'the server should have outlived its starter')
    const cluster = await startPostgres(data, quickly)
    assert.equal(await isRunning(orphan), false)
    assert.deepEqual(await ask(cluster, 'select answer from kept'), [1])
    await cluster.stop()
  })

  it('does not take a stranger that has the number of an old server for that server', async () => {
    await writeFile(join(data, 'pg', 'postmaster.pid'), `${process.ppid}\n${join(data, 'pg')}\n1\n5432\n\n\n\n`)
    const cluster = await startPostgres(data, quickly)
    assert.deepEqual(await ask(cluster, 'select answer from kept'), [1])
    await cluster.stop()
    assert.doesNotThrow(() => process.kill(process.ppid, 0))
  })

  it('makes half-made files anew', async () => {
    const half = join(folder, 'half')
    await mkdir(join(half, 'pg', 'base'), { recursive: true })
    await writeFile(join(half, 'pg', 'PG_VERSION'), '18\n')
    await mkdir(join(half, 'pg-being-made'))
    const cluster = await startPostgres(half, quickly)
    assert.deepEqual(await ask(cluster, 'select 1 as answer'), [1])
    await cluster.stop()
    assert.deepEqual((await readdir(half)).sort(), ['pg', 'secrets'])
  })

  it('refuses, and leaves alone, files that may hold data', async () => {
    const damaged = join(folder, 'damaged')
    await mkdir(join(damaged, 'pg', 'base', '16384'), { recursive: true })
    await assert.rejects(startPostgres(damaged), /not a whole database/)
    assert.deepEqual(await readdir(join(damaged, 'pg', 'base')), ['16384'])
  })

  it('refuses, and leaves alone, a folder of somebody’s that happens to have its name', async () => {
    const theirs = join(folder, 'theirs')
    await mkdir(join(theirs, 'pg'), { recursive: true })
    await writeFile(join(theirs, 'pg', 'holiday.txt'), 'photographs')
    await assert.rejects(startPostgres(theirs), /not a whole database/)
    assert.deepEqual(await readdir(join(theirs, 'pg')), ['holiday.txt'])
  })

  it('refuses files of another major version', async () => {
    const old = join(folder, 'old')
    await mkdir(join(old, 'pg', 'global'), { recursive: true })
    await writeFile(join(old, 'pg', 'PG_VERSION'), '15\n')
    await writeFile(join(old, 'pg', 'global', 'pg_control'), '')
    await assert.rejects(startPostgres(old), /made by PostgreSQL 15, and this is PostgreSQL 18/)
  })

  it('is started again at the same place after it was killed', async () => {
    const lines: string[] = []
    const kept = await keepPostgres(data, quickly, (line) => lines.push(line))
    const postmaster = `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as answer`
    const [pid] = await ask<number>(kept, postmaster)
    process.kill(pid!, 'SIGKILL')
    const [next] = await until(async () => {
      const found = await ask<number>(kept, postmaster)
      assert.notEqual(found[0], pid)
      return found
    })
    assert.equal(lines.length, 1)
    await kept.stop()
    assert.throws(() => process.kill(next!, 0), { code: 'ESRCH' })
  })

  it('is for its owner alone', async () => {
    assert.equal((await stat(join(data, 'pg'))).mode & 0o077, 0)
  })
})
