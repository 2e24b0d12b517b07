import assert from 'node:assert/strict'
import { chmod, copyFile, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { listBases, placesOf, verifyBase } from '#backup'
import { systemClock } from '#lib/clock'
import { loseDatabase, openServer, storeIn, type Opened } from '../../testing/restoring.ts'
import { backUp, productCheck } from './back-up.ts'
import { restore } from './restore.ts'

const folder = await mkdtemp(join(tmpdir(), 'lay-restore-'))
const store = storeIn(join(folder, 'data'))
const places = placesOf(store)
const signal = new AbortController().signal
let server: Opened | null = null
after(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

const bringBack = (from: string, to: Temporal.Instant | null) =>
  restore(store, from, to, { settings: { fsync: 'off' } })
const open = async () => (server = await openServer(store))
const close = async () => {
  await server?.close()
  server = null
}
const note = async (at: Opened, value: number) =>
  void (await at.client.query('insert into drill.noted values ($1)', [value]))
const noted = async (at: Opened) =>
  (await at.client.query<{ value: number }>('select value from drill.noted order by value')).rows.map(
    ({ value }) => value,
  )
const newest = async () => (await listBases(places.bases)).at(-1)!
const verify = async () => verifyBase(await newest(), places, productCheck(store), systemClock)

/** Runs while a file of the backup is elsewhere, or another lies in its place. */
async function without<T>(path: string, work: () => Promise<T>, instead?: string): Promise<T> {
  await rename(path, `${path}.kept`)
  if (instead !== undefined) await writeFile(path, instead)
  try {
    return await work()
  } finally {
    await copyFile(`${path}.kept`, path)
    await rm(`${path}.kept`)
  }
}

describe('a backup', { concurrency: false }, () => {
  let between: Temporal.Instant

  it('is taken while people write, and restored for proof', async () => {
    const at = await open()
    await at.client.query('create schema drill; create table drill.noted (value integer primary key)')
    let writing = true
    const wrote = (async () => {
      for (let value = 0; writing; value++) await note(at, value)
    })()
    const { base, verified } = await backUp(store, at.admin, { verify: true, signal })
    writing = false
    await wrote
    assert.ok(verified && verified.tables > 30 && verified.rows > 0)
    assert.equal((await newest()).manifest.name, base?.manifest.name)
    await at.client.query('truncate drill.noted')
    const kept = await readdir(store.backupDir, { recursive: true })
    for (const path of kept) assert.equal((await stat(join(store.backupDir, path))).mode & 0o077, 0, path)
  })

  it('loses nothing that was written after it, though the server was killed meanwhile', async () => {
    const at = server!
    await note(at, 1)
    between = systemClock()
    await note(at, 2)
    process.kill(at.cluster.pid, 'SIGKILL')
    await at.cluster.ended
    await close()
    const again = await open()
    await note(again, 3)
    await again.client.query('select pg_switch_wal()')
    await note(again, 4)
    await close()
    await loseDatabase(store)
    await chmod(store.dataDir, 0o755)
    const { closed, base } = await bringBack(store.backupDir, null)
    assert.equal(closed, null)
    assert.equal((await stat(store.dataDir)).mode & 0o077, 0)
    assert.equal(base.manifest.name, (await newest()).manifest.name)
    assert.deepEqual(await noted(await open()), [1, 2, 3, 4])
  })

  it('is not brought back over a database that is there', async () => {
    await close()
    await assert.rejects(bringBack(store.backupDir, null), /holds a database: move it away first/)
  })

  it('brings back a moment, and goes on from there', async () => {
    await loseDatabase(store)
    assert.equal((await bringBack(store.backupDir, between)).closed, null)
    const at = await open()
    assert.deepEqual(await noted(at), [1])
    await note(at, 5)
    await close()
    await loseDatabase(store)
    await bringBack(store.backupDir, null)
    assert.deepEqual(await noted(await open()), [1, 5])
    await close()
  })

  it('says that the log does not reach a time, and leaves nothing half brought back', async () => {
    await loseDatabase(store)
    const later = systemClock().add({ hours: 1 })
    await assert.rejects(bringBack(store.backupDir, later), /The log does not reach that time/)
    await assert.rejects(
      bringBack(store.backupDir, between.subtract({ hours: 1 })),
      /The oldest backup in \S+ was done at \S+: choose a later time/,
    )
    await assert.rejects(bringBack(folder, null), /holds no backup/)
    assert.deepEqual(await readdir(places.dataDir).then((all) => all.filter((name) => name === 'pg')), [])
  })

  it('is not taken for whole when a file or a piece of its log is missing or changed', async () => {
    const base = await newest()
    const file = join(base.folder, 'files', 'PG_VERSION.zst')
    const piece = join(places.wal, `${base.manifest.firstWal}.gz`)
    for (const instead of [undefined, 'another'])
      assert.match(String(await without(file, verify, instead)), /PG_VERSION.zst is not as it was written/)
    assert.match(String(await without(piece, verify)), /lacks a piece of the log/)
    assert.match(String(await without(piece, verify, 'another')), /is damaged/)
  })

  it('is not brought back beside other secrets than those it was sealed with', async () => {
    const key = join(store.dataDir, 'secrets', 'contacts-key')
    const tried = () => assert.rejects(bringBack(store.backupDir, null), /lacks the secrets .* \(contacts-key\)/)
    await without(key, tried)
    await without(key, tried, 'another')
  })
})
