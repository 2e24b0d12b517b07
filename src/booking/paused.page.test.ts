import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { running } from '../../testing/verbs.ts'
import { bookingPages, headingOf, idOf, startsIn } from '../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'
import { pauseVerb } from '#organisations'
import { whyVerb } from './index.ts'

const world = await bookingWorld([{ id: coachId(1), services: ['lay-too', 'lay-career'] }, { id: coachId(2) }])
const { availability } = world.ports
const { atTimes, atContact, booked, browser, confirm, sayContact } = await bookingPages(world)
const lay = running(pauseVerb, world.db)
const sentence = 'Our coaches meet today. We take bookings again at 1pm.'
const from = ['--from', '2026-11-23T08:00Z']
const words = ['--until', '2026-11-23T13:00Z', '--words', sentence]

/** A pause from now until 1pm, of which memory knows as it does when the database announces it. */
const pause = async (...more: string[]) => {
  assert.equal((await lay('add', ...from, ...words, ...more)).status, 0)
  await availability.renewIfStamped()
}

/** Gives a coach a public page; the path of it. */
const withPage = async (who: number) => {
  await world.admin.query(
    `insert into coach_page (coach_id, number, biography, state, decided_at)
       values ($1, 1, 'I listen.', 'accepted', clock_now()) on conflict do nothing`,
    [coachId(who)],
  )
  return `/coaches/${coachId(who)}`
}

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await world.admin.query('delete from pause')
  await availability.load()
})

