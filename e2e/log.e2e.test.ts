import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { markIn } from '../testing/pages.ts'
import { answerAll, plainBrowser } from './answered.ts'
import { startProduct } from './product.ts'

/** What a log line must not carry, whatever happens: each place of a request has a word of its own. */
const places = [
  'path',
  'query',
  'name-of-query',
  'form',
  'name-of-form',
  'json',
  'agent',
  'referer',
  'cookie',
  'authorization',
  'idempotency-key',
  'unknown-header',
  'mailbox',
  'person',
] as const
const canary = (place: (typeof places)[number]) => `zinnober-${place}`
const address = '203.0.113.77'
const phone = '07700900321'

const product = await startProduct()
const host = new URL(product.url).host
const someone = plainBrowser(product)

const headers = {
  host,
  'sec-fetch-site': 'same-origin',
  'user-agent': canary('agent'),
  referer: `${product.url}/${canary('referer')}`,
  cookie: `lay-browser=${canary('cookie')}; lay-team=${canary('cookie')}; lay-answers=${canary('cookie')}`,
  authorization: `Bearer ${canary('authorization')}`,
  'idempotency-key': canary('idempotency-key'),
  'x-forwarded-for': address,
  'x-anything': canary('unknown-header'),
}
const form = new URLSearchParams({
  [canary('name-of-form')]: canary('form'),
  name: canary('form'),
  email: `${canary('form')}@example.org`,
  code: canary('form'),
  phone,
}).toString()
const json = JSON.stringify({ hold: canary('json'), client: { name: canary('json'), phone } })

/** Asks with canaries in every place, and with each kind of body. */
async function askEverything(method: string, path: string) {
  const url = `${path.replace(/:\w+/g, canary('path'))}?q=${canary('query')}&${canary('name-of-query')}=1`
  for (const [type, payload] of [
    ['application/x-www-form-urlencoded', form],
    ['application/json', json],
    ['text/plain', form],
  ] as const)
    await product.server.inject({
      method: method as 'POST',
      url,
      remoteAddress: address,
      headers: { ...headers, ...(method === 'POST' ? { 'content-type': type } : {}) },
      ...(method === 'POST' ? { payload } : {}),
    })
}

describe('the log', () => {
  it('has lines for every route, whatever was asked of it', async () => {
    for (const { path } of product.routes)
      for (const method of ['GET', 'POST', 'PUT']) await askEverything(method, path)
    await askEverything('GET', '/nothing/:here')
    const logged = new Set(product.lines.map((line) => (JSON.parse(line) as { route?: string }).route))
    for (const { path } of product.routes) assert.ok(logged.has(path), path)
  })

  it('has a line for what the database refused, with the rule and without the row', async () => {
    await answerAll(someone)
    await someone.send('POST', '/book/contact', { name: canary('person'), email: `${canary('mailbox')}@gmail.com` })
    const mark = markIn((await someone.send('GET', '/book/check')).body)
    await product.admin.query('alter table booking_person add constraint nobody_at_all check (false) not valid')
    assert.equal((await someone.send('POST', '/book/check', { mark })).statusCode, 500)
    await product.admin.query('alter table booking_person drop constraint nobody_at_all')
    const line = product.lines.findLast((each) => each.includes('nobody_at_all'))
    assert.match(line ?? '', /"code":"23514"/)
    assert.equal(product.faults.splice(0).length, 1)
  })

  it('has lines of messages that went out', async () => {
    const mark = markIn((await someone.send('GET', '/book/check')).body)
    assert.equal((await someone.send('POST', '/book/check', { mark })).statusCode, 303)
    await product.mailTo(`${canary('mailbox')}@gmail.com`, /appointment/i)
  })

  it('and in none of them is anything that somebody typed, sent or was called', async () => {
    const metrics = await product.server.inject({ url: '/metrics', headers: { host: 'localhost' } })
    assert.equal(metrics.statusCode, 200)
    const all = `${product.lines.join('')}${metrics.body}`
    assert.ok(product.lines.length > product.routes.length)
    for (const word of [...places.map(canary), 'zinnober', address, phone, host])
      for (const spelt of [word, Buffer.from(word).toString('base64').slice(0, -4), encodeURIComponent(word)])
        assert.ok(!all.includes(spelt), `${spelt} is in the log`)
  })

  it('has nothing in a line but what may be there', () => {
    const may =
      'level time event requestId method route status ms kind fault attempts count seconds port pid error'.split(' ')
    for (const line of product.lines)
      for (const name of Object.keys(JSON.parse(line) as object)) assert.ok(may.includes(name), `${name} in ${line}`)
  })
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
