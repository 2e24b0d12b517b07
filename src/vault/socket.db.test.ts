import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { anyone, signedIn, worker } from '#lib/door'
import { freshDatabase } from '../../testing/database.ts'
import { keysFor, keptKey } from '../../testing/keys.ts'
import { askHolder } from './ask.ts'
import { serveHolder } from './serve.ts'

const database = await freshDatabase()
const { holder, folder } = await keysFor(database)
const path = join(folder, 'socket')
const secrets = { care: 'care’s secret', work: 'worker’s secret' }
let served = await serveHolder(path, holder, secrets)
after(() => served.close())
const asking = (own: Parameters<typeof askHolder>[1]) => {
  const asked = askHolder(path, own)
  after(() => asked.close())
  return asked
}
const web = asking({ care: secrets.care })
const work = asking({ work: secrets.work })
const contactOf = ({ subject }: { subject: string }) => [{ subject, purpose: 'contact' as const }]

describe('a key holder behind a socket', () => {
  it('makes and gives the same keys as one in the process', async () => {
    const amina = await keptKey(database, web, randomUUID(), 'contact')
    const ring = await work.unwrap(contactOf(amina), worker)
    assert.deepEqual(ring.of(amina.subject, 'contact'), amina)
    assert.equal((await web.unwrap(contactOf(amina), anyone)).of(amina.subject, 'contact'), undefined)
  })

  it('answers many at once, each its own', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => keptKey(database, web, randomUUID(), 'contact')))
    const rings = await Promise.all(people.map((one) => work.unwrap(contactOf(one), worker)))
    assert.deepEqual(
      rings.map((ring, i) => ring.of(people[i]!.subject, 'contact')),
      people,
    )
  })

  it('serves a process for the zones whose secret it has, and no other', async () => {
    const amina = await keptKey(database, web, randomUUID(), 'contact')
    await assert.rejects(web.unwrap(contactOf(amina), worker), /no keys in the zone work/)
    await assert.rejects(asking({ work: 'a guess' }).unwrap(contactOf(amina), worker), /cannot be reached/)
    await assert.rejects(asking({ work: secrets.care }).unwrap(contactOf(amina), worker), /cannot be reached/)
    const feigned = { ...worker, zone: 'care' as const }
    await assert.rejects(web.unwrap(contactOf(amina), feigned), /only for those whom it serves/)
    const manager = signedIn({ role: 'lay_lead', token: 'x', account: randomUUID() })
    await assert.rejects(web.unwrap(contactOf(amina), manager), /no keys in the zone org/)
    await assert.rejects(web.dump(), /no keys in the zone work/)
  })

  it('can be asked by its user and group alone', () => {
    assert.equal(statSync(path).mode & 0o007, 0)
  })

  it('gives no key while it is away, and again when it is back', async () => {
    await served.close()
    await assert.rejects(web.make(randomUUID(), 'contact'), /cannot be reached/)
    served = await serveHolder(path, holder, secrets)
    assert.equal((await web.make(randomUUID(), 'contact')).key.secret.length, 32)
  })

  it('gives no key when it does not answer in time', async () => {
    const silent = join(folder, 'silent')
    const server = createServer((socket) => {
      after(() => socket.destroy())
    }).listen(silent)
    after(() => server.close())
    await once(server, 'listening')
    const asked = askHolder(silent, secrets)
    after(() => asked.close())
    await assert.rejects(asked.make(randomUUID(), 'contact'), /did not answer in time/)
  })

  it('says nothing to whoever does not say first who they are, or speaks no language of ours', async () => {
    const frame = (value: unknown) => {
      const body = Buffer.from(JSON.stringify(value))
      return Buffer.concat([Buffer.from([0, 0, body.length >> 8, body.length & 255]), body])
    }
    const words = [
      frame({ n: 1, make: contactOf({ subject: randomUUID() })[0] }),
      frame({ zone: 'org', secret: 'undefined' }),
      frame({ zone: '__proto__', secret: 'x' }),
      frame(null),
      Buffer.from([255, 255, 255, 255]),
      Buffer.from([0, 0, 0, 3, 1, 2, 3]),
    ]
    for (const said of words) {
      const socket = connect(path)
      let heard = 0
      socket.on('data', ({ length }) => (heard += length))
      socket.on('error', () => {})
      socket.write(said)
      await once(socket, 'close')
      assert.equal(heard, 0)
    }
    assert.ok(await web.make(randomUUID(), 'contact'), 'and goes on serving the others')
  })
})
