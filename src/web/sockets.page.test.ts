import assert from 'node:assert/strict'
import { guardsWith } from '../../testing/staff.ts'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, describe, it } from 'node:test'
import { html } from '#lib/html'
import { closed } from './guards.ts'
import { page } from './route.ts'
import { serve } from './serve.ts'

const server = await serve({
  routes: [
    { method: 'GET', path: '/', may: 'anyone', handle: async () => page(html`hello`) },
    {
      method: 'POST',
      path: '/api/v1/x',
      may: 'anyone',
      takes: 'json',
      handle: async () => ({ kind: 'empty', status: 204 }),
    },
  ],
  arrivalMillis: 300,
  ports: { clock: () => Temporal.Instant.from('2026-11-23T10:00:00Z'), baseUrl: 'http://localhost:3000' },
  guards: guardsWith({ loopback: closed, demo: closed }),
})
const port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port)
after(() => server.close())

/** What the server answers to these very bytes: its status line. */
const answerTo = async (bytes: string) => (await allOf(bytes)).split('\r\n')[0] ?? ''

async function allOf(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (part) => (heard += String(part)))
  socket.write(bytes, 'latin1')
  socket.end()
  await once(socket, 'close')
  return heard
}

describe('Over a socket', () => {
  for (const [what, bytes] of [
    ['headers', 'POST /api/v1/x HTTP/1.1\r\nHost: a\r\nX-Slow: '],
    ['a body', 'POST /api/v1/x HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{'],
    [
      'a body in pieces',
      'POST /api/v1/x HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n',
    ],
  ] as const)
    it(`${what} that never come to an end are waited for only so long`, async () => {
      const socket = connect(port, '127.0.0.1')
      let heard = ''
      socket.on('data', (part) => (heard += String(part)))
      socket.write(bytes)
      await once(socket, 'close')
      assert.match(heard, /^HTTP\/1\.1 408/)
    })

  it('headers of more than 8 kB are refused', async () => {
    const answer = await answerTo(`GET / HTTP/1.1\r\nHost: a\r\nCookie: a=${'x'.repeat(9_000)}\r\n\r\n`)
    assert.match(answer, /^HTTP\/1\.1 431/)
  })

  it('what is no request is answered as everything else is: a page, or a problem where the API was asked for', async () => {
    const page = await allOf('nonsense\r\n\r\n')
    assert.match(page, /content-security-policy: default-src 'none'/)
    assert.match(page, /<h1[^>]*>Sorry, we could not read that<\/h1>/)
    const problem = await allOf('POST /api/v1/x HTTP/1.1\r\nHost: a\r\nIdempotency-Key: k\x7f\r\n\r\n')
    assert.match(problem, /content-type: application\/problem\+json/)
    const body = JSON.parse(problem.slice(problem.indexOf('\r\n\r\n'))) as object
    assert.deepEqual(body, { type: '/api#malformed', title: 'The request could not be read', status: 400 })
  })

  it('nothing that is not HTTP, and no odd path, is a fault of ours', async () => {
    const odd = [
      'nonsense\r\n\r\n',
      'GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n',
      'GET /\xc0\xaf HTTP/1.1\r\nHost: a\r\n\r\n',
      'GET //notes HTTP/1.1\r\nHost: a\r\n\r\n',
      'GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n',
      'GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n',
      'TRACE / HTTP/1.1\r\nHost: a\r\n\r\n',
      'PROPFIND / HTTP/1.1\r\nHost: a\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      'POST /api/v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n',
      'POST /api/v1/x HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'POST /api/v1/x HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    ]
    for (const bytes of odd) assert.match(await answerTo(bytes), /^HTTP\/1\.1 (4\d\d|200)/, bytes)
  })
})
