import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertRefused, bookingPages, checkedIn, contact, startsIn, work } from '../../testing/pages.ts'
import { bookingWorld, coachId } from '../../testing/world.ts'

const world = await bookingWorld([
  { id: coachId(1), languages: ['en', 'pa'] },
  { id: coachId(2), modes: ['video'], gender: 'man' },
])
let number: string | null = '01632 960 100'
let inPlain = false
const { app, browser, atTimes, atContact, sayContact, booked, confirm } = await bookingPages(world, {
  phone: () => number,
  plain: () => inPlain,
})

describe('An answer that is missing or wrong', () => {
  it('given no answer, when a question is sent, then the page says what to do and leads to the field', async () => {
    const someone = browser()
    assertRefused(await someone.post('/book/topic'), 'Select what you would like to talk about')
    await someone.post('/book/topic', { topic: 'wellbeing' })
    assertRefused(await someone.post('/book/coach'), 'Select who you would like to talk to')
    await someone.post('/book/coach', { who: 'choose' })
    assertRefused(await someone.post('/book/choose-coach'), 'Select a coach')
    assertRefused(await someone.post('/book/choose-coach', { coach: coachId(9) }), 'Select a coach')
    const preferences = await someone.post('/book/preferences', { language: 'xx', gender: 'woman' })
    assertRefused(preferences, 'Select a language from the list')
    assert.deepEqual(checkedIn(preferences.html), ['woman'])
    await someone.post('/book/coach', { who: 'anyone' })
    assertRefused(await someone.post('/book/how', { mode: 'pigeon' }), 'Select how we should talk')
    await someone.post('/book/how', { mode: 'video' })
    assertRefused(await someone.post('/book/time'), 'Select a time')
    assertRefused(await someone.post('/book/none-suit'), 'Select what would have suited you')
  })

  it('given ticked adjustments but no way of talking, when sent, then what was ticked is still ticked', async () => {
    const someone = browser()
    await someone.post('/book/topic', { topic: 'wellbeing' })
    await someone.post('/book/coach', { who: 'anyone' })
    const page = await someone.post('/book/how', { adjustments: ['captions', 'longer'] })
    assertRefused(page, 'Select how we should talk')
    assert.deepEqual(checkedIn(page.html), ['captions', 'longer'])
  })

  it('given words that JavaScript has a meaning for, when they are sent as answers, then they are no answers', async () => {
    for (const word of ['toString', 'constructor', '__proto__']) {
      assertRefused(await browser().post('/book/topic', { topic: word }))
      const someone = await atTimes()
      assertRefused(await someone.post('/book/none-suit', { wanted: word }))
      await someone.post('/book/how', { mode: 'video', adjustments: [word] })
      assert.deepEqual(checkedIn((await someone.get('/book/how')).html), ['video'])
    }
  })

  it('given contacts that are wrong, when sent, then every word typed is still there', async () => {
    const someone = await atContact('phone')
    const typed = { name: 'Amina "Ami" <b>', email: 'amina@@example', phone: '0770 what' }
    const page = await someone.post('/book/contact', typed)
    assertRefused(page, 'Amina &quot;Ami&quot; &lt;b&gt;', 'amina@@example', '0770 what')
    assertRefused(await someone.post('/book/contact', { name: '', email: '', phone: '' }), 'Enter the phone number')
  })

  it('given one of two questions about work, when sent, then the answer to that one is kept', async () => {
    const someone = await atContact()
    await sayContact(someone)
    const page = await someone.post('/book/about-work', {
      setting: 'prefer-not-to-say',
      area: 'QHM',
      workplace: 'Nowhere at all',
    })
    assertRefused(page, 'Select what is closest to your role')
    assert.deepEqual(checkedIn(page.html), ['prefer-not-to-say'])
    assert.match(page.html, /<option value="QHM"[^>]* selected/)
    assert.match(page.html, /value="Nowhere at all"/)
  })

  it('given a workplace to look for, when it is not the last press, then what else was chosen is kept', async () => {
    const someone = await atContact()
    await sayContact(someone)
    const page = await someone.post('/book/about-work', { ...work, workplace: 'Nowhere at all', find: 'yes' })
    assert.equal(page.status, 200)
    assert.match(page.html, /We found nothing by these words/)
    assert.deepEqual(checkedIn(page.html), ['prefer-not-to-say', 'prefer-not-to-say'])
    assert.match(page.html, /value="Nowhere at all"/)
  })

  it('given no answers before it, when a later page is opened, then the first open question comes', async () => {
    for (const path of ['coach', 'how', 'time', 'time/2026-11-24', 'contact', 'about-work', 'check', 'none-suit']) {
      assert.equal((await browser().get(`/book/${path}`)).location, '/book/topic')
    }
  })

  it('given answers that somebody changed, when they come back, then they count for nothing', async () => {
    const reply = await app.inject({
      url: '/book/coach',
      headers: { cookie: 'lay-answers=eyJ0b3BpYyI6IndlbGxiZWluZyJ9' },
    })
    assert.equal(reply.headers.location, '/book/topic')
  })
})

