import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bookingPages, checkedIn, startsIn, work, type Someone } from '../../../testing/pages.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'

const services = ['lay-too', 'lay-too-ed', 'lay-career', 'lay-team']
const listed = { services, ethnicallyDiverse: true }
const [grand, hindi, phoneOnly, unlisted] = [1, 2, 3, 4].map(coachId) as [string, string, string, string]
const world = await bookingWorld([
  { id: grand, ...listed, opens: '12:00' },
  { id: hindi, ...listed, languages: ['en', 'hi'] },
  { id: phoneOnly, ...listed, modes: ['phone'], gender: 'man' },
  { id: unlisted, services, opens: '10:00' },
  ...Array.from({ length: 20 }, (_, i) => ({ id: coachId(10 + i), services, opens: '13:00' })),
])
await world.admin.query(
  `insert into coach_page (coach_id, number, biography, state, decided_at)
     values ($1, 1, E'I was a ward sister.\\n\\nI keep bees.', 'accepted', clock_now())`,
  [hindi],
)
const { browser, sayContact, confirm } = await bookingPages(world)

/** Somebody who has answered what about and who with. */
async function asking(who: string, topic = 'wellbeing'): Promise<Someone> {
  const someone = browser()
  await someone.post('/book/topic', { topic })
  await someone.post('/book/coach', { who })
  return someone
}

const coachesIn = (html: string) => [...html.matchAll(/name="coach"[^>]*value="([^"]+)"/g)].map(([, value]) => value!)

describe('Grace, on the ethnically diverse pathway', () => {
  it('when she chooses a coach by name, then only listed coaches are shown and the pathway stays', async () => {
    const grace = await asking('ethnically-diverse')
    await grace.post('/book/coach', { who: 'choose' })
    assert.deepEqual(coachesIn((await grace.get('/book/choose-coach')).html).sort(), [grand, hindi, phoneOnly])
    assert.equal((await grace.post('/book/choose-coach', { coach: unlisted })).status, 422)
    const made = await bookWith(grace, grand)
    assert.deepEqual(made, { service_key: 'lay-too-ed', matched_on: ['ethnically-diverse', `named=${grand}`] })
    assert.deepEqual(await lastRequest(), { service_key: 'lay-too-ed', match: 'named', ethnically_diverse: true })

    await grace.post('/book/topic', { topic: 'wellbeing' })
    await grace.post('/book/coach', { who: 'same' })
    assert.deepEqual(coachesIn((await grace.get('/book/choose-coach')).html), [grand])
    const again = await bookWith(grace, grand)
    assert.equal(again.service_key, 'lay-too-ed', 'the pathway on which they met goes on')
    assert.deepEqual(await lastRequest(), { service_key: 'lay-too-ed', match: 'same', ethnically_diverse: true })
  })

  it('when she asks for a language and career coaching, then she is still counted on it', async () => {
    const grace = await asking('ethnically-diverse', 'career')
    await grace.post('/book/preferences', { language: 'hi', gender: 'woman' })
    await grace.post('/book/how', { mode: 'video' })
    await grace.get('/book/time')
    assert.deepEqual(await lastRequest(), { service_key: 'lay-career', match: 'several', ethnically_diverse: true })
  })

  it('when she says whoever is free first, then the pathway ends', async () => {
    const grace = await asking('ethnically-diverse')
    await grace.post('/book/coach', { who: 'anyone' })
    await grace.post('/book/how', { mode: 'video' })
    await grace.get('/book/time')
    assert.deepEqual(await lastRequest(), { service_key: 'lay-too', match: 'any', ethnically_diverse: false })
  })
})

