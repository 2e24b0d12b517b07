import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { askSealed } from './sealed.ts'

const folder = join(import.meta.dirname, '..', '..', 'testing', 'sealed')
const heard: unknown[] = []
const server = createServer((socket) => void heard.push(socket.end())).listen(0, '127.0.0.1')
await once(server, 'listening')
after(() => server.close())

describe('a sealed process', () => {
  it('can read its own folder, and nothing else of all that a program could do', async () => {
    const asked = {
      file: join(import.meta.dirname, 'README.md'),
      folder: import.meta.dirname,
      port: String((server.address() as AddressInfo).port),
    }
    const said = await askSealed({ folder, entry: 'attempts.ts' }, [Buffer.from(JSON.stringify(asked))])
    assert.deepEqual(JSON.parse(said!), ['reads its own folder'])
    assert.equal(heard.length, 0)
    assert.ok(!existsSync(join(import.meta.dirname, 'left-behind')) && !existsSync(join(folder, 'left-behind')))
  })

  const bad = (what: string, patienceMillis?: number) =>
    askSealed({ folder, entry: 'bad.ts', ...(patienceMillis ? { patienceMillis } : {}) }, [Buffer.from(what)])

  it('says what it says', async () => assert.equal(await bad('nothing bad'), 'well'))

  it('is ended when it goes on for ever, and said nothing then', async () =>
    assert.equal(await bad('never', 1_000), null))

  it('is ended when it says too much, takes too much memory, or fails', async () => {
    for (const what of ['much', 'memory', 'throws']) assert.equal(await bad(what), null, what)
  })

  it('that cannot be started says nothing', async () => {
    assert.equal(await askSealed({ folder, entry: 'none.ts' }, [Buffer.from('x'.repeat(1_000_000))]), null)
    assert.equal(await askSealed({ folder: join(folder, 'none'), entry: 'bad.ts' }, [Buffer.from('x')]), null)
  })
})
