import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openToAnyone } from './guards.ts'
import { seeOther, type Route } from './route.ts'
import { guards, now, baseUrl, open, fromOurPage, asForm, post, json } from './sample.ts'

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

  it('lets the browser forget what it kept, once somebody is signed out', async () => {
    const route = (path: string, name: 'lay-team' | 'lay-answers') =>
      ({
        method: 'POST',
        path,
        may: 'anyone',
        handle: async () => seeOther('/', [{ name, value: null }]),
      }) as const
    const server = await open({ routes: [route('/out', 'lay-team'), route('/other', 'lay-answers')] })
    const cleared = async (url: string) =>
      (await server.inject({ method: 'POST', url, headers: fromOurPage })).headers['clear-site-data']
    assert.equal(await cleared('/out'), '"cache"')
    assert.equal(await cleared('/other'), undefined)
  })

  it('sets cookies that only we can read back, on https and off it', async () => {
    const { headers } = await post('/in', '', fromOurPage)
    assert.deepEqual(headers['set-cookie'], [
      '__Host-lay-browser=secret; Max-Age=5184000; Path=/; HttpOnly; Secure; SameSite=Lax',
      '__Host-lay-answers=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
    ])
    const plain = await open({ ports: { clock: () => now, baseUrl: 'http://localhost:3000' } })
    const answer = await plain.inject({ method: 'POST', url: '/in', headers: { origin: 'http://127.0.0.1:3000' } })
    assert.equal(
      (answer.headers['set-cookie'] as string[])[0],
      'lay-browser=secret; Max-Age=5184000; Path=/; HttpOnly; SameSite=Lax',
    )
  })
})
