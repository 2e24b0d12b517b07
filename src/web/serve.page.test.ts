import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { html, trusted } from '#lib/html'
import { assertValidHtml } from '../../testing/html.ts'
import { closed, openToAnyone, onlyLoopback, type Guards } from './guards.ts'
import { layout } from './pages/layout.ts'
import { field, fields, NotAllowed, NotFound, page, seeOther, type Route } from './route.ts'
import { serve, type Serving } from './serve.ts'

const guards: Guards = {
  anyone: openToAnyone,
  loopback: onlyLoopback,
  demo: closed,
  coach: async (visit) => (visit.cookies['lay-team'] === 'dev' ? { kind: 'coach', id: 'dev' } : 'sign-in'),
  'booking-key': async (visit) =>
    visit.headers['authorization'] === 'Bearer key'
      ? { kind: 'key', id: 'key' }
      : { kind: 'problem', status: 401, code: 'unauthorized', title: 'A key is needed' },
}
const hello = layout({ title: 'Hello', body: html`<h1>Hello</h1>` })
const routes: Route[] = [
  { method: 'GET', path: '/', may: 'anyone', handle: async () => page(hello) },
  {
    method: 'GET',
    path: '/long',
    may: 'anyone',
    handle: async () => page(trusted(hello.markup + 'long '.repeat(500))),
  },
  { method: 'GET', path: '/of/:id', may: 'anyone', handle: async ({ params }) => json(params) },
  { method: 'GET', path: '/query', may: 'anyone', handle: async ({ query }) => json(query) },
  { method: 'GET', path: '/cookies', may: 'anyone', handle: async ({ cookies }) => json(cookies) },
  {
    method: 'GET',
    path: '/file',
    may: 'anyone',
    handle: async () => ({ kind: 'file', body: 'x', type: 'text/calendar', name: 'a"b\r\n.ics' }),
  },
  {
    method: 'POST',
    path: '/form',
    may: 'anyone',
    takes: 'form',
    handle: async (visit) => json({ name: field(visit, 'name'), all: fields(visit, 'many'), form: visit.form }),
  },
  { method: 'POST', path: '/away', may: 'anyone', handle: async ({ query }) => seeOther(query['to'] ?? '/') },
  {
    method: 'POST',
    path: '/in',
    may: 'anyone',
    handle: async () =>
      seeOther('/', [
        { name: 'lay-browser', value: 'secret', maxAgeSeconds: 60 },
        { name: 'lay-old', value: null },
      ]),
  },
  { method: 'GET', path: '/missing', may: 'anyone', handle: () => Promise.reject(new NotFound()) },
  { method: 'GET', path: '/forbidden', may: 'anyone', handle: () => Promise.reject(new NotAllowed()) },
  { method: 'GET', path: '/team/today', may: 'coach', handle: async ({ viewer }) => json(viewer) },
  { method: 'GET', path: '/dev/outbox', may: 'demo', handle: async () => json({}) },
  { method: 'GET', path: '/inside', may: 'loopback', handle: async () => json({}) },
  {
    method: 'POST',
    path: '/api/v1/things',
    may: 'booking-key',
    takes: 'json',
    handle: async (visit) => json(visit.json ?? 'no body'),
  },
  {
    method: 'DELETE',
    path: '/api/v1/things/:id',
    may: 'booking-key',
    handle: async () => ({ kind: 'empty', status: 204 }),
  },
]
const json = (body: unknown) => ({ kind: 'json', body }) as const
const baseUrl = 'https://coach.example'
const now = Temporal.Instant.from('2026-11-23T10:00:00Z')
const open = (more: Partial<Serving> = {}) => serve({ routes, ports: { clock: () => now, baseUrl }, guards, ...more })
const app = await open()
const fromOurPage = { 'sec-fetch-site': 'same-origin' }
const asForm = { ...fromOurPage, 'content-type': 'application/x-www-form-urlencoded' }
const withKey = { authorization: 'Bearer key', 'content-type': 'application/json' }
const post = (url: string, payload: string, headers: Record<string, string> = asForm) =>
  app.inject({ method: 'POST', url, headers, payload })
const api = (payload: string | Buffer, headers: Record<string, string> = withKey) =>
  app.inject({ method: 'POST', url: '/api/v1/things', headers, payload })

