import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { it } from 'node:test'
import type { Found, Visit } from '#web'
import { freshDatabase } from '../../testing/database.ts'
import { anyone, holding, operator, signedIn as actorSignedIn, worker } from '#lib/door'
import { tokenHash } from './browser.ts'
import { guards } from './guards.ts'
import { createKey, keyOf, revokeKey } from './keys.ts'
import { purgeIdentity } from './purge.ts'
import { endSessionsOf, endStaffSession, startStaffSession } from './staff-session.ts'

const { db, admin, setClock } = await freshDatabase()
const start = Temporal.Instant.from('2026-11-23T07:00:00Z')
await setClock(start)
const ports = { db, clock: () => start }
// Sessions begin here without a proof; that elsewhere they need one is tested in ways-in.db.test.ts.
await admin.query('insert into demonstration default values')
const provider = (
  await admin.query<{ id: string }>(`insert into provider (key, name) values ('kestrel', 'Kestrel') returning id`)
).rows[0]!.id
/** A member of staff who is a coach. */
async function newCoach(): Promise<string> {
  const id = randomUUID()
  await admin.query(`insert into staff (id, email, name) values ($1, $2, 'Dev')`, [id, `${id}@example.org`])
  await admin.query(`insert into staff_role (staff_id, role, provider_id) values ($1, 'coach', $2)`, [id, provider])
  return id
}
const guard = guards({ ...ports, demo: true })

const asking = (more: Partial<Visit> = {}): Visit => ({
  requestId: 'r-1',
  method: 'GET',
  path: '/',
  params: {},
  query: {},
  repeated: [],
  form: {},
  file: null,
  json: undefined,
  headers: { host: 'localhost:3000' },
  cookies: {},
  address: '127.0.0.1',
  viewer: { kind: 'anyone', id: null, actor: anyone },
  now: start,
  ...more,
})

const signedIn = (staffId: string) =>
  db.withActor(anyone, async (tx) => (await startStaffSession(tx, staffId, { requestId: 'r-1', level: 1 })).value!)
const signOut = (token: string) => db.withActor(holding(`session:${token}`), (tx) => endStaffSession(tx, token, 'r-2'))
const seen = (id: string, token: string) => ({
  kind: 'coach',
  id,
  actor: actorSignedIn({ role: 'lay_coach', token, account: id }),
  level: 'code',
  roles: ['coach'],
})
const coach = (token: string) => guard.coach(asking({ cookies: { 'lay-team': token } }), 'code')
const bearer = (authorization: string) => guard['booking-key'](asking({ headers: { authorization } }))
const create = (scope: 'booking' | 'metrics') => db.withActor(operator, (tx) => createKey(tx, { name: scope, scope }))

it('lets anyone in where anyone may be', async () => {
  assert.deepEqual(await guard.anyone(asking()), { kind: 'anyone', id: null, actor: anyone })
})

it('knows a coach by the session and sends everybody else to sign in', async () => {
  const dev = await newCoach()
  const token = await signedIn(dev)
  assert.deepEqual(await coach(token), seen(dev, token))
  assert.equal(await guard.coach(asking({ cookies: { 'lay-team': token } })), 'step-up')
  assert.equal(await guard.lead_ops(asking({ cookies: { 'lay-team': token } })), 'not-found')
  assert.equal(await guard.coach(asking()), 'sign-in')
  for (const token of ['x', 'A'.repeat(43), "' or true --", 'é'.repeat(5_000)])
    assert.equal(await coach(token), 'sign-in')
})

it('keeps of a session’s token only a hash', async () => {
  const token = await signedIn(await newCoach())
  const { rows } = await admin.query('select t::text as whole from staff_session t where hash = $1', [tokenHash(token)])
  assert.equal(rows.length, 1)
  assert.ok(!rows[0].whole.includes(token))
})

it('ends a session after half an hour without a request', async () => {
  await setClock(start)
  const token = await signedIn(await newCoach())
  await setClock(start.add({ seconds: 1_799 }))
  assert.notEqual(await coach(token), 'sign-in')
  await setClock(start.add({ seconds: 1_799 + 1_800 }))
  assert.equal(await coach(token), 'sign-in')
  await setClock(start)
})

it('ends a session after 12 hours, however busy', async () => {
  await setClock(start)
  const token = await signedIn(await newCoach())
  for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
    await setClock(start.add({ minutes }))
    assert.notEqual(await coach(token), 'sign-in')
  }
  await setClock(start.add({ hours: 12 }))
  assert.equal(await coach(token), 'sign-in')
  await setClock(start.add({ hours: 49 }))
  await db.withActor(worker, purgeIdentity)
  assert.equal((await admin.query('select 1 from staff_session')).rowCount, 0)
  await setClock(start)
})

