import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { eraseForGood, listBases, newestDumps, openLedger, placesOf, recover } from '#backup'
import { systemClock } from '#lib/clock'
import { startPostgres } from '#embedded'
import { openClient } from '#lib/pool'
import { sender } from '#lib/sql'
import { decrypt, encrypt, naming } from '#vault'
import { command, freePort } from '../../testing/running.ts'
import { loseDatabase, openServer, storeIn, type Opened } from '../../testing/restoring.ts'
import { backUp } from './back-up.ts'
import type { Hands } from './hands.ts'
import { finishAll } from './restore.ts'

/**
 * Two clients, one erased after the backup that is brought back. Their sealed rows and keys are laid by the drill: each
 * contact under a key of its own, each key wrapped, as the vault does it.
 */
const folder = await mkdtemp(join(tmpdir(), 'lay-drill-'))
const store = storeIn(join(folder, 'data'))
const places = placesOf(store)
const amina = { id: 'a0000000-0000-4000-8000-000000000001', contact: 'canary-amina@example.org' }
const mark = { id: 'a0000000-0000-4000-8000-000000000002', contact: 'canary-mark@example.org' }
const about = naming('drill')
const quickly = { fsync: 'off' }
let kek = randomBytes(32)
let server: Opened | null = null
after(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

type Keys = { clientId: string; wrapped: string }[]
const hands: Hands = {
  async loadKeys(tx, dump) {
    const keys = JSON.parse(decrypt(kek, about, await readFile(dump))!.toString()) as Keys
    await tx.send('', 'delete from drill_key', [])
    for (const { clientId, wrapped } of keys)
      await tx.send('', `insert into drill_key values ($1, decode($2, 'hex'))`, [clientId, wrapped])
  },
  async keysLack(tx) {
    const [there] = (await tx.send('', `select to_regclass('drill_key') is not null as is`, [])) as { is: boolean }[]
    if (!there?.is) return null
    const keys = (await tx.send('', 'select wrapped from drill_key', [])) as { wrapped: Buffer }[]
    const shut = keys.filter(({ wrapped }) => !decrypt(kek, about, wrapped)).length
    return shut > 0 ? `${shut} keys do not open` : null
  },
  async erase(tx, clientId) {
    await tx.send('', 'delete from drill_sealed where client_id = $1', [clientId])
    await tx.send('', 'delete from drill_key where client_id = $1', [clientId])
  },
}

async function lay({ client }: Opened) {
  await client.query('set role lay_owner')
  await client.query(
    'create table drill_sealed (client_id uuid, sealed bytea); create table drill_key (client_id uuid, wrapped bytea)',
  )
  for (const { id, contact } of [amina, mark]) {
    const key = randomBytes(32)
    await client.query('insert into drill_sealed values ($1, $2)', [id, encrypt(key, about, Buffer.from(contact))])
    await client.query('insert into drill_key values ($1, $2)', [id, encrypt(kek, about, key)])
  }
}

async function dumpKeys({ client }: Opened) {
  const { rows } = await client.query(
    `select client_id as "clientId", encode(wrapped, 'hex') as wrapped from drill_key`,
  )
  const name = `keys-${systemClock().toString().replaceAll(':', '-')}.dump`
  await mkdir(places.keyDumps[0]!, { recursive: true })
  await writeFile(join(places.keyDumps[0]!, name), encrypt(kek, about, Buffer.from(JSON.stringify(rows))))
}

/** A new key to wrap all keys with; the old one is gone. */
async function rotate({ client }: Opened) {
  const next = randomBytes(32)
  const { rows } = await client.query<{ client_id: string; wrapped: Buffer }>(
    'select client_id, wrapped from drill_key',
  )
  for (const { client_id, wrapped } of rows)
    await client.query('update drill_key set wrapped = $2 where client_id = $1', [
      client_id,
      encrypt(next, about, decrypt(kek, about, wrapped)!),
    ])
  kek = next
}

/** What opens for a client, or null. */
async function contactOf(client: Opened['client'], id: string): Promise<string | null> {
  const { rows } = await client.query<{ sealed: Buffer; wrapped: Buffer }>(
    'select sealed, wrapped from drill_sealed join drill_key using (client_id) where client_id = $1',
    [id],
  )
  const key = rows[0] && decrypt(kek, about, rows[0].wrapped)
  return key ? (decrypt(key, about, rows[0]!.sealed)?.toString() ?? null) : null
}

async function filesWith(text: string, under: string): Promise<string[]> {
  const entries = await readdir(under, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const found = await Promise.all(files.map(async (file) => ((await readFile(file)).includes(text) ? [file] : [])))
  return found.flat()
}

describe('somebody who was erased stays erased', { concurrency: false }, () => {
  const ledger = openLedger(places.ledger, places.ledgerCopies, systemClock)

  it('is backed up, then erased, and the key that wrapped their keys is changed', async () => {
    server = await openServer(store, hands)
    await lay(server)
    await dumpKeys(server)
    await backUp(store, server.admin, { verify: false, signal: new AbortController().signal })
    assert.equal(await contactOf(server.client, amina.id), amina.contact)
    const at = server
    await eraseForGood(ledger, amina.id, systemClock, async (alsoSay) => {
      const tx = sender(at.client)
      await at.client.query('begin')
      await hands.erase(tx, amina.id)
      await alsoSay(tx)
      await at.client.query('commit')
    })
    await rotate(server)
    await dumpKeys(server)
    await backUp(store, null, { verify: false, signal: new AbortController().signal })
    await server.close()
  })

  it('is in the older backup, which nobody gets to see before keys and erasures are brought to the present', async () => {
    await loseDatabase(store)
    const base = (await listBases(places.bases)).at(-1)!
    const wal = join(folder, 'wal-of-that-time')
    await cp(places.wal, wal, { recursive: true })
    for (const name of await readdir(wal)) if (name > `${base.manifest.lastWal}.gz`) await rm(join(wal, name))
    const byHand = await recover({ base, wal, folder: store.dataDir, to: null, settings: quickly })
    await byHand.stop()
    const closed =
      /^(Error: )?This database does not know of 1 of the erasures in \S+, so it was restored: before it is opened, npm run lay -- restore finish\n?$/
    await assert.rejects(openServer(store, hands), closed)
    const env = { DATA_DIR: store.dataDir, DEMO: 'off', SMTP_URL: 'smtp://127.0.0.1:1', PORT: String(await freePort()) }
    const product = command('src/launch.ts', [], env)
    assert.equal(await product.ended, 1)
    assert.match(product.err(), closed)
    assert.doesNotMatch(product.out(), /Ready/)
  })

  it('is erased again before it opens, and everybody else opens', async () => {
    const { host, port, user, password, stop } = await startPostgres(store.dataDir, quickly)
    const admin = { host, port, user, password, database: 'lay' }
    const client = openClient(admin)
    await client.connect()
    for (const { id } of [amina, mark]) assert.equal(await contactOf(client, id), null, 'nothing opens by the new key')
    assert.equal((await client.query('select from drill_sealed')).rowCount, 2)
    const [own, copy] = await newestDumps(places.keyDumps)
    await writeFile(own!, 'spoilt')
    assert.deepEqual(await finishAll(store, admin, hands), { erased: 1, dump: copy })
    await client.end()
    await stop()
    server = await openServer(store, hands)
    assert.equal(await contactOf(server.client, amina.id), null)
    assert.equal((await server.client.query('select from drill_sealed where client_id = $1', [amina.id])).rowCount, 0)
    assert.equal(await contactOf(server.client, mark.id), mark.contact)
    for (const { contact } of [amina, mark]) assert.deepEqual(await filesWith(contact, folder), [])
  })
})
