import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { accountPages } from '../../testing/account.ts'
import { assertRefused, type Someone } from '../../testing/pages.ts'
import { device } from '../../testing/passkey.ts'
import { mondayMorning } from '../../testing/world.ts'

const { world, booked, browser, signedIn, claimed, noticesSince } = await accountPages()
const origin = 'http://localhost:3000'
beforeEach(() => world.setNow(mondayMorning))

const challengeOf = async (someone: Someone, path: string): Promise<string> =>
  (JSON.parse((await someone.post(`${path}/ask`)).html) as { challenge: string }).challenge

/** Adds a passkey on a device as the page's script does. */
const add = async (someone: Someone, phone = device(origin)) => {
  const credential = phone.create(await challengeOf(someone, '/you/passkeys'))
  return { phone, credential, added: await someone.post('/you/passkeys', { credential }) }
}
const use = async (someone: Someone, phone: ReturnType<typeof device>) =>
  someone.post('/you/sign-in/passkey', { credential: phone.use(await challengeOf(someone, '/you/sign-in/passkey')) })
const isStrong = async (someone: Someone) => (await someone.get('/you/opened')).status === 200

describe('a passkey', () => {
  it('is added at once in the browser that booked, and signs in anywhere by itself', async () => {
    const { someone } = await booked({ email: 'key@example.org' })
    await signedIn('key@example.org', someone)
    const before = someone.jar.get('lay-you')
    const { phone, credential, added } = await add(someone)
    assert.equal(added.location, '/you/passkeys')
    assert.notEqual(someone.jar.get('lay-you'), before)
    assert.equal(await isStrong(someone), true)
    const other = browser()
    assert.equal((await use(other, phone)).location, '/you')
    assert.equal(await isStrong(other), true)
    assertRefused(await someone.post('/you/passkeys', { credential }), 'The passkey was not added')
  })

  it('waits three days elsewhere, and every contact is told', async () => {
    const { path } = await booked({ email: 'later@example.org', phone: '07700 900777' })
    const thief = await claimed('later@example.org', path)
    let phone = device(origin)
    const told = await noticesSince(async () => {
      const made = await add(thief, phone)
      phone = made.phone
      assert.match(made.added.html, /Your passkey will work in 3 days/)
    })
    assert.deepEqual(told, ['asked email', 'asked text'])
    assert.equal((await use(browser(), phone)).status, 422)
    await world.setNow(mondayMorning.add({ hours: 72 }))
    await signedIn('later@example.org', thief)
    await thief.get('/you')
    assert.equal((await use(browser(), phone)).location, '/you')
  })

  it('is not proved by another device, for another address, or with an answer that was given before', async () => {
    const { someone } = await booked({ email: 'wrong@example.org' })
    await signedIn('wrong@example.org', someone)
    const { phone } = await add(someone)
    const other = browser()
    const answer = phone.use(await challengeOf(other, '/you/sign-in/passkey'))
    const seen = []
    for (const credential of [
      device(origin).use(await challengeOf(other, '/you/sign-in/passkey')),
      phone.use(await challengeOf(other, '/you/sign-in/passkey'), { origin: 'https://evil.example' }),
      phone.use(await challengeOf(other, '/you/sign-in/passkey'), { verified: false }),
      phone.use(await challengeOf(browser(), '/you/sign-in/passkey')),
      '',
      '{}',
    ])
      seen.push(await other.post('/you/sign-in/passkey', { credential }))
    for (const each of seen) assert.deepEqual([each.status, each.html], [422, seen[0]!.html])
    const right = phone.use(await challengeOf(other, '/you/sign-in/passkey'))
    assert.equal((await other.post('/you/sign-in/passkey', { credential: right })).location, '/you')
    assert.equal(
      (await other.post('/you/sign-in/passkey', { credential: answer })).status,
      422,
      'its counter is behind',
    )
    assert.equal((await other.post('/you/sign-in/passkey', { credential: right })).status, 422)
  })

  it('that was taken away opens nothing; a code takes none away', async () => {
    const { someone } = await booked({ email: 'away@example.org' })
    await signedIn('away@example.org', someone)
    const { phone } = await add(someone)
    const remove = /\/you\/passkeys\/[\da-f-]{36}\/remove/.exec((await someone.get('/you/passkeys')).html)![0]
    const thief = await signedIn('away@example.org')
    assert.doesNotMatch((await thief.get('/you/passkeys')).html, /remove/)
    assert.equal((await thief.post(remove)).location, '/you/confirm')
    const { someone: stranger } = await booked({ email: 'stranger@example.org' })
    await signedIn('stranger@example.org', stranger)
    await add(stranger)
    assert.equal((await stranger.post(remove)).status, 404)
    assert.equal((await someone.post(remove)).location, '/you/passkeys')
    assert.equal((await use(browser(), phone)).status, 422)
  })
})