describe('Every answer', () => {
  it('forbids everything from elsewhere, and is kept nowhere', async () => {
    for (const url of ['/', '/nothing', '/query', '/%C0%AF', '/missing']) {
      const { headers } = await app.inject(url)
      assert.equal(
        headers['content-security-policy'],
        `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
        url,
      )
      assert.equal(headers['referrer-policy'], 'no-referrer')
      assert.equal(headers['cache-control'], 'no-store')
      assert.equal(headers['x-content-type-options'], 'nosniff')
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin')
      assert.match(String(headers['permissions-policy']), /camera=\(\).*microphone=\(\)/)
      assert.match(String(headers['strict-transport-security']), /max-age=31536000/)
    }
  })

  it('promises https only where there is https', async () => {
    const plain = await open({ ports: { clock: () => now, baseUrl: 'http://localhost:3000' } })
    assert.equal((await plain.inject('/')).headers['strict-transport-security'], undefined)
  })

  it('is written smaller for who takes that, and never for a page elsewhere that rides on a cookie', async () => {
    const ask = (headers: Record<string, string>) => app.inject({ url: '/long', headers })
    const plain = await ask({})
    const gzip = await ask({ 'accept-encoding': 'gzip, deflate, br' })
    assert.ok(gzip.rawPayload.length < plain.rawPayload.length / 3)
    assert.equal((await ask({ 'accept-encoding': 'gzip;q=0' })).body, plain.body)
    assert.equal(gunzipSync(gzip.rawPayload).toString(), plain.body)
    const ridden = await ask({ 'accept-encoding': 'gzip', 'sec-fetch-site': 'cross-site', cookie: 'a=b' })
    assert.equal(ridden.body, plain.body)
  })

  it('to HEAD is that to GET without its body', async () => {
    const { statusCode, body, headers } = await app.inject({ method: 'HEAD', url: '/' })
    assert.deepEqual([statusCode, body, headers['content-type']], [200, '', 'text/html; charset=utf-8'])
  })

  it('is a valid page that says it is a demonstration only where it is one', async () => {
    const demo = await open({ demo: true })
    const shown = (await demo.inject('/')).body
    await assertValidHtml(shown)
    assert.match(shown, /Demonstration/)
    assert.ok(!(await app.inject('/')).body.includes('Demonstration'))
  })
})

describe('A route', () => {
  it('that does not say who may use it is refused at the start', async () => {
    for (const may of ['nobody', 'constructor', undefined])
      await assert.rejects(open({ routes: [{ ...routes[0]!, may: may as 'anyone' }] }), /does not say who may use it/)
  })

  it('for coaches sends anybody else to sign in, by its own cookie only', async () => {
    const away = await app.inject({ url: '/team/today', headers: { cookie: 'lay-team=dev' } })
    assert.deepEqual([away.statusCode, away.headers.location], [303, '/team/sign-in'])
    const inside = await app.inject({ url: '/team/today', headers: { cookie: '__Host-lay-team=dev' } })
    assert.deepEqual(inside.json(), { kind: 'coach', id: 'dev' })
  })

  it('that is not there, is not ours, or is closed here gives one and the same page', async () => {
    const answers = []
    for (const url of ['/nothing', '/missing', '/dev/outbox', '/NOTHING/', '/of/a%00b']) {
      const { statusCode, body, headers } = await app.inject(url)
      answers.push(JSON.stringify({ statusCode, body, headers: { ...headers, date: '' } }))
    }
    assert.equal(new Set(answers).size, 1)
    assert.match(answers[0]!, /"statusCode":404/)
  })

  it('for this machine is nothing to a peer elsewhere, behind a proxy or under another name', async () => {
    const status = async (remoteAddress: string, headers: Record<string, string>) =>
      (await app.inject({ url: '/inside', remoteAddress, headers: { host: 'localhost:3000', ...headers } })).statusCode
    assert.equal(await status('127.0.0.1', {}), 200)
    assert.equal(await status('::1', { host: '[::1]:3000' }), 200)
    assert.equal(await status('192.0.2.1', {}), 404)
    assert.equal(await status('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }), 404)
    assert.equal(await status('127.0.0.1', { host: 'evil.example' }), 404)
  })

  it('answers a method it does not have with 405 and those it has', async () => {
    const { statusCode, headers } = await app.inject({ method: 'DELETE', url: '/form', headers: fromOurPage })
    assert.deepEqual([statusCode, headers['allow']], [405, 'POST'])
    const problem = await app.inject({ method: 'GET', url: '/api/v1/things' })
    assert.match(problem.json<{ type: string }>().type, /method-not-allowed$/)
  })
})

describe('What changes something', () => {
  it('is taken from our own pages only', async () => {
    const from = async (headers: Record<string, string>) =>
      (await post('/form', 'name=A', { ...asForm, 'sec-fetch-site': '', ...headers })).statusCode
    const bare = async (headers: Record<string, string>) => {
      const { 'sec-fetch-site': _, ...rest } = asForm
      return (await post('/form', 'name=A', { ...rest, ...headers })).statusCode
    }
    assert.equal(await from({ 'sec-fetch-site': 'same-origin' }), 200)
    assert.equal(await from({ 'sec-fetch-site': 'none' }), 200)
    assert.equal(await from({ 'sec-fetch-site': 'same-site' }), 403)
    assert.equal(await from({ 'sec-fetch-site': 'cross-site', origin: baseUrl }), 403)
    assert.equal(await bare({ origin: baseUrl }), 200)
    assert.equal(await bare({ origin: 'https://evil.example' }), 403)
    assert.equal(await bare({ origin: 'https://coach.example.evil.example' }), 403)
    assert.equal(await bare({ origin: 'null' }), 403)
    assert.equal(await bare({}), 403)
  })

  it('may come from a script for the demo, but from no page elsewhere', async () => {
    const demo: Route = {
      method: 'POST',
      path: '/dev/sign-in',
      may: 'demo',
      takes: 'form',
      handle: async () => json({}),
    }
    const shown = await open({ routes: [demo], guards: { ...guards, demo: openToAnyone } })
    const from = async (headers: Record<string, string>) =>
      (await shown.inject({ method: 'POST', url: '/dev/sign-in', headers })).statusCode
    assert.equal(await from({}), 200)
    assert.equal(await from({ 'sec-fetch-site': 'cross-site' }), 403)
    assert.equal(await from({ origin: 'https://evil.example' }), 403)
  })

  it('leads on by 303, and never to another host', async () => {
    const to = async (path: string) => {
      const { statusCode, headers } = await post(`/away?to=${encodeURIComponent(path)}`, '', fromOurPage)
      assert.equal(statusCode, 303)
      return headers.location
    }
    assert.equal(await to('/book/who?x=1#y'), '/book/who?x=1#y')
    for (const elsewhere of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example/',
      'javascript:alert(1)',
      'http://[',
    ])
      assert.equal(await to(elsewhere), '/', elsewhere)
    assert.equal(await to('/a\r\nset-cookie: b=c'), '/aset-cookie:%20b=c')
  })

  it('sets cookies that only we can read back, on https and off it', async () => {
    const { headers } = await post('/in', '', fromOurPage)
    assert.deepEqual(headers['set-cookie'], [
      '__Host-lay-browser=secret; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
      '__Host-lay-old=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
    ])
    const plain = await open({ ports: { clock: () => now, baseUrl: 'http://localhost:3000' } })
    const answer = await plain.inject({ method: 'POST', url: '/in', headers: { origin: 'http://127.0.0.1:3000' } })
    assert.equal(
      (answer.headers['set-cookie'] as string[])[0],
      'lay-browser=secret; Max-Age=60; Path=/; HttpOnly; SameSite=Lax',
    )
  })
})

describe('A body', () => {
  it('of a form gives every value of every name', async () => {
    const answer = await post('/form', 'name=+Amina%20+&many=1&many=2&__proto__=x&constructor=y&odd%00=%00%ED%A0%80')
    const { name, all, form } = answer.json<{ name: string; all: string[]; form: Record<string, string[]> }>()
    assert.deepEqual([name, all], ['Amina', ['1', '2']])
    assert.equal(answer.statusCode, 200)
    assert.ok(
      Object.values(form)
        .flat()
        .every((value: string) => !value.includes('\0') && value.isWellFormed()),
    )
  })

  it('is not needed, nor its type, where there is nothing to say', async () => {
    const none = await app.inject({ method: 'POST', url: '/api/v1/things', headers: { authorization: 'Bearer key' } })
    assert.equal(none.body, '"no body"')
    assert.equal((await api('')).body, '"no body"')
    const gone = await app.inject({
      method: 'DELETE',
      url: '/api/v1/things/1',
      headers: { authorization: 'Bearer key' },
    })
    assert.equal(gone.statusCode, 204)
  })

  it('of another kind is a 415, as a problem to the API and as a page to people', async () => {
    for (const type of [
      'text/plain',
      'application/json\ta',
      'application/json garbage',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/json; charset=utf-7',
      'application/ld+json',
    ]) {
      const answer = await api('{}', { ...withKey, 'content-type': type })
      assert.equal(answer.statusCode, 415, type)
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
      assert.match(answer.json<{ type: string }>().type, /#media-type$/)
    }
    const packed = await api('{}', { ...withKey, 'content-encoding': 'gzip' })
    assert.equal(packed.statusCode, 415)
    const asPage = await post('/form', '{}', { ...asForm, 'content-type': 'application/json' })
    assert.equal(asPage.statusCode, 415)
    await assertValidHtml(asPage.body)
  })

  it('of JSON that is broken, unsound or too deep is malformed', async () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000)
    const bad = [
      '{',
      '{"a":1}x',
      deep,
      '['.repeat(99_000),
      '{"a":"\\u0000"}',
      '{"a":"\\ud800"}',
      '{"__proto__":{"x":1}}',
      '{"constructor":{"prototype":{"x":1}}}',
      Buffer.from([0x22, 0xc0, 0xaf, 0x22]),
    ]
    for (const body of bad) {
      const answer = await api(body)
      assert.equal(answer.statusCode, 400, String(body).slice(0, 40))
      assert.match(answer.json<{ type: string }>().type, /#malformed$/)
    }
    assert.equal((await api('{"a":1,"a":2}')).body, '{"a":2}')
    assert.equal((await api('[1e400, -0, 9007199254740993]')).statusCode, 200)
  })

  it('that is too large is refused, to everybody in his own form', async () => {
    assert.equal((await api(JSON.stringify('x'.repeat(100_001)))).json<{ status: number }>().status, 413)
    const asPage = await post('/form', `name=${'x'.repeat(100_001)}`)
    assert.equal(asPage.statusCode, 413)
    assert.match(asPage.body, /too long/)
  })

  it('is not looked at before the asker is known', async () => {
    const answer = await api('{', { 'content-type': 'application/json' })
    assert.equal(answer.json<{ type: string }>().type, '/api#unauthorized')
  })
})

describe('Odd queries and paths', () => {
  it('never break anything', async () => {
    const paths = [
      '/query?id=1&id=2',
      '/query?id[]=1',
      '/query?id[$ne]=1',
      '/query?__proto__[x]=1',
      '/query?__proto__=1&constructor=2',
      '/query?page=-1',
      '/query?page=1e9',
      '/query?page=NaN',
      '/query?q=%',
      '/query?q=%00',
      `/query?q=${'x'.repeat(100_000)}`,
      '/query?q=%ED%A0%80',
      '/%2e%2e/',
      '/../../etc/passwd',
      '/notes%2Fid',
      '//query',
      '//',
      '/QUERY/',
      '/query;x=1',
      '/query/%C0%AF',
      '/of/%C0%AF',
      '/of/%',
      '/of/%00',
      '/of/__proto__',
      '/of/constructor',
      `/of/${'x'.repeat(5_000)}`,
      '/_internal',
      '/[__handler]',
      '/query?next=//evil',
      '/query?next=/%5Cevil',
      '/query?next=javascript:',
      '/query?date=2027-02-30',
      '/?',
      '/#',
      '/query?&&==&=',
      '/assets/',
      '/assets/../serve.ts',
      '/assets/%2e%2e/serve.ts',
      '/of/a?_method=DELETE',
      '*',
      '/\u{202E}',
    ]
    for (const url of paths) {
      const { statusCode, body } = await app.inject({ url, headers: { 'x-http-method-override': 'DELETE' } })
      assert.ok(statusCode < 500, `${url.slice(0, 60)}: ${statusCode}`)
      assert.ok(!/ at .*\.ts|node_modules/.test(body))
    }
  })

  it('are read plainly: the first of many, no NUL, no prototype', async () => {
    assert.deepEqual((await app.inject('/query?a=1&a=2&b=%00x&__proto__=y')).body, '{"a":"1","b":"x","__proto__":"y"}')
  })

  it('with methods that nobody knows get a refusal', async () => {
    for (const method of ['OPTIONS', 'TRACE', 'PROPFIND', 'PUT', 'PATCH'] as 'OPTIONS'[])
      for (const url of ['/', '/nothing', '/api/v1/things']) {
        const { statusCode } = await app.inject({ method, url })
        assert.ok([403, 404, 405].includes(statusCode), `${method} ${url}: ${statusCode}`)
      }
  })

  it('cannot put anything into the name of a file', async () => {
    const { headers } = await app.inject('/file')
    assert.equal(headers['content-disposition'], 'attachment; filename="a-b--.ics"')
  })

  it('cookies that are odd are only cookies', async () => {
    const { statusCode } = await app.inject({
      url: '/cookies',
      headers: { cookie: '__Host-__proto__=1; =; a=%; __Host-b=%00; ;;' },
    })
    assert.equal(statusCode, 200)
  })
})
