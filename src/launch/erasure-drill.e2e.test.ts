import assert from 'node:assert/strict'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { eraseForGood, listBases, newestDumps, placesOf, recover } from '#backup'
import { startPostgres } from '#embedded'
import { systemClock } from '#lib/clock'
import { worker } from '#lib/door'
import { openClient } from '#lib/pool'
import { sender, type Tx } from '#lib/sql'
import { destroyKeys, followKeks, holdKeys, keep, open, readKeks, rotate, seal } from '#vault'
import { command, freePort } from '../../testing/running.ts'
import { loseDatabase, openServer, storeIn, type Opened } from '../../testing/restoring.ts'
import { backUp } from './back-up.ts'
import { ledgerOf } from './gate.ts'
import { productHands, type Hands } from './hands.ts'
import { dumpsOf } from './key-holder.ts'
import { finishAll } from './restore.ts'

/** Two clients whose contacts are sealed under keys of their own; one is erased after the backup that is brought back. */
const folder = await mkdtemp(join(tmpdir(), 'lay-drill-'))
const store = storeIn(join(folder, 'data'))
const places = placesOf(store)
const amina = { id: 'a0000000-0000-4000-8000-000000000001', contact: 'canary-amina@example.org' }
const mark = { id: 'a0000000-0000-4000-8000-000000000002', contact: 'canary-mark@example.org' }
const quickly = { fsync: 'off' }
const cellOf = (id: string) => ({ table: 'drill', column: 'sealed_contact', row: id })
const asked = { verify: false, signal: new AbortController().signal }
let server: Opened | null = null
after(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

const hands: Hands = { ...productHands(store), erase: (tx, id) => eraseDrilled(tx, id) }

async function eraseDrilled(tx: Tx, id: string) {
  await tx.send('', 'delete from drill.contact where client_id = $1', [id])
  await destroyKeys(tx, id)
}

const holderOf = ({ db }: Opened) =>
  holdKeys({ db, clock: systemClock, keks: followKeks(store.kekFile), dumps: dumpsOf(store), alarm: () => {} })

async function lay(at: Opened) {
  await at.client
    .query(`set role lay_owner; create schema drill; create table drill.contact (client_id uuid primary key, sealed_contact bytea not null);
    grant select, insert, delete on drill.contact to lay_worker; grant usage on schema drill to lay_worker; reset role`)
  for (const { id, contact } of [amina, mark]) {
    const made = await holderOf(at).make(id, 'contact')
    await at.db.withActor(worker, async (tx) => {
      await keep(tx, made)
      await tx.send('', 'insert into drill.contact values ($1, $2)', [id, seal(made.key, cellOf(id), contact)])
    })
  }
}

/** The contact of a client as the worker, who sends messages, gets to see it; null where it does not open. */
async function contactOf(at: Opened, id: string): Promise<string | null> {
  const ring = await holderOf(at).unwrap([{ subject: id, purpose: 'contact' }], worker)
  const rows = await at.client.query<{ sealed: Buffer }>(
    'select sealed_contact as sealed from drill.contact where client_id = $1',
    [id],
  )
  const [key, sealed] = [ring.of(id, 'contact'), rows.rows[0]?.sealed]
  return key && sealed ? open(key, cellOf(id), sealed) : null
}

async function filesWith(text: string, under: string): Promise<string[]> {
  const entries = await readdir(under, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const found = await Promise.all(files.map(async (file) => ((await readFile(file)).includes(text) ? [file] : [])))
  return found.flat()
}

/** Brings the backup back as an operator might who knows PostgreSQL: with the log of that time, and nothing else. */
async function bringBackByHand() {
  const base = (await listBases(places.bases)).at(-1)!
  const wal = join(folder, 'wal-of-that-time')
  await cp(places.wal, wal, { recursive: true })
  for (const name of await readdir(wal)) if (name > `${base.manifest.lastWal}.gz`) await rm(join(wal, name))
  const byHand = await recover({ base, wal, folder: store.dataDir, to: null, settings: quickly })
  await byHand.stop()
}

describe('somebody who was erased stays erased', { concurrency: false }, () => {
  it('is backed up, then erased, and the key that wrapped their keys is changed', async () => {
    const at = (server = await openServer(store, hands))
    await lay(at)
    await holderOf(at).dump()
    await backUp(store, at.admin, asked)
    assert.equal(await contactOf(at, amina.id), amina.contact)
    await eraseForGood(ledgerOf(store), amina.id, systemClock, (alsoSay) =>
      at.db.withActor(worker, async (tx) => {
        await eraseDrilled(tx, amina.id)
        await alsoSay(tx)
      }),
    )
    await rotate({ db: at.db, clock: systemClock, kekFile: store.kekFile, dumps: dumpsOf(store) })
    await backUp(store, null, asked)
    await at.close()
    server = null
  })

  it('is in the older backup, which nobody gets to see before keys and erasures are brought to the present', async () => {
    await loseDatabase(store)
    await bringBackByHand()
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
    assert.equal((await client.query('select from drill.contact join wrapped_key on subject = client_id')).rowCount, 2)
    assert.match((await hands.keysLack(sender(client))) ?? '', /is not the key file of this database/)
    await client.end()
    const [own, copy] = await newestDumps(places.keyDumps)
    await rm(own!)
    await writeFile(own!, 'spoilt')
    assert.deepEqual(await finishAll(store, admin, hands), { erased: 1, dump: copy })
    await stop()
    const at = (server = await openServer(store, hands))
    assert.equal(await contactOf(at, amina.id), null)
    const left = 'select client_id from drill.contact union all select subject from wrapped_key'
    assert.deepEqual(new Set((await at.client.query(left)).rows.map((row) => row.client_id)), new Set([mark.id]))
    assert.equal(await contactOf(at, mark.id), mark.contact)
  })

  it('is nowhere in what is kept, and what once wrapped their keys is gone', async () => {
    assert.equal(readKeks(store.kekFile)?.length, 1)
    for (const { contact } of [amina, mark]) assert.deepEqual(await filesWith(contact, folder), [])
  })
})
