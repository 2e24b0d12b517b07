import { anyone } from '#lib/door'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { assertValidHtml } from '../../testing/html.ts'
import { routes, now, open, app, fromOurPage } from './sample.ts'

describe('Every answer', () => {
  it('forbids everything from elsewhere, and is kept nowhere', async () => {
    for (const url of ['/', '/nothing', '/query', '/%C0%AF', '/missing']) {
      const { headers } = await app.inject(url)
      assert.equal(
        headers['content-security-policy'],
        `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
        url,
      )
      assert.equal(headers['referrer-policy'], 'no-referrer')
      assert.equal(headers['cache-control'], 'no-store')
      assert.equal(headers['x-content-type-options'], 'nosniff')
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin')
      assert.match(String(headers['permissions-policy']), /camera=\(\).*microphone=\(\)/)
      assert.match(String(headers['strict-transport-security']), /^max-age=31536000; includeSubDomains$/)
    }
  })

  it('lets a page ask the browser for what its route names, and only for itself', async () => {
    const powers = ['camera', 'microphone'] as const
    const call = await open({ routes: [{ ...routes[0]!, path: '/call', powers }, routes[0]!] })
    const policy = async (url: string) => String((await call.inject(url)).headers['permissions-policy'])
    assert.match(await policy('/call'), /camera=\(self\).*geolocation=\(\).*microphone=\(self\)/)
    assert.ok(!(await policy('/')).includes('self'))
    assert.ok(!(await policy('/nothing')).includes('self'))
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
    const over = await app.inject({ url: '/team/over', headers: { cookie: '__Host-lay-team=dev' } })
    assert.deepEqual([over.statusCode, over.headers.location], [303, '/team/sign-in'], 'a session that ended meanwhile')
    const inside = await app.inject({ url: '/team/today', headers: { cookie: '__Host-lay-team=dev' } })
    assert.deepEqual(inside.json(), { kind: 'coach', id: 'dev', actor: anyone })
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
