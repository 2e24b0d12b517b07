import assert from 'node:assert/strict'
import { guardsWith } from '../../testing/staff.ts'
import { describe, it } from 'node:test'
import { openDb, anyone } from '#lib/door'
import { query, integer } from '#lib/sql'
import { assertValidHtml } from '../../testing/html.ts'
import { closed } from './guards.ts'
import { healthRoutes } from './health.ts'
import { openLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { page, type Reply, type Route } from './route.ts'
import { serve } from './serve.ts'
import { trusted } from '#lib/html'

const canary = 'amina@example.org'
const now = Temporal.Instant.from('2026-11-23T10:00:00Z')
const one = query({ one: integer }, 'select 1 as one')

/** A server with one GET and one API route that do what they are told, and the lines that it logged. */
async function serverThat(handle: () => Promise<Reply>, more: readonly Route[] = []) {
  const lines: string[] = []
  const metrics = createMetrics()
  const server = await serve({
    routes: [
      { method: 'GET', path: '/book/:id', may: 'anyone', handle },
      { method: 'GET', path: '/api/v1/bookings/:id', may: 'anyone', handle },
      ...healthRoutes({ ready: async () => (await handle()).kind === 'page', metrics, more: async () => 'more 1\n' }),
      ...more,
    ],
    ports: { clock: () => now, baseUrl: 'http://localhost:3000' },
    guards: guardsWith({ demo: closed }),
    log: openLog({ write: (line) => lines.push(line) }),
    metrics,
    standing: () => ({
      phone: '0800 123 4567',
      helplines: [{ name: 'Samaritans', words: 'talk', phone: '116 123' }],
    }),
  })
  return { server, lines }
}

const refusing = openDb(
  { care: { host: '127.0.0.1', port: 1, database: 'x', user: 'x', password: 'x' } },
  { max: 1, onFault: () => {} },
)
const noSocket = openDb(
  { care: { host: '/nowhere', port: 1, database: 'x', user: 'x', password: 'x' } },
  { max: 1, onFault: () => {} },
)

describe('A bug', () => {
  it('is a page with a reference that its one log line carries, and says nothing else', async () => {
    const { server, lines } = await serverThat(() => {
      const detail = `Key (email)=(${canary}) already exists.`
      throw Object.assign(new Error(`No ${canary}\n    at ${canary}`), {
        code: '23505',
        constraint: 'one_key',
        detail,
        at: canary,
      })
    })
    const { statusCode, body } = await server.inject({
      url: `/book/${canary}?q=${canary}`,
      headers: { 'user-agent': canary },
    })
    assert.equal(statusCode, 500)
    await assertValidHtml(body)
    assert.ok(!body.includes(canary))
    assert.equal(lines.length, 1)
    assert.ok(!lines[0]!.includes(canary) && !lines[0]!.includes('127.0.0.1'))
    const line = JSON.parse(lines[0]!) as { requestId: string; route: string; error: { stack: string[]; code: string } }
    assert.match(body, new RegExp(`<strong>${line.requestId}</strong>`))
    assert.equal(line.route, '/book/:id')
    assert.equal(line.error.code, '23505')
    assert.match(line.error.stack[0]!, /^at .*faults\.page\.test\.ts:\d+:\d+/)
  })

  it('of the API is a problem document with a reference', async () => {
    const { server } = await serverThat(() => Promise.reject(new Error(canary)))
    const answer = await server.inject('/api/v1/bookings/1')
    const { type, status, reference } = answer.json<{ type: string; status: number; reference: string }>()
    assert.deepEqual([type, status, reference.length], ['/api#fault', 500, 8])
    assert.ok(!answer.body.includes(canary))
  })
})

describe('While the database is away', () => {
  it('a page says that bookings stand and who helps now, and when to come back', async () => {
    for (const db of [refusing, noSocket]) {
      const { server, lines } = await serverThat(async () =>
        page(trusted(String(await db.withActor(anyone, (tx) => one(tx))))),
      )
      const { statusCode, headers, body } = await server.inject('/book/1')
      assert.deepEqual([statusCode, headers['retry-after']], [503, '30'])
      assert.match(body, /your booking stands[^]*0800 123 4567[^]*116 123/)
      assert.equal(lines.length, 1)
      await assertValidHtml(body)
    }
  })

  it('the API says that it is unavailable', async () => {
    const { server } = await serverThat(async () =>
      page(trusted(String(await refusing.withActor(anyone, (tx) => one(tx))))),
    )
    const answer = await server.inject('/api/v1/bookings/1')
    assert.deepEqual([answer.statusCode, answer.json<{ type: string }>().type], [503, '/api#unavailable'])
  })

  it('the process is healthy and not ready', async () => {
    const { server } = await serverThat(async () =>
      page(trusted(String(await refusing.withActor(anyone, (tx) => one(tx))))),
    )
    assert.equal((await server.inject('/healthz')).statusCode, 200)
    assert.equal((await server.inject('/readyz')).statusCode, 503)
  })
})

describe('What is watched', () => {
  it('is each answer, by route pattern and status, with the time it took', async () => {
    const { server, lines } = await serverThat(async () => page(trusted('fine')))
    await server.inject(`/book/${canary}`)
    await server.inject(`/book/another`)
    await server.inject(`/nothing/${canary}`)
    assert.equal((await server.inject('/readyz')).statusCode, 200)
    const { body } = await server.inject({ url: '/metrics', headers: { host: 'localhost' } })
    assert.match(body, /lay_http_requests_total\{method="GET",route="\/book\/:id",status="200"\} 2\n/)
    assert.match(body, /lay_http_requests_total\{method="GET",route="none",status="404"\} 1\n/)
    assert.match(body, /lay_http_request_seconds_bucket\{route="\/book\/:id",le="\+Inf"\} 2\n/)
    assert.match(body, /\nmore 1\n$/)
    assert.ok(!body.includes(canary) && !lines.join('').includes(canary))
  })

  it('is not shown to anybody elsewhere', async () => {
    const { server } = await serverThat(async () => page(trusted('fine')))
    assert.equal((await server.inject({ url: '/metrics', remoteAddress: '192.0.2.1' })).statusCode, 404)
  })
})
