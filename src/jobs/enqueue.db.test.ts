import assert from 'node:assert/strict'
import { coachActor, newStaff } from '../../testing/staff.ts'
import { randomUUID } from 'node:crypto'
import { it } from 'node:test'
import { freshDatabase } from '../../testing/database.ts'
import { anyone, codeOf, operator, worker } from '#lib/door'
import { enqueue, jobHealth, schedule } from './index.ts'

const { db, admin } = await freshDatabase()
await admin.query(`set role lay_owner; select make_queue('wrap-up'); select make_queue('sweep', true); reset role`)

const waiting = async (kind: string): Promise<string[][]> => {
  const { rows } = await admin.query('select data from pgboss.job where name = $1 order by created_on', [kind])
  return rows.map(({ data }) => data.ids)
}

it('asks for work in the caller’s transaction, whoever the caller is', async () => {
  const ids = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const actors = [anyone, await coachActor(admin, await newStaff(admin, 'coach')), operator, worker]
  for (const [i, actor] of actors.entries()) await db.withActor(actor, (tx) => enqueue(tx, 'wrap-up', [ids[i]!]))
  assert.deepEqual(
    await waiting('wrap-up'),
    ids.map((id) => [id]),
  )
})

it('asks for nothing when the transaction did not happen, or when there is nothing to do', async () => {
  const before = await waiting('wrap-up')
  const act = db.withActor(anyone, async (tx) => {
    await enqueue(tx, 'wrap-up', [randomUUID()])
    throw new Error('the act failed')
  })
  await assert.rejects(act, /the act failed/)
  await db.withActor(anyone, (tx) => enqueue(tx, 'wrap-up', []))
  assert.deepEqual(await waiting('wrap-up'), before)
})

it('refuses work of a kind that no migration made a queue for', async () => {
  await assert.rejects(
    db.withActor(anyone, (tx) => enqueue(tx, 'wrap-down', [randomUUID()])),
    /no queue for the work wrap-down/,
  )
})

it('can say nothing but ids', async () => {
  await assert.rejects(
    db.withActor(anyone, (tx) => enqueue(tx, 'wrap-up', ['Amina'])),
    (error) => codeOf(error) === '22P02',
  )
})

it('queues timed work once, however often it is asked for', async () => {
  for (let i = 0; i < 3; i++) await db.withActor(worker, (tx) => enqueue(tx, 'sweep', [randomUUID()]))
  assert.equal((await waiting('sweep')).length, 1)
})

it('shows the queue’s tables and functions to no role but the worker’s', async () => {
  const refused = ['select 1 from pgboss.job', `select pgboss.create_queue('x', '{}')`, `select make_queue('x')`]
  for (const actor of [anyone, await coachActor(admin, await newStaff(admin, 'coach')), operator])
    for (const text of refused)
      await assert.rejects(
        db.withActor(actor, (tx) => tx.send('', text, [])),
        (error) => codeOf(error) === '42501',
      )
  await assert.rejects(
    db.withActor(worker, (tx) => tx.send('', `select make_queue('x')`, [])),
    (error) => codeOf(error) === '42501',
  )
})

it('pins the search path of what runs with the owner’s rights, and lets nobody else run it', async () => {
  const { rows } = await admin.query(`
    select p.proname, p.proconfig, p.proacl::text from pg_proc p
     where p.prosecdef and p.pronamespace = 'public'::regnamespace and p.proname in ('enqueue_job', 'job_health')`)
  assert.equal(rows.length, 2)
  for (const { proconfig, proacl } of rows) {
    assert.deepEqual(proconfig, ['search_path=pg_catalog, pg_temp'])
    assert.doesNotMatch(proacl, /[{,]=X/)
  }
})

it('has a queue for every timed kind, with a heartbeat and the dead letters', async () => {
  const { rows } = await admin.query('select name, policy, heartbeat_seconds, dead_letter from pgboss.queue')
  for (const { kind } of schedule) {
    const queue = rows.find(({ name }) => name === kind)
    assert.deepEqual(queue, { name: kind, policy: 'exclusive', heartbeat_seconds: 10, dead_letter: 'dead' })
  }
})

it('says how the queue is doing', async () => {
  const { workers, waiting, dead } = await db.withActor(anyone, jobHealth)
  assert.deepEqual({ workers, waiting, dead }, { workers: 0, waiting: 5, dead: 0 })
})
