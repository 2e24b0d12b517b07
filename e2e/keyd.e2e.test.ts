import assert from 'node:assert/strict'
import { existsSync, mkdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { command, eventually, freePort, type Command } from '../testing/running.ts'

const folder = await mkdtemp(join(tmpdir(), 'lay-keyd-'))
const port = await freePort()
const url = `http://localhost:${port}`
const [data, socket, kek] = [join(folder, 'data'), join(folder, 'socket'), join(folder, 'held', 'kek')]
mkdirSync(join(folder, 'held'))
const started: Command[] = []
const start = (file: string, env: Record<string, string>) => {
  const begun = command(file, [], { DATA_DIR: data, KEY_HOLDER: socket, ...env })
  started.push(begun)
  return begun
}
const startKeyd = () => start('src/keyd.ts', { KEK_FILE: kek })
const ready = (one: Command) =>
  eventually('ready', async () => {
    const ended = await Promise.race([one.ended, Promise.resolve('running')])
    if (ended !== 'running') throw new Error(`ended with ${ended}: ${one.err()}`)
    return one.out().includes('Ready: ')
  })

after(async () => {
  for (const each of started) each.kill('SIGTERM')
  const patience = setTimeout(() => started.forEach((each) => each.kill('SIGKILL')), 30_000)
  await Promise.all(started.map((each) => each.ended))
  clearTimeout(patience)
  await rm(folder, { recursive: true, force: true })
})

describe('A key holder in a process of its own', { concurrency: false }, () => {
  let key = ''
  let slots: string[] = []
  let keyd: Command
  const call = async (path: string, body?: object) =>
    fetch(`${url}/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const book = async (email: string) => {
    const held = await call('/holds', { service: 'lay-too', mode: 'video', start: slots.pop()! })
    const { id } = (await held.json()) as { id: string }
    return call('/bookings', { hold: id, client: { name: 'Amina', email } })
  }
  const mailTo = async (email: string) => {
    const reply = await fetch(`${url}/dev/outbox.json?to=${encodeURIComponent(email)}`)
    return ((await reply.json()) as { messages: unknown[] }).messages.length > 0
  }

  it('given both are started, then the product holds no key file, and is ready', async () => {
    keyd = startKeyd()
    const product = start('src/launch.ts', { PORT: String(port) })
    await ready(product)
    await ready(keyd)
    assert.ok(existsSync(kek))
    assert.equal(existsSync(join(data, 'secrets', 'kek')), false)
    const made = command('src/cli.ts', ['key', 'create', '--name', 'Intranet', '--scope', 'booking'], {
      DATA_DIR: data,
      KEY_HOLDER: socket,
    })
    assert.equal(await made.ended, 0, made.err())
    key = /lay_[\w-]{43}/.exec(made.out())![0]
    const offered = (await (await call('/availability?service=lay-too&mode=video')).json()) as {
      slots: { start: string }[]
    }
    slots = offered.slots.map((slot) => slot.start)
  })

  it('when somebody books, then their key is made there, and the worker is given it to write to them', async () => {
    assert.equal((await book('amina@example.org')).status, 201)
    await eventually('the confirmation', () => mailTo('amina@example.org'))
  })

  it('when it is killed, then nobody books; and when it is back, they do', async () => {
    keyd.kill('SIGKILL')
    await keyd.ended
    assert.ok((await book('mark@example.org')).status >= 500)
    await ready((keyd = startKeyd()))
    assert.equal((await book('grace@example.org')).status, 201)
    await eventually('the confirmation', () => mailTo('grace@example.org'))
  })

  it('when the key file is another, then it says so in one line and does not start', async () => {
    keyd.kill('SIGTERM')
    await keyd.ended
    const wrong = start('src/keyd.ts', { KEK_FILE: join(folder, 'held', 'none') })
    assert.equal(await wrong.ended, 1)
    assert.match(
      wrong.err(),
      /^\S+ is missing, and this database holds what only key [0-9a-f]{16} opens: put the file back\n$/,
    )
  })
})
