import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { serve } from '#web'
import { freshDatabase } from '../../../testing/database.ts'
import { oidcClient, startOidcProvider, throughProvider } from '../../../testing/oidc.ts'
import { newStaff, sessionOf } from '../../../testing/staff.ts'
import { guards } from '../guards.ts'
import type { SignInPorts } from '../ports.ts'
import { signInRoutes } from '../routes.ts'
import { openOidc } from './provider.ts'
import { backPath } from './trip.ts'

const origin = 'http://localhost:3000'
const [northwind, southwind] = [await startOidcProvider(origin + backPath), await startOidcProvider(origin + backPath)]
const { db, admin } = await freshDatabase()
const clock = () => Temporal.Now.instant()

/** The product as it is with one of two providers set, over the same people. */
async function withProvider(issuer: string) {
  const ports: SignInPorts = {
    db,
    origin,
    codeKey: Buffer.alloc(32, 6),
    sendCode: async () => {},
    tell: async () => {},
    party: null,
    oidc: openOidc({ issuer, ...oidcClient, name: 'Wind' }, origin + backPath),
    cast: async () => [],
  }
  const app = await serve({
    routes: signInRoutes(ports),
    ports: { clock, baseUrl: origin },
    guards: guards({ db, clock, demo: false }),
  })
  after(() => app.close())
  return app
}
const north = await withProvider(northwind.issuer)
const south = await withProvider(southwind.issuer)
const helen = await newStaff(admin, 'commissioner')
const alvarez = await newStaff(admin, 'evaluator')
const link = (id: string, issuer: string, subject: string) =>
  admin.query('insert into oidc_link (staff_id, issuer, subject) values ($1, $2, $3)', [id, issuer, subject])

beforeEach(async () => {
  await admin.query('truncate oidc_link, staff_session, sign_in_question, sign_in_count')
  for (const provider of [northwind, southwind]) provider.signsIn({ subject: 'one', amr: ['pwd', 'otp'] })
})

function browser(app = north, session?: string) {
  const jar = new Map<string, string>(session ? [['lay-team', session]] : [])
  const send = async (method: 'GET' | 'POST', url: string) => {
    const form = method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}
    const headers = { host: 'localhost:3000', 'sec-fetch-site': 'same-origin', ...form }
    const reply = await app.inject({ method, url, headers, cookies: Object.fromEntries(jar) })
    for (const { name, value } of reply.cookies) jar.set(name, value)
    return { status: reply.statusCode, to: reply.headers.location, html: reply.body }
  }
  /** As far as the address at which the provider sends the browser back. */
  const comesBackTo = async (from = '/team/sign-in/oidc') => {
    const { html } = await send('POST', from)
    const url = /href="(http[^"]+)"[^>]*data-follow/.exec(html)![1]!.replaceAll('&amp;', '&')
    const back = new URL(await throughProvider(url))
    return back.pathname + back.search
  }
  return { jar, send, comesBackTo, signIn: async () => send('GET', await comesBackTo()) }
}

describe("The organisation's sign-in", () => {
  it('lets in whoever is linked, and by issuer and subject alone: one address at two providers is two people', async () => {
    await link(helen, northwind.issuer, 'one')
    await link(alvarez, southwind.issuer, 'one')
    assert.equal((await browser(north).signIn()).to, '/team/commissioner')
    assert.equal((await browser(south).signIn()).to, '/team/evaluator')
    northwind.signsIn({ subject: 'two', amr: ['mfa'] })
    assert.equal((await browser(north).signIn()).status, 422)
  })

  it('answers alike whatever is wrong', async () => {
    await link(helen, northwind.issuer, 'one')
    const answers = []
    // A round trip that another browser began.
    answers.push(await browser().send('GET', await browser().comesBackTo()))
    // One that was answered before.
    const once = browser()
    const url = await once.comesBackTo()
    assert.equal((await once.send('GET', url)).status, 303)
    answers.push(await once.send('GET', url))
    // Another state, another code, a name twice, nothing at all.
    const somebody = browser()
    const whole = await somebody.comesBackTo()
    answers.push(await somebody.send('GET', whole.replace(/state=[\w-]+/, `state=${'A'.repeat(43)}`)))
    answers.push(await somebody.send('GET', `${whole}&iss=${encodeURIComponent(southwind.issuer)}`))
    answers.push(await somebody.send('GET', backPath))
    const other = browser()
    answers.push(await other.send('GET', (await other.comesBackTo()).replace(/code=[^&]+/, 'code=x')))
    // No second factor, nobody known, another provider's answer.
    northwind.signsIn({ subject: 'one', amr: ['pwd'] })
    answers.push(await browser().signIn())
    northwind.signsIn({ subject: 'nobody', amr: ['mfa'] })
    answers.push(await browser().signIn())
    for (const { status, html } of answers) assert.deepEqual([status, html], [422, answers[0]!.html])
    const { rowCount } = await admin.query('select from staff_session')
    assert.equal(rowCount, 1)
  })

  it('lets nobody in who has left', async () => {
    const id = await newStaff(admin, 'evaluator')
    await link(id, northwind.issuer, 'one')
    await admin.query('update staff set active = false where id = $1', [id])
    assert.equal((await browser().signIn()).status, 422)
  })

  it('is added to an account by whoever signed in strongly just now, and taken from nobody', async () => {
    const strong = await sessionOf(admin, helen)
    await admin.query('update staff_session set strong_at = clock_now()')
    const hers = browser(north, strong)
    const { to } = await hers.send('GET', await hers.comesBackTo('/team/account/oidc'))
    assert.equal(to, '/team/account')
    assert.notEqual(hers.jar.get('lay-team'), strong, 'with a token that nobody knew')
    assert.equal((await browser().signIn()).to, '/team/commissioner')
    const his = browser(north, await sessionOf(admin, alvarez))
    assert.equal((await his.send('GET', await his.comesBackTo('/team/account/oidc'))).status, 422)
  })

  it('is there already where it is added again, and whoever does stays signed in', async () => {
    await link(helen, northwind.issuer, 'one')
    await admin.query(`update oidc_link set made_at = clock_now() - interval '1 day'`)
    const token = await sessionOf(admin, helen)
    await admin.query('update staff_session set strong_at = clock_now()')
    const hers = browser(north, token)
    assert.equal((await hers.send('GET', await hers.comesBackTo('/team/account/oidc'))).to, '/team/account')
    assert.equal((await admin.query('select from oidc_link where ended_at is null')).rowCount, 1)
    const { rows } = await admin.query('select staff_id from staff_session')
    assert.deepEqual(rows, [{ staff_id: helen }])
  })

  it('is not added by a code, nor long after signing in', async () => {
    await admin.query(
      `insert into passkey (staff_id, credential_id, public_key, counter, device) values ($1, '\\x01', '\\x01', 0, 'A phone')`,
      [alvarez],
    )
    const token = await sessionOf(admin, alvarez)
    await admin.query(`update staff_session set strong_at = clock_now() - interval '16 minutes'`)
    const stale = browser(north, token)
    assert.equal((await stale.send('GET', await stale.comesBackTo('/team/account/oidc'))).status, 422)
    const coach = await newStaff(admin, 'coach')
    const weak = browser(north, await sessionOf(admin, coach, 1))
    assert.equal((await weak.send('POST', '/team/account/oidc')).to, '/team/sign-in/again')
  })
})