describe('while every service is paused', () => {
  it('the start page says so, from when until when, and leads nobody into questions', async () => {
    assert.match((await browser().get('/')).html, /Start now/)
    await pause()
    const { html } = await browser().get('/')
    assert.ok(html.includes(sentence))
    assert.match(html, /Paused from today, 8am until today, 1pm\./)
    assert.doesNotMatch(html, /Start now|Next time free/)
    assert.match(html, /href="\/booking"[^]*href="\/urgent-help"/)
  })

  it('the pages of coaches say so, in the same words, and lead to no times', async () => {
    const path = await withPage(1)
    assert.match((await browser().get('/coaches')).html, /see whoever is free first[^]*Next free: today, /)
    await pause()
    for (const shown of ['/coaches', path]) {
      const { html } = await browser().get(shown)
      assert.match(html, /New bookings are paused\s*<[^]*Paused from today, 8am until today, 1pm\./, shown)
      assert.ok(html.includes(sentence), shown)
      assert.match(html, /New bookings are paused\./)
      assert.doesNotMatch(html, /No times free|Next free: |See times|see whoever is free first/, shown)
    }
  })

  it('the sentence stands where times would be, on the page of a day too, and in the first question', async () => {
    const someone = await atTimes()
    await pause()
    for (const path of ['/book/topic', '/book/coach', '/book/time', '/book/time/2026-11-24']) {
      const { html } = await someone.get(path)
      assert.ok(html.includes(sentence), path)
      assert.deepEqual(startsIn(html), [], path)
    }
    assert.doesNotMatch((await someone.get('/book/time')).html, /None of these suit me|More days/)
  })

  it('a time that was on the page is not kept any more, whether memory knows of the pause yet or not', async () => {
    for (const announced of [true, false]) {
      const someone = await atTimes()
      const [start] = startsIn((await someone.get('/book/time')).html)
      await lay('add', ...from, ...words)
      if (announced) await availability.renewIfStamped()
      const { status, html } = await someone.post('/book/time', { start: start! })
      assert.equal(status, 409)
      assert.ok(html.includes(sentence))
      assert.equal((await world.admin.query(`select from hold where state = 'live'`)).rowCount, 0)
      await world.admin.query('delete from pause')
      await availability.load()
    }
  })

  it('whoever had a time kept before may still book it', async () => {
    const someone = await atContact()
    await pause()
    await sayContact(someone, { email: 'kept@example.org' })
    await someone.post('/book/about-work', { setting: 'prefer-not-to-say', role: 'prefer-not-to-say' })
    assert.match((await confirm(someone)).location, /^\/booking\//)
  })

  it('bookings stand: they are moved and cancelled as ever', async () => {
    const { someone, path } = await booked({ email: 'stands@example.org' })
    await pause()
    const { html } = await someone.get(`${path}/move`)
    assert.equal(headingOf(html), 'Move your appointment')
    assert.equal((await someone.post(`${path}/move`, { start: startsIn(html)[1]! })).location, `${path}?said=moved`)
    await someone.post(`${path}/cancel`)
    const { rows } = await world.admin.query('select status, sequence from booking where id = $1', [idOf(path)])
    assert.deepEqual(rows, [{ status: 'cancelled', sequence: 2 }])
  })

  it('whoever reached the times is counted as somebody who was offered none', async () => {
    const someone = await atTimes()
    await pause()
    await world.admin.query('truncate request_record')
    await someone.get('/book/time')
    const { rows } = await world.admin.query('select earliest_start from request_record')
    assert.deepEqual(rows, [{ earliest_start: null }])
  })
})

describe('a pause of one service', () => {
  it('is named on the pages of coaches, who are offered for the others', async () => {
    const path = await withPage(1)
    await pause('--service', 'lay-career')
    const list = (await browser().get('/coaches')).html
    assert.match(list, /New bookings are paused: Career coaching[^]*see whoever is free first[^]*Next free: /)
    const own = (await browser().get(path)).html
    assert.match(own, /New bookings are paused: Career coaching/)
    assert.equal(own.match(/See times with/g)?.length, 1)
    assert.match(own, /New bookings are paused\./)
    assert.doesNotMatch((await browser().get(await withPage(2))).html, /paused/, 'who does not offer it')
  })

  it('leaves the others as they are, and the start page names it', async () => {
    await pause('--service', 'lay-career')
    const { html } = await browser().get('/')
    assert.match(html, /New bookings are paused: Career coaching[^]*Next time free[^]*Start now/)
    const someone = await atTimes()
    assert.ok(startsIn((await someone.get('/book/time')).html).length > 0)
    await someone.post('/book/topic', { topic: 'career' })
    assert.ok((await someone.get('/book/coach')).html.includes(sentence))
    assert.deepEqual(startsIn((await someone.get('/book/time')).html), [])
  })

  it('that most people come for leads them to what is free, on the start page and where its times would be', async () => {
    const tomorrow = ['--until', '2026-11-25T00:00Z', '--words', sentence]
    await lay('add', '--from', '2026-11-23T00:00Z', ...tomorrow, '--service', 'lay-too')
    await availability.renewIfStamped()
    const wellbeing = world.service('lay-too').name
    const open =
      /You can still book:[^]*href="\/book\/topic\?offer=lay-career">Career coaching<\/a>, next time free: <strong>today, /
    const someone = browser()
    const { html } = await someone.get('/')
    assert.ok(html.includes(`New bookings are paused: ${wellbeing}`) && html.includes(sentence))
    assert.match(html, /Paused from the start of today until the end of tomorrow\./)
    assert.match(html, open)
    assert.match(html, /Start now/)
    assert.doesNotMatch(html, /no free times in the next|offer=lay-too"|midnight/)
    assert.match(
      (await someone.get('/book/topic')).html,
      /How I am doing[^]*paused until the end of tomorrow[^]*My career/,
    )
    await someone.post('/book/topic', { topic: 'wellbeing' })
    await someone.post('/book/coach', { who: 'anyone' })
    await someone.post('/book/how', { mode: 'video' })
    for (const path of ['/book/coach', '/book/time', '/book/time/2026-11-24']) {
      const page = (await someone.get(path)).html
      assert.ok(page.includes(`New bookings are paused: ${wellbeing}`), path)
      assert.match(page, open)
    }
    const career = (await someone.get('/book/topic?offer=lay-career')).html
    assert.match(career, /value="career" checked/)
    const listed = /value="wellbeing"[^]*value="career"/.exec(
      (await someone.get('/book/topic?offer=lay-too-ed')).html,
    )![0]
    assert.doesNotMatch(listed, /paused/)
  })

  it('beside pauses of all the others is as a pause of all', async () => {
    const { services } = availability
    for (const { key } of services()) await lay('add', ...from, ...words, '--service', key)
    await availability.renewIfStamped()
    assert.doesNotMatch((await browser().get('/')).html, /Start now|You can still book|no free times|Next time free/)
  })

  it('begins and ends by the clock alone', async () => {
    await lay('add', '--from', '2026-11-23T09:00Z', ...words, '--service', 'lay-too')
    await availability.renewIfStamped()
    const said: boolean[] = []
    for (const time of ['08:59:59', '09:00:00', '12:59:59', '13:00:00']) {
      await world.setNow(Temporal.Instant.from(`2026-11-23T${time}Z`))
      said.push((await browser().get('/')).html.includes(sentence))
    }
    assert.deepEqual(said, [false, true, true, false])
  })
})

it('the operator is told why nobody is offered', async () => {
  const now = (await world.admin.query<{ at: Temporal.Instant }>(`select date_trunc('hour', now()) as at`)).rows[0]!.at
  const at = Temporal.Instant.from(String(now))
  const why = async () => {
    const start = at.add({ hours: 24 }).toString()
    return (await running(whyVerb, world.db)('--service', 'lay-too', '--coach', coachId(1), '--start', start)).out
  }
  await world.admin.query(`insert into pause (during, words) values (tstzrange($1, $2), 'x')`, [
    at.subtract({ hours: 1 }).toString(),
    at.add({ hours: 2 }).toString(),
  ])
  assert.deepEqual(await why(), ['paused'])
})
