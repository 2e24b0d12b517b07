import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { assertRefused, headingOf, idOf, type Someone } from '../../testing/pages.ts'
import { accountPages } from '../../testing/account.ts'
import { mondayMorning } from '../../testing/world.ts'

const { world, booked, browser, signedIn, claimed, codeOfBrowser, passphrase, noticesSince } = await accountPages()
beforeEach(() => world.setNow(mondayMorning))

describe('signing in by a code', () => {
  it('shows the facts of one’s bookings, and opens the page of each', async () => {
    const { path } = await booked({ email: 'one@example.org', phone: '07700 900123' })
    const { path: foreign } = await booked({ email: 'two@example.org' })
    const other = await signedIn('one@example.org')
    const { status, html } = await other.get('/you')
    assert.equal(status, 200)
    assert.ok(html.includes(`/you/appointments/${idOf(path)}`))
    for (const hidden of [idOf(foreign), 'one@example.org', '900123', 'Amina', 'Coach 1'])
      assert.ok(!html.includes(hidden), hidden)
    assert.equal((await other.get(path)).status, 404)
    assert.equal((await other.post(`/you/appointments/${idOf(path)}`)).location, path)
    assert.equal((await other.get(path)).status, 200)
    assert.equal((await other.post(`/you/appointments/${idOf(foreign)}`)).status, 404)
    await other.post('/you/sign-out')
    assert.equal((await other.get(path)).status, 404, 'what the session opened is shut with it')
  })

  it('answers alike for a contact that is known and one that is not, by the same statements', async () => {
    await booked({ email: 'known@example.org' })
    const seen = await Promise.all(
      ['known@example.org', 'unknown@example.org', '07700 900999'].map(async (contact) => {
        const someone = browser()
        const asked = await someone.post('/you/sign-in', { contact })
        const shown = await someone.get('/you/sign-in/code')
        const tried = await someone.post('/you/sign-in/code', { code: '00000000' })
        return [asked.status, asked.location, shown.html, tried.status, tried.html, [...someone.jar.keys()]]
      }),
    )
    assert.deepEqual(seen[0], seen[1])
    assert.deepEqual(seen[0], seen[2])
  })

  it('takes no code of another browser, no code twice and none after ten minutes', async () => {
    await booked({ email: 'codes@example.org' })
    const one = browser()
    await one.post('/you/sign-in', { contact: 'codes@example.org' })
    const code = await codeOfBrowser('client', one)
    const refused = await browser().post('/you/sign-in/code', { code })
    assertRefused(refused, 'That code is not right')
    assert.equal((await one.post('/you/sign-in/code', { code })).location, '/you')
    assert.equal((await one.post('/you/sign-in/code', { code })).html, refused.html.replace('00000000', code))
    await one.post('/you/sign-in', { contact: 'codes@example.org' })
    const late = await codeOfBrowser('client', one)
    await world.setNow(mondayMorning.add({ minutes: 10 }))
    assertRefused(await one.post('/you/sign-in/code', { code: late }), 'That code is not right')
  })

  it('gives three codes in a quarter of an hour, known or not', async () => {
    for (const contact of ['codes@example.org', 'nobody@example.org']) {
      const someone = browser()
      for (const status of [303, 303, 303, 429])
        assert.equal((await someone.post('/you/sign-in', { contact })).status, status)
    }
  })

  it('is asked for a hundred times in a quarter of an hour by one network, and no more', async () => {
    await world.setNow(mondayMorning.add({ hours: 200 }))
    const ask = async () => (await browser().post('/you/sign-in', { contact: 'many@example.org' })).status
    const answers = []
    for (let i = 0; i < 102; i++) answers.push(await ask())
    assert.deepEqual(answers.slice(98), [303, 303, 429, 429])
    await world.setNow(mondayMorning.add({ hours: 201 }))
    assert.equal(await ask(), 303)
  })

  it('ends after twelve idle hours, and wherever else it was not wanted', async () => {
    await booked({ email: 'idle@example.org' })
    const [one, two] = [await signedIn('idle@example.org'), await signedIn('idle@example.org')]
    const before = one.jar.get('lay-you')!
    const list = await one.get('/you/sign-ins')
    assert.equal([...list.html.matchAll(/This browser|A browser/g)].length, 3)
    assert.equal((await one.post('/you/sign-ins/end')).location, '/you/sign-in')
    assert.equal((await two.get('/you')).location, '/you/sign-in')
    one.jar.set('lay-you', before)
    assert.equal((await one.get('/you')).location, '/you/sign-in', 'the old cookie is dead')
    const three = await signedIn('idle@example.org')
    const first = three.jar.get('lay-you')!
    await signedIn('idle@example.org', three)
    const old = browser()
    old.jar.set('lay-you', first)
    assert.equal((await old.get('/you')).location, '/you/sign-in', 'a sign-in ends the one before it')
    await world.setNow(mondayMorning.add({ hours: 11 }))
    assert.equal((await three.get('/you')).status, 200)
    await world.setNow(mondayMorning.add({ hours: 24 }))
    assert.equal((await three.get('/you')).location, '/you/sign-in')
    const four = await signedIn('idle@example.org')
    const since = async (days: number) =>
      world.admin.query(
        `update client_session set made_at = clock_now() - $1::interval, last_seen_at = clock_now() where ended_at is null`,
        [`${days} days`],
      )
    await since(29)
    assert.equal((await four.get('/you')).status, 200)
    await since(30)
    assert.equal((await four.get('/you')).location, '/you/sign-in', 'thirty days in all, however much it is used')
  })
})

