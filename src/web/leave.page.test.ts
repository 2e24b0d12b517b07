import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertValidHtml } from '../../testing/html.ts'
import { cookies } from './cookies.ts'
import { leaveRoutes } from './leave.ts'
import { asForm, fromOurPage, open, routes } from './sample.ts'

const leaveTo = 'https://elsewhere.example/weather'
const app = await open({ routes: [...routes, ...leaveRoutes({ leaveTo })], leaveTo })
const press = (headers: Record<string, string>) => app.inject({ method: 'POST', url: '/leave', headers, payload: '' })

describe('Leaving in a hurry', () => {
  it('goes to the other site, without a script, and tells it nothing', async () => {
    const { statusCode, headers, body } = await press(asForm)
    assert.deepEqual([statusCode, headers['refresh']], [200, `0; url=${leaveTo}`])
    assert.equal(headers['referrer-policy'], 'no-referrer')
    await assertValidHtml(body)
    assert.match(body, /<a href="https:\/\/elsewhere\.example\/weather" rel="noreferrer">/)
    assert.doesNotMatch(body, /looking|coach|book|same-origin/i)
  })

  it('lets the browser forget what it kept, and every cookie of a client but no other site’s', async () => {
    const { headers, cookies: set } = await press(fromOurPage)
    assert.equal(headers['clear-site-data'], '"cache", "storage"')
    const forgotten = set.filter(({ value, maxAge }) => value === '' && maxAge === 0).map(({ name }) => name)
    const ofClients = Object.entries(cookies).filter(([, { of }]) => of === 'client')
    assert.deepEqual(
      forgotten,
      ofClients.map(([name]) => `__Host-${name}`),
    )
  })

  it('signs whoever leaves out, and goes on all the same where that cannot be done', async () => {
    const seen: string[] = []
    const signOut = async ({ cookies }: { cookies: Readonly<Record<string, string | undefined>> }) => {
      seen.push(cookies['lay-you'] ?? 'nobody')
      throw new Error('the database is away')
    }
    const server = await open({ routes: leaveRoutes({ leaveTo, signOut }), leaveTo })
    const headers = { ...fromOurPage, cookie: '__Host-lay-you=token' }
    const { statusCode } = await server.inject({ method: 'POST', url: '/leave', headers })
    assert.deepEqual([statusCode, seen], [200, ['token']])
  })

  it('cannot be done to somebody by a page elsewhere', async () => {
    const { statusCode, headers } = await press({ 'sec-fetch-site': 'cross-site' })
    assert.deepEqual([statusCode, headers['set-cookie'], headers['clear-site-data']], [403, undefined, undefined])
  })

  it('is offered on every page, those of faults too, but for those of the team', async () => {
    for (const url of ['/', '/nothing', '/leave', '/%C0%AF', '/forbidden'])
      assert.match((await app.inject(url)).body, /<form [^>]*action="\/leave"/, url)
    assert.ok(!(await app.inject('/team/nothing')).body.includes('/leave'))
    assert.ok(!(await (await open()).inject('/')).body.includes('/leave'))
  })

  it('is explained on a page of its own: what is cleared, and what is not', async () => {
    const { body } = await app.inject('/leave')
    await assertValidHtml(body)
    assert.match(body, /takes you to elsewhere\.example at once[^]*A booking you made still stands[^]*history/)
  })
})
