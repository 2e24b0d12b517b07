import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { operator } from '#lib/door'
import { createKey } from '#identity'
import { staffRoles } from '#web'
import { dev } from '../seed/cast.ts'
import { entered } from './entered.ts'
import { startProduct } from './product.ts'

/** Who may do what, asked of every route that the product really has. */
const product = await startProduct()
const { routes, server, admin } = product
const host = new URL(product.url).host
const metricsKey = await product.db.withActor(operator, (tx) => createKey(tx, { name: 'numbers', scope: 'metrics' }))
const bookingKey = await product.db.withActor(operator, (tx) => createKey(tx, { name: 'stranger', scope: 'booking' }))
type Route = (typeof routes)[number]

const guarded = {
  staff: routes.filter(({ may }) => may === 'staff' || isStaffRole(may)),
  client: routes.filter(({ may }) => may === 'client'),
  'booking-key': routes.filter(({ may }) => may === 'booking-key'),
  machine: routes.filter(({ may }) => may === 'demo' || may === 'loopback'),
}

describe('A stranger', () => {
  it('is asked about every guard that there is', () => {
    const others = ['anyone', 'staff', 'client', 'booking-key', 'demo', 'loopback']
    const unknown = routes.filter(({ may }) => !others.includes(may) && !isStaffRole(may))
    assert.deepEqual(unknown.map(nameOf), [])
    for (const group of Object.values(guarded)) assert.ok(group.length > 0)
  })

  for (const route of guarded.staff)
    it(`is led to sign in by ${nameOf(route)}`, async () => {
      for (const cookie of ['', 'lay-team=x', `lay-team=${'A'.repeat(43)}`]) {
        const { statusCode, headers, body } = await ask(route, { cookie })
        assert.deepEqual([statusCode, headers.location, body], [303, '/team/sign-in', ''])
      }
    })

  for (const route of guarded.client)
    it(`is led to a client's sign-in by ${nameOf(route)}`, async () => {
      for (const cookie of ['', 'lay-client=x', `lay-team=${'A'.repeat(43)}`]) {
        const { statusCode, headers, body } = await ask(route, { cookie })
        assert.deepEqual([statusCode, headers.location, body], [303, '/you/sign-in', ''])
      }
    })

  for (const route of guarded['booking-key'])
    it(`is refused by ${nameOf(route)}`, async () => {
      for (const [authorization, status] of [
        ['', 401],
        [`Bearer lay_${'A'.repeat(43)}`, 401],
        [`Basic ${bookingKey}`, 401],
        [`Bearer ${metricsKey}`, 403],
      ] as const)
        assert.equal((await ask(route, { authorization })).statusCode, status, authorization)
    })

  for (const route of guarded.machine)
    it(`on another machine finds nothing at ${nameOf(route)}`, async () => {
      for (const from of [{ address: '192.0.2.1' }, { 'x-forwarded-for': '127.0.0.1' }, { host: 'example.org' }])
        assert.equal((await ask(route, from)).statusCode, 404, JSON.stringify(from))
    })
})

describe('What belongs to somebody else', async () => {
  const devsCookie = await signedIn('dev')
  const foreign = await objectsOfOthers()
  const before = await entered(product)
  const ways = {
    'a stranger': {},
    Dev: { cookie: devsCookie },
    'another system': { authorization: `Bearer ${bookingKey}` },
  }
  const objects = routes.filter(({ path, may }) => path.includes(':') && may !== 'demo' && may !== 'loopback')

  it('is of every kind that somebody could name', () => {
    assert.ok(objects.length >= 25, `${objects.length} routes`)
    for (const [kind, id] of Object.entries(foreign)) assert.ok(id, kind)
  })

  for (const route of objects)
    it(`looks at ${nameOf(route)} just like what does not exist`, async () => {
      for (const [who, headers] of Object.entries(ways))
        for (const [kind, id] of Object.entries(foreign)) {
          const absent = randomUUID()
          const [seen, none] = [await ask(route, headers, id), await ask(route, headers, absent)]
          assert.deepEqual(plain(seen, id), plain(none, absent), `${kind} as ${who}`)
        }
    })

  it('and is as it was after all that', async () => assert.deepEqual(await entered(product), before))
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))

function isStaffRole(may: string): boolean {
  return staffRoles.some((role) => role === may)
}

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`
}

type From = { address?: string; cookie?: string; authorization?: string; host?: string; 'x-forwarded-for'?: string }

function ask({ method, path, takes }: Route, { address = '127.0.0.1', ...headers }: From, id: string = randomUUID()) {
  const sent =
    takes === 'json'
      ? { type: 'application/json', payload: JSON.stringify({ hold: randomUUID() }) }
      : takes === 'file'
        ? { type: 'multipart/form-data; boundary=b', payload: '--b--' }
        : { type: 'application/x-www-form-urlencoded', payload: 'choice=carry-on&code=12345678&rule=x&starts=09%3A00' }
  const hasBody = method === 'POST' && takes !== undefined && takes !== 'none'
  return server.inject({
    method,
    url: path.replace(/:\w+/g, id),
    remoteAddress: address,
    headers: {
      host,
      'sec-fetch-site': 'same-origin',
      ...headers,
      ...(hasBody ? { 'content-type': sent.type } : {}),
    },
    ...(hasBody ? { payload: sent.payload } : {}),
  })
}

/** An answer without what differs each time: the reference of the request, and the id that was asked for. */
const plain = ({ statusCode, headers, body }: Awaited<ReturnType<typeof ask>>, id: string) => ({
  statusCode,
  location: String(headers.location ?? '').replaceAll(id, 'ID'),
  body: body.replaceAll(id, 'ID').replace(/\b[A-HJKMNP-Z2-9]{8}\b/g, ''),
})

async function signedIn(who: string): Promise<string> {
  const reply = await server.inject({
    method: 'POST',
    url: '/dev/sign-in',
    headers: { host, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    payload: `who=${who}`,
  })
  const cookie = reply.cookies.find(({ name }) => name === 'lay-team')
  assert.ok(cookie)
  return `lay-team=${cookie.value}`
}

/** An id of each kind that belongs to neither Dev nor this browser nor this key. */
async function objectsOfOthers() {
  await admin.query(
    `insert into absence (coach_id, during, reason)
       select id, tstzrange(clock_now() + interval '20 days', clock_now() + interval '21 days'), 'leave' from coach
        where id <> $1 order by number limit 1`,
    [dev.coachId],
  )
  await admin.query(
    `insert into coach_exception (coach_id, kind, on_date, starts_at, ends_at)
       select id, 'closed', (clock_now() + interval '20 days')::date, '09:00', '10:00' from coach
        where id <> $1 order by number limit 1`,
    [dev.coachId],
  )
  const one = async (from: string, condition = 'true') => {
    const found = `select id from ${from} where coach_id <> $1 and ${condition} order by id limit 1`
    return (await admin.query<{ id: string }>(found, [dev.coachId])).rows[0]!.id
  }
  return {
    booking: await one('booking', `status = 'booked' and starts_at > clock_now()`),
    absence: await one('absence'),
    pattern: await one('coach_pattern'),
    exception: await one('coach_exception'),
  }
}
