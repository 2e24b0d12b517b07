import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { operator } from '#lib/door'
import { createKey } from '#identity'
import { answerAll, plainBrowser, signDevIn } from './answered.ts'
import { inputs, type Input } from './bad-inputs.ts'
import { entered } from './entered.ts'
import { startProduct } from './product.ts'

/** Each input that a sound product has heard before, sent to every route that takes its kind. */
const product = await startProduct()
const host = new URL(product.url).host
const key = await product.db.withActor(operator, (tx) => createKey(tx, { name: 'bad', scope: 'booking' }))
const browser = plainBrowser(product)
await answerAll(browser)
await signDevIn(browser)
const cookie = browser.cookie()

/** Waits for workers, ends what the other inputs are asked with, or is one press with nothing to type: its sessions go to others then. */
const skipped = ['/readyz', '/team/sign-out', '/leave', '/team/times/ill']
const routes = product.routes.filter(({ path }) => !skipped.includes(path))
const fieldNames = 'name email phone code contact reference place topic who mode start area setting choice when mark'

it('the list is whole', () => {
  assert.deepEqual(
    inputs.map(({ n }) => n),
    Array.from({ length: 75 }, (_, i) => i + 1),
  )
  for (const input of inputs)
    if ('proof' in input)
      assert.ok(existsSync(join(import.meta.dirname, '..', input.proof)), `${input.n} ${input.proof}`)
})

describe('an input that is bad', () => {
  for (const input of inputs)
    if ('query' in input || 'field' in input || 'body' in input)
      it(`${input.n}: ${input.what}`, async () => {
        const before = await entered(product)
        const asked = requestsOf(input)
        assert.ok(asked.length > 2)
        for (const [what, request] of asked) {
          product.lines.length = 0
          const { statusCode, body } = await product.server.inject(request)
          assert.ok(statusCode < 500, `${what}: ${statusCode}`)
          assert.doesNotMatch(body, /\bat .*\.ts:\d|node_modules|SQLSTATE|syntax error/, what)
          // A guard may lead on to where somebody proves more of themselves; the body has not been read by then.
          if ('body' in input) assert.ok([303, 400, 401, 403, 404, 405, 413, 415, 422].includes(statusCode), what)
          assert.equal(product.lines.length, 1, what)
          assert.doesNotMatch(product.lines[0]!, unheard, what)
        }
        if (!('field' in input)) assert.deepEqual(await entered(product), before)
        assert.deepEqual(product.faults, [])
      })
})

/** Words of the inputs that no log line may repeat. */
const unheard = /evil|HYPERLINK|onerror|__proto__|javascript:|2027-02-30|Bcc/

type Request = { method: 'GET' | 'POST' | 'DELETE'; url: string; headers: Record<string, string>; payload?: string }

function requestsOf(input: Input): [string, Request][] {
  const known = { host, 'sec-fetch-site': 'same-origin', cookie, authorization: `Bearer ${key}` }
  return routes.flatMap(({ method, path, takes }): [string, Request][] => {
    const url = path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')
    const what = `${input.n} ${method} ${path}`
    if ('query' in input && method === 'GET') return [[what, { method, url: `${url}?${input.query}`, headers: known }]]
    if ('field' in input && takes === 'form') {
      const payload = new URLSearchParams(fieldNames.split(' ').map((name) => [name, input.field])).toString()
      const headers = { ...known, 'content-type': 'application/x-www-form-urlencoded' }
      return [[what, { method, url, payload, headers }]]
    }
    if ('body' in input && method === 'POST' && (!input.toJson || takes === 'json'))
      return [[what, { method, url, payload: input.body, headers: { ...known, ...input.headers } }]]
    return []
  })
}
