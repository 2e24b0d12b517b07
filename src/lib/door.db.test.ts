import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { freshDatabase } from '../../testing/database.ts'
import { anyone, openDb, Undo, worker } from './door.ts'
import { integer, query, text } from './sql.ts'

const { db, admin, logins } = await freshDatabase()
await admin.query('create table kept (word text unique); grant select, insert on kept to lay_public')
const keep = query({}, 'insert into kept (word) values ($1)')
const who = query({ who: text }, 'select current_user::text as who')
const kept = async () =>
  (await admin.query<{ word: string }>('select word from kept order by word')).rows.map((r) => r.word)

describe('the one door to the database', () => {
  it('keeps what work sent and did not wait for', async () => {
    await db.withActor(anyone, async (tx) => void keep(tx, 'sent'))
    assert.deepEqual(await kept(), ['sent'])
  })

  it('keeps nothing, and says why, when what was not waited for fails', async () => {
    const work = db.withActor(anyone, async (tx) => {
      void keep(tx, 'first')
      void tx.send('nonsense', 'select nonsense', [])
      return 'done'
    })
    await assert.rejects(work, { code: '42703' })
    assert.deepEqual(await kept(), ['sent'])
  })

  it('commits nothing when a failure was caught and passed over', async () => {
    const work = db.withActor(anyone, async (tx) => {
      await keep(tx, 'before')
      await tx.send('nonsense', 'select nonsense', []).catch(() => {})
    })
    await assert.rejects(work, { code: '42703' })
    assert.deepEqual(await kept(), ['sent'])
  })

  it('tells the first failure, not what came of it, also when something was waited for after it', async () => {
    const work = db.withActor(anyone, async (tx) => {
      void tx.send('nonsense', 'select nonsense', [])
      await keep(tx, 'after')
    })
    await assert.rejects(work, { code: '42703' })
  })

  it('takes nothing more once the answer is given', async () => {
    let late: (() => Promise<unknown>) | undefined
    await db.withActor(anyone, async (tx) => void (late = () => keep(tx, 'late')))
    await assert.rejects(late!(), /has given its answer/)
    assert.deepEqual(await kept(), ['sent'])
  })

  it('undoes what work wants undone, gives its answer and keeps the connection', async () => {
    const own = openDb(logins, { max: 1, onFault: () => {} })
    const pid = query({ pid: integer }, 'select pg_backend_pid() as pid')
    const before = await own.withActor(anyone, (tx) => pid.one(tx))
    const answer = await own.withActor(anyone, async (tx) => {
      await keep(tx, 'undone')
      throw new Undo('nobody')
    })
    assert.equal(answer, 'nobody')
    assert.deepEqual(await own.withActor(anyone, (tx) => pid.one(tx)), before)
    assert.deepEqual(await kept(), ['sent'])
    await own.close()
  })

  it('tries again where somebody else was quicker to use a key', async () => {
    let words = 'sent'
    const tried: string[] = []
    await db.withActor(anyone, async (tx) => {
      tried.push(words)
      void keep(tx, words)
      words = 'mine'
    })
    assert.deepEqual(tried, ['sent', 'mine'])
    assert.deepEqual(await kept(), ['mine', 'sent'])
  })

  it('lets nobody work in the name of a role that the opening could not give', async () => {
    const wrong = openDb({ care: logins.work }, { max: 1, onFault: () => {} })
    await assert.rejects(
      wrong.withActor(anyone, (tx) => who.one(tx)),
      { code: '42501' },
    )
    await wrong.close()
    assert.deepEqual(await db.withActor(worker, (tx) => who.one(tx)), { who: 'lay_worker' })
  })
})
