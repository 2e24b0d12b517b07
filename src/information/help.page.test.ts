import assert from 'node:assert/strict'
import { guardsWith } from '../../testing/staff.ts'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { after, beforeEach, it } from 'node:test'
import { openDb, type Db } from '#lib/door'
import { closed, serve } from '#web'
import { layDemoProgramme, layReference } from '../../seed/reference.ts'
import { freshDatabase } from '../../testing/database.ts'
import { assertValidHtml } from '../../testing/html.ts'
import { informationRoutes, keepHelp } from './index.ts'

const { db: there, admin } = await freshDatabase()
await layReference(admin)
await layDemoProgramme(admin)

/** A server that takes connections and never says a word. */
const sockets: Socket[] = []
const mute = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1')
await once(mute, 'listening')
const at = (port: number) => ({ host: '127.0.0.1', port, database: 'x', user: 'x', password: 'x' })
const opened = (port: number) => openDb({ care: at(port) }, { max: 1, connectMillis: 20_000, onFault: () => {} })
const databases = { there, refusing: opened(1), silent: opened((mute.address() as AddressInfo).port) }
let which: keyof typeof databases = 'there'
const db: Db = { withActor: (actor, work) => databases[which].withActor(actor, work), close: async () => {} }

let minute: () => Promise<unknown> = async () => null
const again = (work: typeof minute) => {
  minute = work
  return () => {}
}
const clock = () => Temporal.Instant.from('2026-11-24T10:00:00Z')
const faults: unknown[] = []
const help = await keepHelp({ db, clock, demo: false, again, onFault: (error) => void faults.push(error) })
const app = await serve({
  routes: informationRoutes({ db, clock, baseUrl: 'http://localhost:3000', help, demo: false }),
  ports: { clock, baseUrl: 'http://localhost:3000' },
  guards: guardsWith({ loopback: closed, demo: closed }),
  standing: help.last,
})
after(async () => {
  await app.close()
  for (const socket of sockets) socket.destroy()
  mute.close()
})

beforeEach(() => {
  which = 'there'
})

const get = async (url: string) => {
  const { statusCode, body } = await app.inject({ url, headers: { host: 'localhost:3000' } })
  await assertValidHtml(body)
  return { status: statusCode, body }
}

for (const away of ['refusing', 'silent'] as const)
  it(`given a database that is ${away}, then urgent help is there all the same`, async () => {
    const before = await get('/urgent-help')
    which = away
    assert.deepEqual(await get('/urgent-help'), before)
  })

it('given a number that changed, when the database goes away, then the page that says so has the new one', async () => {
  await admin.query(`update helpline set text_to = '85259' where key = 'shout'`)
  await minute()
  which = 'refusing'
  const { status, body } = await get('/privacy')
  assert.equal(status, 503)
  assert.match(body, /Text the word SHOUT[^]*?<a href="sms:85259">85259<\/a>/)
  assert.match(body, /call us on <a href="tel:08081570123">/)
})

it('given a fault that is not the database being away, when the minute comes, then it is told and the old words stand', async () => {
  const before = help.last()
  which = 'refusing'
  await minute()
  assert.deepEqual(faults, [])
  which = 'there'
  await admin.query('alter table helpline rename to helpline_elsewhere')
  await minute()
  await admin.query('alter table helpline_elsewhere rename to helpline')
  assert.deepEqual(
    faults.map((error) => (error as { code?: string }).code),
    ['42P01'],
  )
  assert.equal(help.last(), before)
})