describe('a passphrase', () => {
  it('is chosen at once in the browser that booked, within half an hour, and raises the session under a new token', async () => {
    const { someone } = await booked({ email: 'fresh@example.org' })
    await world.setNow(mondayMorning.add({ minutes: 29 }))
    await signedIn('fresh@example.org', someone)
    const before = someone.jar.get('lay-you')!
    assertRefused(await someone.post('/you/passphrase', { passphrase: 'short' }), '12 characters')
    assert.equal((await someone.post('/you/passphrase', { passphrase })).location, '/you?said=set')
    assert.notEqual(someone.jar.get('lay-you'), before)
    assert.equal((await someone.get('/you/confirm')).status, 200)
    const old = browser()
    old.jar.set('lay-you', before)
    assert.equal((await old.get('/you')).location, '/you/sign-in')
  })

  for (const [words, later, here] of [
    ['half an hour after booking', 31, true],
    ['in another browser', 5, false],
  ] as const)
    it(`waits three days ${words}, and every contact is told`, async () => {
      const email = `wait-${later}@example.org`
      const { someone, path } = await booked({ email, phone: '07700 900321' })
      await world.setNow(mondayMorning.add({ minutes: later }))
      const who = await (here ? signedIn(email, someone) : claimed(email, path))
      const told = await noticesSince(async () => {
        const asked = await who.post('/you/passphrase', { passphrase })
        assert.equal(headingOf(asked.html), 'Your passphrase will work in 3 days')
      })
      assert.deepEqual(told, ['asked email', 'asked text'])
      const give = async () => (await who.post('/you/confirm', { passphrase })).status
      assert.equal(await give(), 422)
      await world.setNow(mondayMorning.add({ hours: 72, minutes: later }).subtract({ seconds: 1 }))
      await signedIn(email, who)
      assert.equal(await give(), 422)
      await world.setNow(mondayMorning.add({ hours: 72, minutes: later }))
      assert.equal(await give(), 303)
    })

  it('that is sent twice at once is set once, and the second is told to sign in', async () => {
    const { someone } = await booked({ email: 'twice@example.org' })
    await signedIn('twice@example.org', someone)
    const twin = browser()
    for (const [name, value] of someone.jar) twin.jar.set(name, value)
    const both = await Promise.all([someone, twin].map((one) => one.post('/you/passphrase', { passphrase })))
    const where = both.map(({ status, location }) => `${status} ${location.split('?')[0]}`)
    assert.ok(where.every((one) => one.startsWith('303 ')) && where.includes('303 /you'), where.join())
  })

  it('that waits is stopped by a code to any contact, also to one that was only given', async () => {
    const { path } = await booked({ email: 'stop@example.org', phone: '07700 900555' })
    const thief = await claimed('stop@example.org', path)
    await thief.post('/you/passphrase', { passphrase })
    const owner = browser()
    await owner.post('/you/stop', { contact: '07700 900555' })
    const stopped = await owner.post('/you/stop/code', { code: await codeOfBrowser('stop', owner) })
    assert.equal(headingOf(stopped.html), 'Nothing will change')
    assert.equal((await thief.get('/you')).location, '/you/sign-in', 'and everybody is signed out')
    await world.setNow(mondayMorning.add({ hours: 80 }))
    await signedIn('stop@example.org', thief)
    assert.equal((await thief.post('/you/confirm', { passphrase })).status, 422)
  })

  it('is asked for again after 15 idle minutes, under the same sign-in', async () => {
    const { someone } = await booked({ email: 'again@example.org' })
    await signedIn('again@example.org', someone)
    await someone.post('/you/passphrase', { passphrase })
    const strong = async () => /with more than a code/.test((await someone.get('/you/sign-ins')).html)
    await world.setNow(mondayMorning.add({ minutes: 14 }))
    assert.equal(await strong(), true)
    await world.setNow(mondayMorning.add({ minutes: 28 }))
    assert.equal(await strong(), true, 'use keeps it')
    await world.setNow(mondayMorning.add({ minutes: 43 }))
    assert.equal(await strong(), false)
    const before = someone.jar.get('lay-you')
    const led = await someone.post('/you/confirm', { passphrase, next: '/you/sign-ins' })
    assert.equal(led.location, '/you/sign-ins')
    assert.notEqual(someone.jar.get('lay-you'), before)
    assert.equal(await strong(), true)
  })

  it('leads on to pages of these alone', async () => {
    const { someone } = await booked({ email: 'lead@example.org' })
    await signedIn('lead@example.org', someone)
    await someone.post('/you/passphrase', { passphrase })
    for (const next of ['//evil.example', '/\\evil', 'javascript:1', '/team/today', '/you/../team', '/you/x?y=1'])
      assert.equal((await someone.post('/you/confirm', { passphrase, next })).location, '/you', next)
  })

  it('is tried five times in 15 minutes, however many come at once, and the owner is told once', async () => {
    const { someone } = await booked({ email: 'tries@example.org' })
    await signedIn('tries@example.org', someone)
    await someone.post('/you/passphrase', { passphrase })
    const thief = await signedIn('tries@example.org')
    const told = await noticesSince(async () => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => thief.post('/you/confirm', { passphrase: 'some other words' })),
      )
      const statuses = answers.map(({ status }) => status)
      assert.equal(statuses.filter((status) => status === 422).length, 5)
      assert.equal(statuses.filter((status) => status === 429).length, 3)
    })
    assert.deepEqual(told, ['tried email'])
    assert.equal((await thief.post('/you/confirm', { passphrase })).status, 429, 'not even the right one')
    assert.equal((await someone.post('/you/confirm', { passphrase })).status, 303, 'the owner is not locked out')
  })

  it('that is forgotten is replaced after three days, and works until then', async () => {
    const { someone } = await booked({ email: 'forgot@example.org' })
    await signedIn('forgot@example.org', someone)
    await someone.post('/you/passphrase', { passphrase })
    const other = await signedIn('forgot@example.org')
    await other.post('/you/passphrase', { passphrase: 'quite another phrase' })
    assert.equal((await other.post('/you/confirm', { passphrase: 'quite another phrase' })).status, 422)
    assert.equal((await someone.post('/you/confirm', { passphrase })).status, 303)
    await world.setNow(mondayMorning.add({ hours: 72 }))
    await signedIn('forgot@example.org', other)
    assert.equal((await other.post('/you/confirm', { passphrase })).status, 422)
    assert.equal((await other.post('/you/confirm', { passphrase: 'quite another phrase' })).status, 303)
  })
})

