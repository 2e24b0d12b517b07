import assert from 'node:assert/strict'
import { coachActor, newStaff } from '../../testing/staff.ts'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, it } from 'node:test'
import { freshDatabase } from '../../testing/database.ts'
import { anyone, codeOf, operator, worker } from '#lib/door'
import { plan, type Planned } from './index.ts'

const { db, admin, setClock } = await freshDatabase()
const now = Temporal.Instant.from('2026-11-23T10:00:00Z')
await setClock(now)
beforeEach(() => admin.query('delete from message; delete from pgboss.job'))

const booking = randomUUID()
const confirmation: Planned = {
  kind: 'booking-confirmation',
  subjectId: booking,
  subjectSequence: 0,
  recipient: 'client',
  channel: 'email',
  dueAt: now,
}
const reminder = { ...confirmation, kind: 'reminder-day', dueAt: now.add({ hours: 30 }) }
const planned = async () => (await admin.query('select kind, due_at, try_at, state from message order by due_at')).rows
const woken = async () => (await admin.query('select name, data from pgboss.job order by created_on')).rows

describe('planning messages', () => {
  it('keeps kinds and ids, and asks for no work: the worker looks where they stand', async () => {
    await db.withActor(anyone, (tx) => plan(tx, [confirmation, { ...confirmation, recipient: 'coach' }, reminder]))
    const rows = await planned()
    assert.deepEqual(
      rows.map(({ kind, state }) => `${kind} ${state}`),
      ['booking-confirmation waiting', 'booking-confirmation waiting', 'reminder-day waiting'],
    )
    assert.deepEqual(await woken(), [])
  })

  it('is one statement', async () => {
    const sent: string[] = []
    await db.withActor(anyone, (tx) =>
      plan({ send: (name, text, values) => (sent.push(text), tx.send(name, text, values)) }, [confirmation, reminder]),
    )
    assert.equal(sent.length, 1)
  })

  it('wakes the worker for a code, which waits behind no other message', async () => {
    const code = { ...confirmation, kind: 'booking-code' }
    await db.withActor(anyone, (tx) => plan(tx, [confirmation, code]))
    assert.deepEqual(await woken(), [{ name: 'codes', data: { ids: [booking] } }])
  })

  it('writes nothing for nothing', async () => {
    await db.withActor(anyone, async (tx) => {
      await plan(tx, [])
    })
    assert.deepEqual(await planned(), [])
  })

  it('plans nothing twice', async () => {
    for (let i = 0; i < 3; i++) await db.withActor(anyone, (tx) => plan(tx, [confirmation, confirmation, reminder]))
    assert.equal((await planned()).length, 2)
    const next = { ...confirmation, subjectSequence: 1 }
    await db.withActor(anyone, (tx) => plan(tx, [next]))
    assert.equal((await planned()).length, 3)
  })

  it('takes what is due within a minute for due: the caller’s clock may be ahead of the database’s', async () => {
    await db.withActor(anyone, (tx) => plan(tx, [{ ...confirmation, dueAt: now.add({ seconds: 59 }) }]))
    const [row] = await planned()
    assert.equal(String(row.due_at), String(now))
  })

  it('happens with the act or not at all', async () => {
    const act = db.withActor(anyone, async (tx) => {
      await plan(tx, [confirmation])
      throw new Error('the act failed')
    })
    await assert.rejects(act, /the act failed/)
    assert.deepEqual([await planned(), await woken()], [[], []])
  })

  it('can be done by everybody who acts; only the worker changes what became of a message', async () => {
    const actors = [anyone, await coachActor(admin, await newStaff(admin, 'coach')), operator, worker]
    for (const [i, actor] of actors.entries())
      await db.withActor(actor, (tx) => plan(tx, [{ ...confirmation, subjectSequence: i }]))
    assert.equal((await planned()).length, 4)
    const refused = [
      `update message set state = 'skipped'`,
      'delete from message',
      'insert into captured_message default values',
    ]
    for (const actor of actors.slice(0, 3))
      for (const text of refused)
        await assert.rejects(
          db.withActor(actor, (tx) => tx.send('', text, [])),
          (error) => codeOf(error) === '42501',
        )
    for (const actor of actors.slice(0, 2))
      for (const text of ['select kind from message', 'select sealed from captured_message'])
        await assert.rejects(
          db.withActor(actor, (tx) => tx.send('', text, [])),
          (error) => codeOf(error) === '42501',
        )
  })

  it('refuses a kind in anybody’s words', async () => {
    for (const kind of ['Booking', 'for Amina', '', 'a--b', 'a_b'])
      await assert.rejects(
        db.withActor(anyone, (tx) => plan(tx, [{ ...confirmation, kind }])),
        (error) => codeOf(error) === '23514',
      )
  })

  it('knows a code by the name of its kind', async () => {
    const kinds = ['code', 'keep-code', 'team.code', 'codes', 'decode', 'code-word']
    await db.withActor(anyone, (tx) =>
      plan(
        tx,
        kinds.map((kind) => ({ ...confirmation, kind })),
      ),
    )
    const { rows } = await admin.query('select kind from message where is_code order by kind')
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['code', 'keep-code', 'team.code'],
    )
  })
})
