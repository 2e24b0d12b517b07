import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, it } from 'node:test'
import { freshDatabase } from '../../../testing/database.ts'
import { whenAllEnded } from '../../../testing/trail.ts'
import { anyone } from '#lib/door'
import { keepCheckpoints, privateKeyOf, publicKeyOf, record } from '../index.ts'
import { checkTrail } from './check.ts'
import { filedIn } from './folder.ts'

const { db, admin } = await freshDatabase()
const base = await mkdtemp(join(tmpdir(), 'lay-keep-'))
after(() => rm(base, { recursive: true, force: true }))
const key = privateKeyOf(Buffer.alloc(32, 5).toString('base64url'))
let folder = ''
const keepNow = (where = folder) => keepCheckpoints({ db, key, folder: where })
const keep = async (where?: string) => {
  await whenAllEnded(admin)
  await keepNow(where)
}
const event = (subjectId: string) =>
  ({ verb: 'booking.moved', subjectKind: 'booking', subjectId, actorKind: 'client' }) as const
const act = (id: string = randomUUID()) => db.withActor(anyone, (tx) => record(tx, event(id)))
const checkpoints = async (): Promise<{ seq: number; epoch: number; size: number }[]> =>
  (await admin.query('select seq::int, epoch, size::int from audit_checkpoint order by seq')).rows
const faults = async () => (await checkTrail(db, publicKeyOf(key), folder)).faults

beforeEach(async () => {
  await admin.query('truncate audit_event, audit_checkpoint, audit_leaf, audit_node')
  folder = await mkdtemp(join(base, 'second-'))
})

it('holds in the next checkpoint what was begun before one and committed after it', async () => {
  await keep()
  const { promise: made, resolve: goOn } = Promise.withResolvers<void>()
  const { promise: written, resolve: isWritten } = Promise.withResolvers<void>()
  const slow = db.withActor(anyone, async (tx) => {
    await record(tx, event(randomUUID()))
    isWritten()
    await made
  })
  await written
  // Younger by number, and committed first.
  await act()
  await keepNow()
  assert.deepEqual(
    (await checkpoints()).map(({ size }) => size),
    [0, 0],
  )
  goOn()
  await slow
  await keep()
  assert.deepEqual(
    (await checkpoints()).map(({ size }) => size),
    [0, 0, 2],
  )
  assert.deepEqual(await faults(), [])
})

it('adds only heads that changed, and signs also when nothing did', async () => {
  const [one, other] = [randomUUID(), randomUUID()]
  await Promise.all([act(one), act(other)])
  await keep()
  await keep()
  await act(one)
  await keep()
  assert.deepEqual(
    (await checkpoints()).map(({ size }) => size),
    [2, 2, 3],
  )
  const filed = await Array.fromAsync(filedIn(folder))
  assert.deepEqual(
    filed.map(({ leaves }) => leaves.map(([subject, n]) => [subject === one, n])),
    [filed[0]!.leaves.map(([subject]) => [subject === one, 1]), [], [[true, 2]]],
  )
})

it('files later what could not be filed', async () => {
  await act()
  const file = join(base, `no-folder-${randomUUID()}`)
  await writeFile(file, '')
  await chmod(file, 0o400)
  await assert.rejects(keep(file))
  await act()
  await keep()
  assert.equal((await Array.fromAsync(filedIn(folder))).length, (await checkpoints()).length)
  for (const path of await readdir(folder, { recursive: true }))
    assert.equal((await stat(join(folder, path))).mode & 0o077, 0, path)
  assert.deepEqual(await faults(), [])
})

it('begins a new epoch in a restored copy, and loses no chain for which numbers of transactions mean nothing', async () => {
  const id = randomUUID()
  await act(id)
  await keep()
  await admin.query(`update audit_checkpoint set place = 'another server'`)
  // As a restored row is: written under a number that is still to come.
  await act(id)
  await admin.query(`update audit_event set xid = '900000000' where n = 2`)
  await keepNow()
  assert.deepEqual(await checkpoints(), [
    { seq: 1, epoch: 1, size: 1 },
    { seq: 2, epoch: 2, size: 2 },
  ])
})

it('begins a new epoch where the second place knows more than the database, and tells what is gone', async () => {
  const id = randomUUID()
  await act(id)
  await keep()
  await act(id)
  await keep()
  // An older backup was restored.
  await admin.query('delete from audit_checkpoint where seq = 2; delete from audit_leaf where position = 1')
  await admin.query('delete from audit_node where position > 0 or level > 0; delete from audit_event where n = 2')
  await act()
  await keep()
  assert.deepEqual(
    (await checkpoints()).map(({ seq, epoch }) => [seq, epoch]),
    [
      [1, 1],
      [2, 2],
    ],
  )
  const told = await faults()
  assert.deepEqual(told.map((line) => line.split(':')[0]).toSorted(), ['cut tail', 'removed checkpoint'])
})

it('stays quick with many subjects: a checkpoint costs what has changed', async () => {
  await admin.query(`select audit_append('booking.booked', 'booking', gen_random_uuid(), 'client', null, null, null, null)
                       from generate_series(1, 3000)`)
  await keep()
  await act()
  const before = await rowsWritten()
  await keep()
  // One leaf, its complete parts and a checkpoint; never the 3,000.
  assert.ok((await rowsWritten()) - before < 20)
})

const rowsWritten = async () =>
  Number(
    (
      await admin.query(`select count(*) + (select count(*) from audit_node) + (select count(*) from audit_checkpoint) as n
                               from audit_leaf`)
    ).rows[0].n,
  )
