import assert from 'node:assert/strict'
import { it } from 'node:test'
import { assertValidHtml } from '../testing/html.ts'
import { operator } from '#lib/door'
import { createKey } from '#identity'
import { answerAll, plainBrowser, signDevIn } from './answered.ts'
import { startProduct } from './product.ts'

const product = await startProduct()
const host = new URL(product.url).host
const some = await sample()
const skipped = ['/readyz', '/team/sign-out']
const cookie = await answered()
const key = await product.db.withActor(operator, (tx) => createKey(tx, { name: 'odd', scope: 'booking' }))
const sound = new Set<string>()

/** What somebody may write where an id, a date or a token is expected. */
const odd = [
  '0',
  '-1',
  '%00',
  '%F0%9F%92%99',
  '..%2F..%2Fetc%2Fpasswd',
  "'%20or%201=1--",
  '2026-02-30',
  '9999-12-31',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF',
  'A'.repeat(22),
  'a'.repeat(190),
]

const fieldNames = [
  'adjustments area choice coach code contact email ends from find how language gender mode name phone place reference',
  'role rule setting start starts topic wanted when who workplace',
].flatMap((names) => names.split(' '))

const values = [
  '',
  'x',
  '-1',
  '\u0000',
  '💙'.repeat(500),
  '<script>',
  'toString',
  '__proto__',
  '\u202E',
  '+275760-09-13T00:00:00Z',
  "'; --",
  '99999999999999999999',
]

it('given any page and odd parts of its address, when it is opened, then it is never our fault', async () => {
  const answers = new Map<string, number>()
  for (const { method, path } of routes('GET'))
    for (const one of path.includes(':') ? [...odd, ...some] : [''])
      for (const query of ['', '?from=x&q=%00&q=2&from=9999-12-31&to=%F0%9F%92%99&service=x&mode=x'])
        await ask(answers, method, filled(path, one) + query)
  assert.deepEqual(faultsIn(answers), [])
  for (const path of ['/book/check', '/team/today', '/api/v1/services'])
    assert.equal(answers.get(`GET ${path} `), 200, `${path} was really reached`)
})

it('given any form and odd fields, when it is sent, then it is never our fault', async () => {
  const answers = new Map<string, number>()
  for (const { method, path } of routes('POST', 'PUT', 'PATCH', 'DELETE'))
    for (const one of path.includes(':') ? [some[0]!, odd[2]!] : [''])
      for (const value of values) {
        const pairs = fieldNames.flatMap((name) => [
          [name, value],
          [name, 'again'],
        ])
        await ask(answers, method, filled(path, one), new URLSearchParams(pairs).toString())
      }
  assert.deepEqual(faultsIn(answers), [])
})

it('given any call of the API and odd documents, when it is sent, then it is never our fault', async () => {
  const answers = new Map<string, number>()
  const documents = [
    '',
    '[]',
    'null',
    '"x"',
    '{}',
    '{"start":1}',
    '{"a":'.repeat(50),
    '{"__proto__":{"x":1}}',
    '{"\\u0000":"\\ud800"}',
  ]
  for (const { method, path } of routes('POST', 'PUT', 'PATCH', 'DELETE').filter((one) => one.path.startsWith('/api/')))
    for (const document of documents) await ask(answers, method, filled(path, some[0]!), document, 'application/json')
  assert.deepEqual(faultsIn(answers), [])
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))

const routes = (...methods: string[]) =>
  product.routes.filter(({ method, path }) => methods.includes(method) && !skipped.includes(path))

const filled = (path: string, one: string) => path.replace(/:\w+/g, one)

async function ask(answers: Map<string, number>, method: string, url: string, payload?: string, type?: string) {
  const reply = await product.server.inject({
    method: method as 'GET',
    url,
    headers: {
      host,
      'sec-fetch-site': 'same-origin',
      cookie,
      authorization: `Bearer ${key}`,
      ...(payload === undefined ? {} : { 'content-type': type ?? 'application/x-www-form-urlencoded' }),
    },
    ...(payload === undefined ? {} : { payload }),
  })
  answers.set(`${method} ${url} ${(payload ?? '').slice(0, 60)}`, reply.statusCode)
  const seen = `${method} ${url.split('?')[0]!.replace(/[\d-].*/, '')} ${reply.statusCode}`
  if (!reply.body.startsWith('<!doctype') || sound.has(seen)) return
  sound.add(seen)
  await assertValidHtml(reply.body)
}

/** Being asked to wait is an answer; any other 500 and above is a fault. */
const faultsIn = (answers: Map<string, number>) => [...answers].filter(([, status]) => status >= 500)

/** Ids that exist, of somebody else. */
async function sample(): Promise<string[]> {
  const { rows } = await product.admin.query<{ id: string }>(
    '(select id from booking limit 1) union all (select id from coach limit 1)',
  )
  return rows.map(({ id }) => id)
}

/** The cookies of a browser in which every question is answered, a time is kept, and Dev is signed in. */
async function answered(): Promise<string> {
  const browser = plainBrowser(product)
  await answerAll(browser)
  await signDevIn(browser)
  return browser.cookie()
}