describe('a passphrase that is chosen first', () => {
  it('has nothing of the person in it, and the page says why', async () => {
    const { someone } = await booked({ email: 'wren.tanager@example.org', phone: '07700 900345' })
    await signedIn('wren.tanager@example.org', someone)
    for (const weak of ['Wren Tanager sings', 'call 07700 900345 please'])
      assertRefused(await someone.post('/you/passphrase', { passphrase: weak }), 'must not contain your name, email')
    assertRefused(
      await someone.post('/you/passphrase', { passphrase: 'Looking After all of us' }),
      'name of this service',
    )
    assert.equal((await someone.post('/you/passphrase', { passphrase })).location, '/you?said=set')
  })

  it('signs everybody else out who came in by a code', async () => {
    const { someone, path } = await booked({ email: 'outside@example.org' })
    const reader = await signedIn('outside@example.org')
    await reader.post(`/you/appointments/${idOf(path)}`)
    await signedIn('outside@example.org', someone)
    assert.equal((await someone.post('/you/passphrase', { passphrase })).location, '/you?said=set')
    assert.equal((await reader.get('/you')).location, '/you/sign-in')
    assert.equal((await reader.get(path)).status, 404)
    assert.equal((await someone.get('/you')).status, 200)
  })
})

describe('strangers who ask for codes under somebody’s address', () => {
  const sentTo = async (someone: Someone, purpose: string) =>
    (
      await world.admin.query(
        `select from one_time_code where purpose = $1 and subject is not null and browser = sha256(convert_to($2, 'UTF8'))`,
        [purpose, someone.jar.get('lay-browser')],
      )
    ).rowCount

  it('leave a browser that booked or was signed in its own three, and nobody else any, by the same answers', async () => {
    const email = 'locked@example.org'
    const { someone: booker } = await booked({ email })
    const elsewhere = await signedIn(email)
    await elsewhere.post('/you/sign-out')
    await world.setNow(mondayMorning.add({ minutes: 20 }))
    for (const [purpose, path] of [
      ['client', '/you/sign-in'],
      ['stop', '/you/stop'],
    ] as const) {
      const strangers = Array.from({ length: 4 }, () => browser())
      const asked = []
      for (const someone of [...strangers, booker, elsewhere]) asked.push(await someone.post(path, { contact: email }))
      assert.deepEqual(new Set(asked.map(({ status, location }) => `${status} ${location}`)).size, 1)
      const before = await Promise.all(strangers.map((someone) => sentTo(someone, purpose)))
      assert.deepEqual(before, [1, 1, 1, 0])
      for (const known of [booker, elsewhere]) {
        assert.equal((await known.post(path, { contact: email })).status, 303)
        assert.equal((await known.post(path, { contact: email })).status, 303)
        assert.equal((await known.post(path, { contact: email })).status, 429)
      }
      assert.equal(await sentTo(booker, purpose), 3)
    }
    assert.equal(await sentTo(elsewhere, 'client'), 4, 'three, and the one from before')
  })
})