describe('Asking for a coach from an ethnically diverse background where there is none', () => {
  it('when times are shown, then there are none, and a time of somebody else cannot be had', async () => {
    const other = startsIn((await (await atTimes()).get('/book/time')).html)[0]!
    const someone = await atTimes('video', 'ethnically-diverse')
    const page = await someone.get('/book/time')
    assert.match(page.html, /There are no free times for what you asked for/)
    assert.deepEqual(startsIn(page.html), [])
    const taken = await someone.post('/book/time', { start: other })
    assert.equal(taken.status, 409)
    assert.deepEqual(startsIn(taken.html), [])
  })
})

describe('A booking of somebody else', () => {
  it('looks just like one that does not exist, on every path', async () => {
    const { path } = await booked()
    const stranger = browser()
    const absent = `/booking/${coachId(404)}`
    const paths = ['', '/calendar.ics', '/cancel', '/move', '/move/2026-11-25', '/contact']
    for (const rest of paths) {
      const [foreign, none] = [await stranger.get(path + rest), await stranger.get(absent + rest)]
      assert.equal(foreign.status, 404, rest)
      assert.deepEqual(plain(foreign), plain(none), rest)
    }
    for (const rest of ['/cancel', '/move', '/contact', '/keep']) {
      const [foreign, none] = [await stranger.post(path + rest, contact), await stranger.post(absent + rest, contact)]
      assert.equal(foreign.status, 404, rest)
      assert.deepEqual(plain(foreign), plain(none), rest)
    }
    const { rows } = await world.admin.query('select status from booking where id = $1', [path.split('/').at(-1)])
    assert.deepEqual(rows, [{ status: 'booked' }])
  })

  it('is not what the browser that booked it sees', async () => {
    const { someone, path } = await booked({ email: 'own@example.org' })
    for (const rest of ['', '/calendar.ics', '/cancel', '/move', '/contact'])
      assert.equal((await someone.get(path + rest)).status, 200, rest)
  })
})

describe('A name', () => {
  const names = {
    'with markup': '<script>alert("x")</script>',
    'with marks that turn the direction': 'Amina \u202Enimda\u202C \u200F',
    'in another script': 'ਸੁਖ محمد',
    'of 100 characters': 'a'.repeat(100),
  }
  for (const [what, name] of Object.entries(names)) {
    it(`${what} is shown as what it is, or refused with a sentence and not lost`, async () => {
      const someone = await atContact()
      const sent = await sayContact(someone, { email: `${what.length}@example.org`, name })
      if (sent.status === 422) {
        assertRefused(sent)
        return assert.ok(!sent.html.includes('<script>alert'))
      }
      assert.equal(sent.location, '/book/about-work')
      await someone.post('/book/about-work', work)
      const check = await someone.get('/book/check')
      assert.equal(check.status, 200)
      const { location } = await confirm(someone)
      const today = await browser().get('/team/today')
      const session = await browser().get(location.replace('/booking/', '/team/sessions/'))
      for (const { html } of [check, today, session]) {
        assert.ok(!html.includes('<script>alert'))
        assert.ok(
          !/[\u202A-\u202E]/.test(html) || /<bdi|dir="auto"|\u2069/.test(html),
          'the direction ends with the name',
        )
      }
    })
  }
})

describe('Dates and times that are none', () => {
  it('lead to the times and never to a fault', async () => {
    const someone = await atTimes()
    for (const date of ['2026-02-30', 'today', '0000-00-00', '9999-12-31', '1900-01-01', '2026-11-24T10:00'])
      assert.ok((await someone.get(`/book/time/${date}`)).status < 400, date)
    for (const from of ['2026-13-01', 'x', '', '9999-12-31', '0001-01-01'])
      assert.equal((await someone.get(`/book/time?from=${from}`)).status, 200, from)
    for (const start of ['now', '2026-11-23T08:00:00Z', '+275760-09-13T00:00:00Z', '-271821-04-20T00:00:00Z', '0'])
      assert.ok([409, 422].includes((await someone.post('/book/time', { start })).status), start)
  })
})

/** A page without the reference of the request, which is another each time. */
const plain = ({ status, html }: { status: number; html: string }) => ({
  status,
  html: html.replace(/\b[A-HJKMNP-Z2-9]{8}\b/g, ''),
})

describe('The programme’s number', () => {
  it('given that it changed while the service runs, when pages are opened, then they say the new one', async () => {
    const someone = await atContact()
    const booker = await booked({ email: 'number@example.org' })
    number = '01632 960 200'
    for (const page of [
      await browser().get('/'),
      await someone.get('/book/contact'),
      await someone.post('/book/none-suit', { wanted: 'evening' }),
      await booker.someone.get(`${booker.path}/contact`),
    ])
      assert.match(page.html, /<a href="tel:01632960200">01632 960 200<\/a>/)
    number = null
    assert.doesNotMatch((await browser().get('/')).html, /href="tel:/)
  })
})

it('The start page leads to easy read and other languages only while there is something in them', async () => {
  assert.doesNotMatch((await browser().get('/')).html, /\/plain/)
  inPlain = true
  assert.match((await browser().get('/')).html, /<a href="\/plain">Easy read and other languages<\/a>/)
})
