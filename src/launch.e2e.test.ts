import { createServer } from 'node:net'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { getPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import assert from 'node:assert/strict'
import { startPostgres } from '#embedded'
import {
  childrenOf,
  commandLineOf,
  command,
  environmentOf,
  eventually,
  freePort,
  isRunning,
  niceOfSession,
  sharedBetweenSessions,
  pageAt,
  type Command,
} from '../testing/running.ts'

const folder = await mkdtemp(join(tmpdir(), 'lay-launch-'))
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const data = join(folder, 'data')
const secret = 'smtp://mailer:word-that-nobody-may-see@127.0.0.1:1'
const env = { DATA_DIR: data, PORT: String(port), SMTP_URL: secret }
const started: Command[] = []

function start(more: Record<string, string> = {}): Command {
  const begun = command('src/launch.ts', [], { ...env, ...more })
  started.push(begun)
  return begun
}

/** Resolves once it says that it is ready; throws what it said when it ended instead. */
const ready = (product: Command) =>
  eventually('ready', async () => {
    const ended = await Promise.race([product.ended, Promise.resolve('running')])
    if (ended !== 'running') throw new Error(`ended with ${ended}: ${product.err()}`)
    return product.out().includes('Ready: ')
  })

const lay = async (...words: string[]) => {
  const ran = command('src/cli.ts', words, { DATA_DIR: data })
  const status = await ran.ended
  return { status, out: ran.out(), err: ran.err() }
}

const only = (found: number[]) => (found.length === 1 ? found[0]! : null)

after(async () => {
  for (const each of started) each.kill('SIGTERM')
  const patience = setTimeout(() => started.forEach((each) => each.kill('SIGKILL')), 30_000)
  await Promise.all(started.map((each) => each.ended))
  clearTimeout(patience)
  await rm(folder, { recursive: true, force: true })
})

/** Throws when a process of the product was started with a secret, in its words or in its environment. */
function assertNoSecret(product: Command, dataDir: string, ...more: string[]) {
  const kept = readdirSync(join(dataDir, 'secrets'), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => readFileSync(join(dataDir, 'secrets', name), 'utf8').trim())
  const secrets = [...kept, 'word-that-nobody-may-see', ...more]
  assert.ok(secrets.length > 5)
  for (const name of ['main.ts', 'worker.ts']) {
    const pids = childrenOf(product.pid, name)
    assert.ok(pids.length > 0, name)
    for (const pid of pids) {
      const shown = environmentOf(pid) + commandLineOf(pid)
      for (const [i, one] of secrets.entries()) assert.ok(!shown.includes(one), `${name} shows secret ${i}`)
      assert.doesNotMatch(shown, /_URL|_FILE/)
    }
  }
}

const linux = { skip: process.platform === 'linux' ? false : 'looks into /proc' }

describe('npm start, from the first to the last', { concurrency: false }, () => {
  let product: Command

  it('says every wrong setting at once and begins nothing', async () => {
    const refused = start({ PORT: 'eighty', DEMO: 'perhaps', BASE_URL: 'here', DATA_DIR: join(folder, 'never') })
    assert.equal(await refused.ended, 1)
    const lines = refused.err().trim().split('\n')
    for (const name of ['PORT', 'DEMO', 'BASE_URL'])
      assert.ok(
        lines.some((line) => line.startsWith(name)),
        name,
      )
    assert.equal(existsSync(join(folder, 'never')), false)
  })

  it('says that the port is taken, and by what to choose another, before anything slow', async () => {
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    const refused = start()
    assert.equal(await refused.ended, 1)
    other.close()
    assert.match(refused.err(), new RegExp(`^Port ${port} on 127.0.0.1 is in use .*PORT=\\d+ npm start\\n$`))
    assert.equal(existsSync(join(data, 'pg')), false)
  })

  it('says that the folder for data cannot be written to', async () => {
    const refused = start({ DATA_DIR: join(import.meta.filename, 'data') })
    assert.equal(await refused.ended, 1)
    assert.match(refused.err(), /^\S+ cannot be written to: set DATA_DIR .*\n$/)
  })

  it('says so too where the system says that there is no such place', linux, async () => {
    const refused = start({ DATA_DIR: '/proc/looking-after' })
    assert.equal(await refused.ended, 1)
    assert.match(refused.err(), /^\S+ cannot be written to: set DATA_DIR .*\n$/)
  })

  it('starts from nothing and says where it is', async () => {
    product = start()
    await ready(product)
    assert.ok(await pageAt(`${url}/healthz`))
    await eventually('the worker is heard from', () => pageAt(`${url}/readyz`))
    const said = product.out()
    assert.match(said, new RegExp(`Ready: http://localhost:${port}\\n`))
    assert.match(said, /Try it: .*\/dev\/sign-in\n/)
    assert.match(said, /\/dev\/outbox\n/)
  })

  it('shows the demonstration to a browser', async () => {
    assert.match((await pageAt(`${url}/`)) ?? '', /<h1/)
  })

  it('hands no secret to its processes through their environment', linux, () => {
    const pids = [...childrenOf(product.pid, 'main.ts'), ...childrenOf(product.pid, 'worker.ts')]
    assert.equal(pids.length, 2)
    for (const pid of pids) assert.doesNotMatch(environmentOf(pid), /word-that-nobody-may-see|SMTP_URL|DATA_DIR/)
    assertNoSecret(product, data)
  })

  it('lets the worker take what people leave of the machine, and nobody else', linux, () => {
    const standing = (name: string) => {
      const [pid] = childrenOf(product.pid, name)
      return [getPriority(pid!), niceOfSession(pid!)]
    }
    // Each begins a session of its own, which stands where all do; only the worker's is put behind them.
    const shared = sharedBetweenSessions()
    assert.deepEqual(standing('worker.ts'), [10, shared ? 10 : null])
    assert.deepEqual(standing('main.ts'), [getPriority(), shared ? 0 : null])
  })

  it('refuses a second start on the same data, naming the address and the process of the first', async () => {
    const second = start({ PORT: String(await freePort()) })
    assert.equal(await second.ended, 1)
    assert.match(second.err(), new RegExp(`http://localhost:${port} \\(process ${product.pid}\\)`))
    assert.equal(second.err().trim().split('\n').length, 1)
  })

  it('lets the operator work beside it', async () => {
    const made = await lay('key', 'create', '--name', 'beside', '--scope', 'booking')
    assert.equal(made.status, 0, made.err)
    assert.match(made.out.trim().split('\n').at(-1) ?? '', /^\S{20,}$/)
  })

  it('starts a web process again that was killed', linux, async () => {
    const pid = await eventually('one web process', () => only(childrenOf(product.pid, 'main.ts')))
    process.kill(pid, 'SIGKILL')
    await eventually('another web process answers', async () => {
      const next = only(childrenOf(product.pid, 'main.ts'))
      return next !== null && next !== pid && (await pageAt(`${url}/healthz`))
    })
    assert.match(product.out(), /The web process ended \(SIGKILL\): starting it again/)
  })

  it('starts PostgreSQL again that was killed, and the others live on', linux, async () => {
    const web = await eventually('one web process', () => only(childrenOf(product.pid, 'main.ts')))
    const worker = await eventually('one worker', () => only(childrenOf(product.pid, 'worker.ts')))
    await eventually('ready before', () => pageAt(`${url}/readyz`))
    const server = await eventually('one server', () => only(childrenOf(product.pid, 'bin/postgres')))
    process.kill(server, 'SIGKILL')
    await eventually('another server', () => {
      const next = only(childrenOf(product.pid, 'bin/postgres'))
      return next !== null && next !== server
    })
    await eventually('ready again', () => pageAt(`${url}/readyz`))
    assert.deepEqual(childrenOf(product.pid, 'main.ts'), [web])
    assert.deepEqual(childrenOf(product.pid, 'worker.ts'), [worker])
  })

  it('takes everything over after it was killed, with all that was kept', linux, async () => {
    const orphan = await eventually('one server', () => only(childrenOf(product.pid, 'bin/postgres')))
    product.kill('SIGKILL')
    await product.ended
    await eventually('the port is free', async () => (await pageAt(`${url}/healthz`)) === null)
    assert.equal(isRunning(orphan), true)
    product = start()
    await ready(product)
    assert.equal(isRunning(orphan), false)
    assert.match((await lay('key', 'list')).out, /beside/)
  })

  it('stops all of it when asked, and leaves nothing behind', async () => {
    product.kill('SIGTERM')
    assert.equal(await product.ended, 0)
    assert.equal(await pageAt(`${url}/healthz`), null)
    assert.equal(existsSync(join(data, 'run.json')), false)
    assert.equal(product.err(), '')
  })

  it('lets the operator work without it', async () => {
    const listed = await lay('key', 'list')
    assert.equal(listed.status, 0, listed.err)
    assert.match(listed.out, /beside/)
    assert.equal((await lay('doctor')).status, 0)
  })

  it('says in one line what an operator has typed wrongly', async () => {
    const wrong = await lay('kee', 'create')
    assert.equal(wrong.status, 1)
    assert.equal(wrong.out, '')
    assert.equal(wrong.err.trim().split('\n').length, 1)
  })
})

describe('npm start on a PostgreSQL server of the operator', { concurrency: false }, () => {
  it('makes its roles and its database there, lays no demonstration, and shows its secrets to nobody', async () => {
    const server = await startPostgres(join(folder, 'theirs'), { fsync: 'off' })
    const address = `postgres://postgres:${server.password}@localhost/coaching?host=${server.host}`
    const own = { DATA_DIR: join(folder, 'own'), DATABASE_URL: address }
    const product = start(own)
    try {
      await ready(product)
      await eventually('the worker is heard from', () => pageAt(`${url}/readyz`))
      assert.equal(await pageAt(`${url}/dev/sign-in`), null)
      assert.equal(existsSync(join(folder, 'own', 'pg')), false)
      if (!linux.skip) assertNoSecret(product, join(folder, 'own'), server.password)
      const made = command('src/cli.ts', ['service', 'show'], own)
      assert.equal(await made.ended, 0, made.err())
      assert.match(made.out(), /lay-too-ed/)
    } finally {
      product.kill('SIGTERM')
      await product.ended
    }
    const inFiles = { DATABASE_URL: join(folder, 'database-url'), SMTP_URL: join(folder, 'smtp-url') }
    await writeFile(inFiles.DATABASE_URL, address, { mode: 0o400 })
    await writeFile(inFiles.SMTP_URL, secret, { mode: 0o400 })
    const fromFiles = start({
      DATA_DIR: own.DATA_DIR,
      SMTP_URL: '',
      DATABASE_URL_FILE: inFiles.DATABASE_URL,
      SMTP_URL_FILE: inFiles.SMTP_URL,
    })
    try {
      await ready(fromFiles)
      if (!linux.skip) assertNoSecret(fromFiles, own.DATA_DIR, server.password)
    } finally {
      fromFiles.kill('SIGTERM')
      await fromFiles.ended
      await server.stop()
    }
  })

  it('says in one line that the server is not there', async () => {
    const absent = start({ DATA_DIR: join(folder, 'own'), DATABASE_URL: 'postgres://admin:hidden@127.0.0.1:1/lay' })
    assert.equal(await absent.ended, 1)
    assert.match(absent.err(), /^The database at 127.0.0.1:1 does not let us in: .*\n$/)
    assert.doesNotMatch(absent.err(), /hidden/)
  })
})
