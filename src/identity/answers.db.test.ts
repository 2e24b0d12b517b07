import assert from 'node:assert/strict'
import { beforeEach, it } from 'node:test'
import { freshDatabase } from '../../testing/database.ts'
import { holding, worker, type Actor } from '#lib/door'
import { hashOfCall, isIdempotencyKey, keepAnswer, once } from './answers.ts'
import { purgeIdentity } from './purge.ts'

const { db, admin, setClock } = await freshDatabase()
const secret = Buffer.alloc(32, 5)
const start = Temporal.Instant.from('2026-11-23T23:40:00Z')
const callHash = hashOfCall('POST', '/api/v1/bookings', { hold: 'h1' })
const keys = new Map<string, Actor>()
let made = 0
const newCall = async () => {
  const text = `lay_${String(++made).padStart(43, 'k')}`
  const { rows } = await admin.query<{ id: string }>(
    `insert into api_key (name, scope, hash) values ('a system', 'booking', sha256($1)) returning id`,
    [text],
  )
  keys.set(rows[0]!.id, holding(`key:${text}`))
  return { keyId: rows[0]!.id, idempotencyKey: 'k-1' }
}

beforeEach(() => setClock(start))

/** One call as the API makes it: the act happens only when it is the first; says what the caller gets. */
const answer = (call: Awaited<ReturnType<typeof newCall>>, act: () => Promise<unknown>, hash = callHash) =>
  db.withActor(keys.get(call.keyId)!, async (tx) => {
    const said = await once(tx, { ...call, callHash: hash, secret })
    if (said.kind !== 'first') return said
    const body = await act()
    await keepAnswer(tx, secret, call, 201, body)
    return { kind: 'first', status: 201, body }
  })

it('gives the same call the same status and body, and does the act once', async () => {
  const call = await newCall()
  let acts = 0
  const act = async () => ({ id: ++acts, nested: { z: 1, a: [null, 'é'] } })
  const first = await answer(call, act)
  const again = await answer(call, act)
  assert.deepEqual({ ...again, kind: 'first' }, first)
  assert.deepEqual([again.kind, acts], ['replay', 1])
  assert.equal(JSON.stringify((again as { body: unknown }).body), '{"id":1,"nested":{"z":1,"a":[null,"é"]}}')
})

it('makes the same call wait while the first is under way: of 20 at once, one acts and all get its answer', async () => {
  const call = await newCall()
  let acts = 0
  const calls = Array.from({ length: 20 }, () => answer(call, async () => ({ n: ++acts })))
  const answers = (await Promise.all(calls)) as { kind: string; status: number; body: unknown }[]
  assert.equal(acts, 1)
  assert.equal(answers.filter(({ kind }) => kind === 'first').length, 1)
  for (const { status, body } of answers) assert.deepEqual([status, body], [201, { n: 1 }])
})

it('lets a waiting call act when nothing came of the first', async () => {
  const call = await newCall()
  let second: ReturnType<typeof answer> | undefined
  const first = answer(call, async () => {
    second = answer(call, async () => 'done')
    await somebodyWaits()
    throw new Error('the act failed')
  })
  await assert.rejects(first, /the act failed/)
  assert.deepEqual(await second, { kind: 'first', status: 201, body: 'done' })
})

async function somebodyWaits() {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while (!(await admin.query(waiting)).rowCount);
}

it('refuses the same name for another path or body, and keeps keys apart', async () => {
  const call = await newCall()
  await answer(call, async () => 1)
  for (const other of [
    hashOfCall('POST', '/api/v1/holds', { hold: 'h1' }),
    hashOfCall('POST', '/api/v1/bookings', { hold: 'h2' }),
  ])
    assert.deepEqual(await answer(call, async () => 2, other), { kind: 'mismatch' })
  assert.equal((await answer({ ...call, keyId: (await newCall()).keyId }, async () => 3)).kind, 'first')
})

it('takes a body for the same whatever the order of its names, and no list for the same in another order', () => {
  const body = { hold: 'h1', client: { name: 'Amina', email: 'a@example.org' }, adjustments: ['bsl', 'chat'] }
  const hash = (sent: unknown) => hashOfCall('POST', '/api/v1/bookings', sent).toString('hex')
  const turned = { adjustments: ['bsl', 'chat'], client: { email: 'a@example.org', name: 'Amina' }, hold: 'h1' }
  assert.equal(hash(turned), hash(body))
  const others = [
    { ...body, adjustments: ['chat', 'bsl'] },
    { ...body, client: { name: 'a@example.org', email: 'Amina' } },
    { ...body, adjustments: { 0: 'bsl', 1: 'chat' } },
    { ...body, area: null },
    [body],
    undefined,
    {},
    null,
  ]
  assert.equal(new Set([body, ...others].map(hash)).size, others.length + 1)
})

it('keeps an answer without a body', async () => {
  const call = await newCall()
  await answer(call, async () => undefined)
  assert.deepEqual(await answer(call, async () => 1), { kind: 'replay', status: 201, body: undefined })
})

it('keeps an answer for 24 hours and then forgets it', async () => {
  const call = await newCall()
  await answer(call, async () => 1)
  await setClock(start.add({ seconds: 86_399 }))
  assert.equal((await answer(call, async () => 2)).kind, 'replay')
  await setClock(start.add({ hours: 24 }))
  assert.deepEqual(await answer(call, async () => 3), { kind: 'first', status: 201, body: 3 })
  await setClock(start.add({ hours: 48, seconds: 1 }))
  await db.withActor(worker, purgeIdentity)
  assert.equal((await admin.query('select 1 from api_answer')).rowCount, 0)
})

it('takes as a name what a header can carry plainly', () => {
  for (const name of ['k1', '6f9619ff-8b86-d011-b42d-00c04fc964ff', 'x'.repeat(255)]) assert.ok(isIdempotencyKey(name))
  for (const name of ['', 'x'.repeat(256), 'a b', 'é', 'a\n']) assert.ok(!isIdempotencyKey(name))
})
