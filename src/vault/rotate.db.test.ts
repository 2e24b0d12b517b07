import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { worker, type Db } from '#lib/door'
import { freshDatabase } from '../../testing/database.ts'
import { keptKey, keysFor } from '../../testing/keys.ts'
import type { Key } from './cell.ts'
import { dumpKeys, keeper, proveDump, restoreKeys } from './dumping.ts'
import { holdKeys } from './hold.ts'
import { destroyKeys, keep } from './keep.ts'
import { newKek, readKeks, writeKeks } from './kek.ts'
import { rotate, steps, type Step } from './rotate.ts'
import { kekStates, settleKeks } from './settle.ts'
import { makeKey } from './wrap.ts'

const clock = () => Temporal.Now.instant()

const settle = (db: Db, kekFile: string) => db.withActor(keeper, (tx) => settleKeks(tx, kekFile))

async function people(count: number) {
  const database = await freshDatabase()
  const keys = await keysFor(database)
  const people: Key[] = []
  for (let i = 0; i < count; i++) people.push(await keptKey(database, keys.holder, randomUUID(), 'contact'))
  const { db } = database
  const { kekFile, dumps } = keys
  return {
    ...database,
    ...keys,
    people,
    rotateOnce: (done?: (step: Step) => void) => rotate({ db, clock, kekFile, dumps, ...(done ? { done } : {}) }),
  }
}

/** What a holder that starts now gives the worker. */
async function opened(db: Db, kekFile: string, keys: readonly Key[]) {
  const holder = holdKeys({ db, clock, keks: () => readKeks(kekFile)!, dumps: '', alarm: () => {} })
  const ring = await holder.unwrap(
    keys.map(({ subject }) => ({ subject, purpose: 'contact' })),
    worker,
  )
  return keys.map(({ subject }) => ring.of(subject, 'contact'))
}

describe('changing the key that wraps all others', () => {
  it('leaves everything open to the new one and nothing to the old one, which is gone', async () => {
    const { db, kekFile, people: known, rotateOnce, folder, holder } = await people(120)
    const [before] = readKeks(kekFile)!
    copyFileSync(kekFile, join(folder, 'stolen'))
    const { kek, rewrapped } = await rotateOnce()
    assert.equal(rewrapped, 120)
    assert.deepEqual(
      readKeks(kekFile)!.map(({ id }) => id),
      [kek],
    )
    assert.notEqual(kek, before!.id)
    assert.deepEqual(await opened(db, kekFile, known), known)
    await assert.rejects(opened(db, join(folder, 'stolen'), known.slice(0, 1)), /does not hold/)
    // The holder that was running all the while goes on.
    const ring = await holder.unwrap([{ subject: known[0]!.subject, purpose: 'contact' }], worker)
    assert.deepEqual(ring.of(known[0]!.subject, 'contact'), known[0])
  })

  it('killed after any of its steps loses nothing, and is finished by the next run', async () => {
    const world = await people(3)
    for (const step of steps) {
      const killed = world.rotateOnce((done) => {
        if (done === step) throw new Error('killed')
      })
      await assert.rejects(killed, /killed/, step)
      await settle(world.db, world.kekFile)
      assert.deepEqual(await opened(world.db, world.kekFile, world.people), world.people, `after ${step}`)
      // Life goes on between the two.
      world.people.push(await keptKey(world, world.holder, randomUUID(), 'contact'))
      const { kek } = await world.rotateOnce()
      assert.deepEqual(
        readKeks(world.kekFile)!.map(({ id }) => id),
        [kek],
        step,
      )
      assert.deepEqual(await opened(world.db, world.kekFile, world.people), world.people, `finished after ${step}`)
      const live = (await kekStates(world.db, world.kekFile)).filter((one) => one.live || one.wraps)
      assert.deepEqual(
        live.map(({ id }) => id),
        [kek],
      )
    }
  })

  it('waits for whoever has wrapped with the old one and not committed yet, and takes that along', async () => {
    const { db, kekFile, rotateOnce } = await people(1)
    const late = makeKey(readKeks(kekFile)![0]!, randomUUID(), 'contact')
    const [kept, retired] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const writing = db.withActor(worker, async (tx) => {
      await keep(tx, late)
      kept.resolve()
      await retired.promise
    })
    await kept.promise
    await rotateOnce((step) => {
      if (step === 'retired') retired.resolve()
    })
    await writing
    assert.deepEqual(await opened(db, kekFile, [late.key]), [late.key])
  })

  it('lets nobody wrap with the old one afterwards', async () => {
    const { db, kekFile, rotateOnce } = await people(1)
    const [old] = readKeks(kekFile)!
    await rotateOnce()
    await assert.rejects(
      db.withActor(worker, (tx) => keep(tx, makeKey(old!, randomUUID(), 'contact'))),
      /not in use/,
    )
  })
})

describe('before anything starts', () => {
  it('a key file that is missing or another is refused in one line, and no new key is made', async () => {
    const { db, kekFile } = await people(1)
    const keks = readKeks(kekFile)!
    writeKeks(kekFile, [newKek()])
    await assert.rejects(settle(db, kekFile), (error: Error) => {
      assert.match(error.message, new RegExp(`not the key file of this database, which needs key ${keks[0]!.id}`))
      assert.ok(!error.message.includes('\n'))
      return true
    })
    rmSync(kekFile)
    await assert.rejects(settle(db, kekFile), /is missing/)
    assert.equal(existsSync(kekFile), false)
    writeKeks(kekFile, keks)
    assert.equal((await settle(db, kekFile)).id, keks[0]!.id)
  })

  it('a key that was retired is refused at the end of the file', async () => {
    const { db, kekFile, rotateOnce } = await people(1)
    const [old] = readKeks(kekFile)!
    await rotateOnce()
    writeKeks(kekFile, [...readKeks(kekFile)!, old!])
    await assert.rejects(settle(db, kekFile), /was retired before/)
    await assert.rejects(rotateOnce(), /was retired before/)
  })
})

describe('a dump of keys', () => {
  it('put back over an older database gives keys as they are now, and none that was destroyed', async () => {
    const { db, admin, kekFile, dumps, people: known, rotateOnce } = await people(3)
    const [amina, mark, grace] = known as [Key, Key, Key]
    await admin.query('create table older as select * from wrapped_key')
    await db.withActor(worker, (tx) => destroyKeys(tx, amina.subject))
    await rotateOnce()
    const keks = () => readKeks(kekFile)!
    const dump = await dumpKeys({ db, clock, keks, folder: dumps })
    const since = makeKey(keks()[0]!, randomUUID(), 'contact')
    await admin.query('truncate wrapped_key; insert into wrapped_key select * from older; drop table older')
    await db.withActor(worker, (tx) => keep(tx, since))
    assert.equal(await db.withActor(keeper, (tx) => restoreKeys(tx, dump, keks())), 1)
    assert.deepEqual(await opened(db, kekFile, [amina, mark, grace, since.key]), [undefined, mark, grace, since.key])
  })

  it('is asked for whenever a key is destroyed, and tried', async () => {
    const { db, admin, dumps, keks, people: known } = await people(2)
    const asked = async () =>
      (await admin.query(`select from pgboss.job where name = 'key-dump' and state = 'created'`)).rowCount
    assert.equal(await asked(), 0)
    assert.equal(await db.withActor(worker, (tx) => destroyKeys(tx, known[0]!.subject)), 1)
    assert.equal(await asked(), 1)
    assert.equal(proveDump(await dumpKeys({ db, clock, keks, folder: dumps }), keks()), 1)
  })
})
