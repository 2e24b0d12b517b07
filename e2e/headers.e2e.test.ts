import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { operator } from '#lib/door'
import { createKey } from '#identity'
import { answerAll, plainBrowser, signDevIn } from './answered.ts'
import { startProduct } from './product.ts'

/** What every answer of the whole product says to a browser, whoever asks, on every route. */
const product = await startProduct()
const host = new URL(product.url).host
const key = await product.db.withActor(operator, (tx) => createKey(tx, { name: 'headers', scope: 'booking' }))
const browser = plainBrowser(product)
await answerAll(browser)
await signDevIn(browser)
const known = { cookie: browser.cookie(), authorization: `Bearer ${key}` }
const askers = { nobody: {}, 'somebody in the middle of it': known }

describe('every answer', () => {
  for (const [who, headers] of Object.entries(askers))
    it(`to ${who} is kept nowhere, framed nowhere and told nobody`, async () => {
      for (const { method, path, powers = [] } of product.routes) {
        if (path === '/readyz' || path === '/team/sign-out') continue
        const answer = await ask(method, path, headers)
        const said = (name: string) => String(answer.headers[name])
        const what = `${method} ${path} ${answer.statusCode}`
        assert.equal(said('cache-control'), 'no-store', what)
        assert.equal(said('x-content-type-options'), 'nosniff', what)
        assert.equal(said('referrer-policy'), 'no-referrer', what)
        assert.equal(said('cross-origin-opener-policy'), 'same-origin', what)
        assert.equal(said('cross-origin-resource-policy'), 'same-origin', what)
        assert.match(said('content-security-policy'), /^default-src 'none'; (?!.*unsafe).*frame-ancestors 'none'/, what)
        assert.equal(answer.headers['access-control-allow-origin'], undefined, what)
        assert.equal(answer.headers['server'] ?? answer.headers['x-powered-by'], undefined, what)
        const allowed = [...said('permissions-policy').matchAll(/([\w-]+)=\(self\)/g)].map(([, power]) => power)
        assert.deepEqual(allowed.sort(), [...powers].sort(), what)
        if (answer.body) assert.match(said('content-type'), /charset=utf-8|version=0\.0\.4/, what)
        const location = answer.headers.location
        assert.ok(location === undefined || /^\/(?!\/)/.test(location), what)
      }
    })

  it('that is a page loads only what is ours, and has nothing inline', async () => {
    for (const { method, path } of product.routes) {
      if (method !== 'GET' || path === '/readyz') continue
      const { body } = await ask(method, path, known)
      if (!body.startsWith('<!doctype')) continue
      const loaded = [
        ...body.matchAll(
          /<(?:script|img|iframe|video|audio|source|embed|object|link)\b[^>]*?(?:src|href|data)="([^"]*)"/g,
        ),
      ]
      for (const [, address] of loaded) assert.match(address!, /^\/(?!\/)/, path)
      for (const [, action] of body.matchAll(/<form\b[^>]*\baction="([^"]*)"/g))
        assert.match(action!, /^\/(?!\/)/, path)
      assert.doesNotMatch(body, /<style|<[^>]* style=|<[^>]* on[a-z]+=|<script(?![^>]* src=)|javascript:/, path)
    }
  })

  it('to a page of another site that wants to change something is no', async () => {
    const sites = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]
    for (const { method, path, may } of product.routes) {
      if (method === 'GET' || may === 'booking-key') continue
      for (const from of sites) {
        const headers: Record<string, string> = { host, cookie: browser.cookie(), ...from }
        const answer = await send(method, path, headers)
        assert.deepEqual([answer.statusCode, answer.cookies], [403, []], `${method} ${path} ${JSON.stringify(from)}`)
      }
    }
  })
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))

const withIds = (path: string) => path.replace(/:\w+/g, randomUUID())

const ask = (method: string, path: string, headers: Record<string, string>) =>
  send(method, path, {
    host,
    'sec-fetch-site': 'same-origin',
    ...headers,
    ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
  })

function send(method: string, path: string, headers: Record<string, string>) {
  return product.server.inject({ method: method as 'GET', url: withIds(path), headers })
}