it('gives a new token at each sign-in', async () => {
  const dev = await newCoach()
  assert.notEqual(await signedIn(dev), await signedIn(dev))
})

it('ends the session at sign-out', async () => {
  const token = await signedIn(await newCoach())
  await signOut(token)
  assert.equal(await coach(token), 'sign-in')
})

it('signs a coach who has left out everywhere', async () => {
  const [dev, ama] = [await newCoach(), await newCoach()]
  const [phone, laptop, other] = [await signedIn(dev), await signedIn(dev), await signedIn(ama)]
  await db.withActor(operator, (tx) => endSessionsOf(tx, dev))
  assert.deepEqual([await coach(phone), await coach(laptop)], ['sign-in', 'sign-in'])
  await admin.query('update staff set active = false where id = $1', [ama])
  assert.equal(await coach(other), 'sign-in')
})

it('writes down who signed in and out', async () => {
  const dev = await newCoach()
  const token = await signedIn(dev)
  await signOut(token)
  const { rows } = await admin.query(
    'select verb, actor_id, request_id from audit_event where subject_id = $1 order by id',
    [dev],
  )
  assert.deepEqual(rows, [
    { verb: 'team.signed-in', actor_id: dev, request_id: 'r-1' },
    { verb: 'team.signed-out', actor_id: dev, request_id: 'r-2' },
  ])
})

it('lets a booking key in, and answers anything else with a problem', async () => {
  const text = await create('booking')
  const { id } = (await db.withActor(holding(`key:${text}`), (tx) => keyOf(tx, text)))!
  assert.deepEqual(await bearer(`Bearer ${text}`), { kind: 'key', id, actor: holding(`key:${text}`) })
  assert.deepEqual(await bearer(`bearer  ${text}`), { kind: 'key', id, actor: holding(`key:${text}`) })
  const none = ['', 'Bearer', `Basic ${text}`, `Bearer ${text}x`, `Bearer ${text} x`, `Bearer lay_${'a'.repeat(43)}`]
  for (const header of none) assert.deepEqual(problemOf(await bearer(header)), [401, 'unauthorized'], header)
  await db.withActor(operator, (tx) => revokeKey(tx, id))
  const fresh = guards({ ...ports, demo: false })
  const answer = await fresh['booking-key'](asking({ headers: { authorization: `Bearer ${text}` } }))
  assert.deepEqual(problemOf(answer), [401, 'unauthorized'])
})

it('refuses a key that is for something else, by its scope', async () => {
  assert.deepEqual(problemOf(await bearer(`Bearer ${await create('metrics')}`)), [403, 'scope'])
})

const problemOf = (found: Found) =>
  typeof found === 'object' && found.kind === 'problem' ? [found.status, found.code] : found

const here = ['127.0.0.1', '::1', '::ffff:127.0.0.1']
const away = ['192.0.2.1', '10.0.0.1', '::ffff:192.0.2.1', '0.0.0.0', '']
const hosts = ['evil.org', 'localhost.evil.org', '127.0.0.1.evil.org', 'localhost:3000@evil.org', undefined]

it('opens the demonstration’s doors to this machine alone, asked for by its own name', async () => {
  for (const address of here)
    for (const host of ['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000'])
      assert.notEqual(await guard.demo(asking({ address, headers: { host } })), 'not-found')
  for (const address of away) assert.equal(await guard.demo(asking({ address })), 'not-found')
  for (const host of hosts) assert.equal(await guard.demo(asking({ headers: { host } })), 'not-found')
  const proxied = asking({ headers: { host: 'localhost', 'x-forwarded-for': '127.0.0.1' } })
  assert.equal(await guard.demo(proxied), 'not-found')
  assert.equal(await guards({ ...ports, demo: false }).demo(asking()), 'not-found')
})

it('shows what is for this machine to it, and elsewhere to a key made for it', async () => {
  for (const address of here)
    assert.deepEqual(await guard.loopback(asking({ address })), { kind: 'loopback', id: null, actor: anyone })
  for (const address of away) assert.equal(await guard.loopback(asking({ address })), 'not-found')
  const from = (authorization: string) => guard.loopback(asking({ address: '192.0.2.1', headers: { authorization } }))
  assert.notEqual(await from(`Bearer ${await create('metrics')}`), 'not-found')
  assert.equal(await from(`Bearer ${await create('booking')}`), 'not-found')
})
