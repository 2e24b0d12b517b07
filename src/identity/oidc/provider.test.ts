import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { beforeEach, describe, it } from 'node:test'
import { oidcClient, startOidcProvider, throughProvider } from '../../../testing/oidc.ts'
import { openOidc, type Trip } from './provider.ts'

const backTo = 'http://localhost:3000/team/sign-in/oidc/back'
const [northwind, other] = [await startOidcProvider(backTo), await startOidcProvider(backTo)]
const settings = (issuer: string) => ({ issuer, ...oidcClient, name: 'Northwind' })
const oidc = openOidc(settings(northwind.issuer), backTo)
const random = () => randomBytes(32).toString('base64url')
const newTrip = (): Trip => ({ state: random(), nonce: random(), verifier: random() })
const strong = { subject: 'okafor', amr: ['pwd', 'otp'] }

beforeEach(() => northwind.signsIn(strong))

/** A round trip as far as the address that comes back to us. */
async function cameBack(trip: Trip, by = oidc): Promise<string> {
  const url = await by.begin(trip)
  assert.ok(url)
  return throughProvider(url)
}

describe("The organisation's own sign-in", () => {
  it('is asked with the code flow, PKCE, state and nonce', async () => {
    const trip = newTrip()
    const asked = new URL((await oidc.begin(trip))!).searchParams
    assert.deepEqual(
      ['response_type', 'scope', 'code_challenge_method', 'redirect_uri', 'state', 'nonce'].map((name) =>
        asked.get(name),
      ),
      ['code', 'openid', 'S256', backTo, trip.state, trip.nonce],
    )
    assert.ok(!asked.toString().includes(trip.verifier))
  })

  it('says who somebody is there: issuer and subject', async () => {
    const trip = newTrip()
    assert.deepEqual(await oidc.finish(await cameBack(trip), trip), { issuer: northwind.issuer, subject: 'okafor' })
  })

  it('is worth nothing without a proven second factor', async () => {
    for (const amr of [['pwd'], undefined]) {
      northwind.signsIn({ subject: 'okafor', ...(amr ? { amr } : {}) })
      const trip = newTrip()
      assert.equal(await oidc.finish(await cameBack(trip), trip), null)
    }
  })

  for (const part of ['state', 'nonce', 'verifier'] as const)
    it(`is worth nothing with another trip's ${part}`, async () => {
      const trip = newTrip()
      const url = await cameBack(trip)
      assert.equal(await oidc.finish(url, { ...trip, [part]: random() }), null)
    })

  it('works once: its code is not taken again', async () => {
    const trip = newTrip()
    const url = await cameBack(trip)
    assert.ok(await oidc.finish(url, trip))
    assert.equal(await oidc.finish(url, trip), null)
  })

  it('takes no answer of another provider for its own', async () => {
    other.signsIn(strong)
    const foreign = openOidc(settings(other.issuer), backTo)
    const trip = newTrip()
    const url = await cameBack(trip, foreign)
    assert.equal(await oidc.finish(url, trip), null)
    const claiming = new URL(url)
    claiming.searchParams.set('iss', northwind.issuer)
    assert.equal(await oidc.finish(claiming.href, trip), null)
    const whole = newTrip()
    const who = await foreign.finish(await cameBack(whole, foreign), whole)
    assert.deepEqual(who, { issuer: other.issuer, subject: 'okafor' })
  })

  it('is worth nothing where somebody said no, or the address says nothing', async () => {
    const trip = newTrip()
    for (const query of [
      `error=access_denied&state=${trip.state}`,
      '',
      `code=x&state=${trip.state}`,
      'code=&state=%00',
    ])
      assert.equal(await oidc.finish(`${backTo}?${query}`, trip), null, query)
  })

  it('says so while it cannot be reached', async () => {
    const away = openOidc(settings('http://localhost:9'), backTo)
    assert.equal(await away.begin(newTrip()), null)
    assert.equal(await away.finish(`${backTo}?code=x`, newTrip()), null)
  })
})