describe('Choosing a coach', () => {
  it('shows ten at a time, the soonest free first, with the next time in the ways that each talks', async () => {
    const someone = await asking('choose')
    const first = await someone.get('/book/choose-coach')
    const pages = [first.html]
    for (let next = nextOf(first.html); next; next = nextOf(pages.at(-1)!)) pages.push((await someone.get(next)).html)
    const shown = pages.map(coachesIn)
    assert.deepEqual(
      shown.map(({ length }) => length),
      [10, 10, 4],
    )
    assert.deepEqual(shown[0]!.slice(0, 3), [hindi, phoneOnly, unlisted])
    assert.equal(new Set(shown.flat()).size, 24)
    assert.match(first.html, /Next time free: today, 8:30am, by phone only\./)
    assert.match(first.html, /Next time free: today, 8:30am, by video or phone\./)
  })

  it('given no choice on the second page, then that page comes back', async () => {
    const someone = await asking('choose')
    const second = nextOf((await someone.get('/book/choose-coach')).html)!
    const { html } = await someone.get(second)
    const again = await someone.post(/<form method="post" action="([^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&'))
    assert.equal(again.status, 422)
    assert.deepEqual(coachesIn(again.html), coachesIn(html))
  })

  it('shows only some when asked to, and what was asked for is in the wish', async () => {
    const someone = await asking('choose')
    const address = '/book/choose-coach?filter=yes&language=hi&gender=woman&listed=yes'
    const { html } = await someone.get(address)
    assert.deepEqual(coachesIn(html), [hindi])
    assert.match(html, /You asked for: from an ethnically diverse background, speaks Hindi, gender: woman\./)
    await someone.post(address, { coach: hindi })
    await someone.post('/book/how', { mode: 'video' })
    assert.match((await someone.get('/book/time')).html, /by video with Coach 2\./)
    assert.deepEqual(await lastRequest(), { service_key: 'lay-too-ed', match: 'several', ethnically_diverse: true })
    const none = await someone.get('/book/choose-coach?filter=yes&language=hi&gender=man')
    assert.match(none.html, /No coach meets all of this/)
    for (const odd of ['page=0', 'page=99', 'page=x', 'filter=yes&language=%3Cscript%3E&gender=toString'])
      assert.equal((await someone.get(`/book/choose-coach?${odd}`)).status, 200, odd)
  })

  it('asks how to talk only in the ways of that coach', async () => {
    const someone = await asking('anyone')
    await someone.post('/book/how', { mode: 'video' })
    await someone.post('/book/coach', { who: 'choose' })
    assert.equal((await someone.post('/book/choose-coach', { coach: phoneOnly })).location, '/book/how')
    const { html } = await someone.get('/book/how')
    assert.match(html, /value="phone"/)
    assert.doesNotMatch(html, /value="video"/)
    assert.equal((await someone.post('/book/how', { mode: 'video' })).status, 422)
  })

  it('leads to a page about each coach, from which the coach can be chosen', async () => {
    const someone = await asking('choose')
    const link = new RegExp(`<a href="(/book/coaches/${hindi}[^"]*)">Read about Coach 2<`)
    const path = link.exec((await someone.get('/book/choose-coach')).html)![1]!.replaceAll('&amp;', '&')
    const { html } = await someone.get(path)
    for (const words of [
      'Nurse',
      'I was a ward sister.',
      'I keep bees.',
      'English and Hindi',
      'Woman',
      'By video or phone',
    ])
      assert.ok(html.includes(words), words)
    assert.match(html, /Listed as[\s\S]*From an ethnically diverse background/)
    const action = /<form method="post" action="([^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&')
    assert.equal((await someone.post(action, { coach: hindi })).location, '/book/how')
  })

  it('says nothing of a listing that a coach did not choose, and knows nobody who has left', async () => {
    const someone = browser()
    assert.doesNotMatch((await someone.get(`/book/coaches/${unlisted}`)).html, /ethnically diverse/)
    await world.admin.query('update coach set active = false where id = $1', [coachId(29)])
    for (const id of [coachId(29), coachId(999), 'dev'])
      assert.equal((await someone.get(`/book/coaches/${id}`)).status, 404)
  })

  it('drops a preference changed later that the coach does not meet, and keeps one that the coach does', async () => {
    const someone = await asking('choose')
    await someone.post('/book/choose-coach', { coach: hindi })
    await someone.post('/book/preferences', { language: 'hi', gender: '' })
    assert.deepEqual(checkedIn((await someone.get('/book/choose-coach')).html), [hindi])
    await someone.post('/book/preferences', { language: '', gender: 'man' })
    assert.deepEqual(checkedIn((await someone.get('/book/choose-coach')).html), [])
  })
})

describe('Coming from the page of an offer', () => {
  it('the offer is already answered', async () => {
    const someone = browser()
    const { html } = await someone.get('/book/topic?offer=lay-too-ed')
    assert.deepEqual(checkedIn(html), ['wellbeing'])
    await someone.post('/book/topic', { topic: 'wellbeing', offer: 'lay-too-ed' })
    assert.deepEqual(checkedIn((await someone.get('/book/coach')).html), ['ethnically-diverse'])
    assert.deepEqual(checkedIn((await browser().get('/book/topic?offer=lay-career')).html), ['career'])
    assert.deepEqual(checkedIn((await browser().get('/book/topic?offer=toString')).html), [])
  })

  it('the coaches can be read about and one be chosen before any question', async () => {
    const someone = browser()
    const address = '/book/choose-coach?offer=lay-too-ed'
    assert.deepEqual(coachesIn((await someone.get(address)).html).sort(), [grand, hindi, phoneOnly])
    assert.equal((await someone.post(address, { coach: grand })).location, '/book/how')
    await someone.post('/book/how', { mode: 'video' })
    await someone.get('/book/time')
    assert.deepEqual(await lastRequest(), { service_key: 'lay-too-ed', match: 'named', ethnically_diverse: true })
    assert.equal((await browser().get('/book/choose-coach')).location, '/book/topic')
  })
})

const nextOf = (html: string) => /<a href="([^"]+)">Next coaches</.exec(html)?.[1]?.replaceAll('&amp;', '&')

/** Chooses the coach, books the first time, and gives how the booking was made. */
async function bookWith(someone: Someone, coach: string) {
  await someone.post('/book/choose-coach', { coach })
  await someone.post('/book/how', { mode: 'video' })
  const [start] = startsIn((await someone.get('/book/time')).html)
  await someone.post('/book/time', { start: start! })
  await sayContact(someone, { email: `grace.${start!.replaceAll(':', '')}@example.org` })
  await someone.post('/book/about-work', work)
  const { location } = await confirm(someone)
  const { rows } = await world.admin.query('select service_key, matched_on, coach_id from booking where id = $1', [
    location.split('/').at(-1),
  ])
  const { coach_id: booked, ...made } = rows[0] as { service_key: string; matched_on: string[]; coach_id: string }
  assert.equal(booked, coach)
  return made
}

async function lastRequest() {
  const { rows } = await world.admin.query(
    'select service_key, match, ethnically_diverse from request_record order by ctid desc limit 1',
  )
  return rows[0] as unknown
}
