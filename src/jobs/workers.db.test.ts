import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterEach, it } from 'node:test'
import { PgBoss } from 'pg-boss'
import { freshDatabase } from '../../testing/database.ts'
import { anyone } from '#lib/door'
import { enqueue, startWorkers, jobHealth, type Handler, type Timed, type Workers } from './index.ts'

const { db, admin, logins } = await freshDatabase()
await admin.query(`set role lay_owner; select make_queue('wrap-up'); select make_queue('sweep', true); reset role`)

const running: Workers[] = []
const logged: [string, object][] = []
afterEach(async () => {
  for (const workers of running.splice(0)) await workers.stop()
  await admin.query(`delete from pgboss.job`)
  logged.length = 0
})

async function start(handlers: Record<string, Handler>, schedule: Timed[] = []) {
  const log = (event: string, facts: object) => void logged.push([event, facts])
  running.push(await startWorkers({ login: logins.work, handlers, schedule, log, monitorSeconds: 1 }))
}

/** A handler that keeps what it was given, and a promise of having been given so many ids. */
function collector(expected: number) {
  const seen: string[] = []
  const { promise, resolve } = Promise.withResolvers<string[]>()
  const handler: Handler = async (ids) => {
    seen.push(...ids)
    if (seen.length >= expected) resolve(seen)
  }
  return { handler, seen, all: promise }
}

const ask = (...ids: string[]) => db.withActor(anyone, (tx) => enqueue(tx, 'wrap-up', ids))
const some = (count: number) => Array.from({ length: count }, () => randomUUID())

it('does what was asked before and after it started', async () => {
  const { handler, all } = collector(3)
  const ids = some(3)
  await ask(ids[0]!, ids[1]!)
  await start({ 'wrap-up': handler })
  await ask(ids[2]!)
  assert.deepEqual((await all).toSorted(), ids.toSorted())
  assert.equal((await db.withActor(anyone, jobHealth)).workers, 1)
})

it('drains a backlog, each job once', async () => {
  const ids = some(2_000)
  await admin.query(`select enqueue_job('wrap-up', array[id]) from unnest($1::uuid[]) id`, [ids])
  const { handler, all } = collector(ids.length)
  await start({ 'wrap-up': handler })
  assert.deepEqual((await all).toSorted(), ids.toSorted())
})

it('tries failed work again, and again only what failed', async () => {
  await admin.query(`update pgboss.queue set retry_delay = 0, retry_backoff = false where name = 'wrap-up'`)
  const [good, bad] = some(2) as [string, string]
  let failures = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  const done: string[] = []
  await ask(good)
  await ask(bad)
  await start({
    'wrap-up': async (ids) => {
      if (ids.includes(bad) && failures++ < 3) throw new Error('not yet')
      done.push(...ids)
      if (done.includes(bad)) resolve()
    },
  })
  await promise
  assert.deepEqual(done.toSorted(), [good, bad].toSorted())
})

it('keeps work that failed for good where a person can see it, without the words of the fault', async () => {
  await admin.query(`update pgboss.queue set retry_limit = 0 where name = 'wrap-up'`)
  const [id] = some(1) as [string]
  await ask(id)
  await start({
    'wrap-up': async () => {
      throw Object.assign(new Error('Key (email)=(amina@example.org) already exists'), { code: '23505' })
    },
  })
  const dead = async (): Promise<{ data: object; source_name: string; source_output: object } | undefined> =>
    (await admin.query(`select data, source_name, source_output from pgboss.job where name = 'dead'`)).rows[0]
  while (!(await dead()));
  assert.deepEqual(await dead(), { data: { ids: [id] }, source_name: 'wrap-up', source_output: { fault: '23505' } })
  assert.deepEqual(logged, [['jobs.failed', { kind: 'wrap-up', fault: '23505' }]])
  assert.equal((await db.withActor(anyone, jobHealth)).dead, 1)
  await admin.query(`update pgboss.queue set retry_limit = 20 where name = 'wrap-up'`)
})

it('takes over the work of a worker that was killed, once its heartbeat is missed', async () => {
  const [id] = some(1) as [string]
  await ask(id)
  const script = `
    import { startWorkers } from '${import.meta.dirname}/index.ts'
    const hang = () => { console.log('taken'); return new Promise(() => {}) }
    await startWorkers({ login: ${JSON.stringify(logins.work)}, handlers: { 'wrap-up': hang }, schedule: [], log() {} })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const { rows } = await admin.query(`select state, heartbeat_seconds from pgboss.job where name = 'wrap-up'`)
  assert.deepEqual(rows, [{ state: 'active', heartbeat_seconds: 10 }])
  await admin.query(`update pgboss.job set heartbeat_on = heartbeat_on - interval '10 seconds' where name = 'wrap-up'`)
  const { handler, all } = collector(1)
  await start({ 'wrap-up': handler })
  assert.deepEqual(await all, [id])
})

it('outlives the loss of every connection', async () => {
  const { handler, all } = collector(1)
  await start({ 'wrap-up': handler })
  await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lay_work'`)
  const [id] = some(1) as [string]
  await ask(id)
  assert.deepEqual(await all, [id])
})

it('does timed work when its minute comes', async () => {
  const { promise, resolve } = Promise.withResolvers<string[]>()
  await start({ sweep: async (ids) => resolve(ids) }, [{ kind: 'sweep', cron: '* * * * *' }])
  assert.deepEqual(await promise, [])
})

it('takes off the timetable what is no longer on it', async () => {
  await start({ sweep: async () => {} }, [{ kind: 'sweep', cron: '0 4 * * *' }])
  await start({ sweep: async () => {} })
  assert.equal((await admin.query('select from pgboss.schedule')).rowCount, 0)
})

it('will not start with timed work that nothing handles, or with work that has no queue', async () => {
  await assert.rejects(start({}, [{ kind: 'sweep', cron: '* * * * *' }]), /Nothing handles the timed work sweep/)
  await assert.rejects(start({ 'wrap-down': async () => {} }), /No migration made a queue for the work wrap-down/)
})

it('has in its migration exactly the tables that this pg-boss expects', async () => {
  const boss = new PgBoss({ ...logins.work, options: '-c role=lay_worker', migrate: false })
  await boss.start()
  const { ok, ...drift } = await boss.detectSchemaDrift()
  await boss.stop({ graceful: false })
  assert.equal(ok, true, JSON.stringify(drift))
})
