import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { operator } from '#lib/door'
import { createKey } from '#identity'
import { answerAll, plainBrowser, signDevIn } from './answered.ts'
import { startProduct } from './product.ts'
import { spellings } from './spellings.ts'

/** A path is what it is, letter by letter: no other spelling of it reaches a page, whoever asks. */
const product = await startProduct()
const host = new URL(product.url).host
const key = await product.db.withActor(operator, (tx) => createKey(tx, { name: 'spelling', scope: 'booking' }))
const browser = plainBrowser(product)
await answerAll(browser)
await signDevIn(browser)
const registered = new Set(product.routes.map(({ path }) => path))

const open = product.routes
  .filter(({ path }) => path.includes(':'))
  .map(({ path }) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]*')}$`),
  }))

describe('a path', () => {
  for (const [how, spell] of Object.entries(spellings))
    it(`with ${how} is nothing, to everybody alike`, async () => {
      for (const { method, path } of product.routes) {
        const other = spell(path)
        if (path === '/' || other === path || registered.has(other)) continue
        const url = withIds(other)
        const { statusCode, body } = await ask(method, url)
        const fitting = open.find(({ pattern }) => pattern.test(url))
        // What fits the open part of a path names something there that is not there.
        if (fitting) {
          const absent = (await ask(method, withIds(fitting.path))).statusCode
          assert.ok(absent !== 200 && [absent, 404].includes(statusCode), `${method} ${other}: ${statusCode}`)
        } else assert.deepEqual([statusCode, body], [404, await nothingAt(url)], `${method} ${other}`)
      }
    })

  it('is not reached by a method that something else names', async () => {
    for (const { path } of product.routes.filter(({ method }) => method === 'DELETE')) {
      const url = withIds(path)
      for (const more of [{ 'x-http-method-override': 'DELETE' }, { 'x-method-override': 'DELETE' }])
        assert.ok([404, 405].includes((await ask('POST', `${url}?_method=DELETE`, more)).statusCode), path)
    }
    for (const { path } of product.routes
      .filter(({ method }) => method === 'POST')
      .filter(({ path }) => !alsoGet(path)))
      assert.ok([404, 405].includes((await ask('GET', `${withIds(path)}?_method=POST`)).statusCode), path)
  })

  it('gives HEAD what GET gives, without the words, and answers no method that we do not have', async () => {
    for (const { method, path } of product.routes) {
      if (method !== 'GET' || path === '/readyz') continue
      const [head, get] = [await ask('HEAD', withIds(path)), await ask('GET', withIds(path))]
      assert.deepEqual([head.statusCode, head.body], [get.statusCode, ''], path)
      for (const odd of ['OPTIONS', 'TRACE', 'PROPFIND', 'PATCH', 'PUT'])
        assert.ok([403, 404, 405].includes((await ask(odd, withIds(path))).statusCode), `${odd} ${path}`)
    }
  })
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))

const alsoGet = (path: string) => product.routes.some((route) => route.path === path && route.method === 'GET')
const withIds = (path: string) => path.replace(/:\w+/g, randomUUID())

function ask(method: string, url: string, more: Record<string, string> = {}) {
  const body = method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
  const known = { host, 'sec-fetch-site': 'same-origin', cookie: browser.cookie(), authorization: `Bearer ${key}` }
  return product.server.inject({ method: method as 'GET', url, headers: { ...known, ...body, ...more } })
}

/** The one page for what is not there, as it looks where the path would be. */
const kept = new Map<string, string>()
async function nothingAt(path: string): Promise<string> {
  const [area] = /^\/(team|api)(?=\/|$)/.exec(path) ?? ['']
  if (!kept.has(area)) kept.set(area, (await ask('GET', `${area}/nothing/here`)).body)
  return kept.get(area)!
}
