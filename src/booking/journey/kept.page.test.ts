import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { bookingPages, checkedIn, contact, startsIn, work, type Someone } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'

const world = await bookingWorld([
  { id: coachId(1), languages: ['en', 'pa'] },
  { id: coachId(2), services: ['lay-too', 'lay-career'] },
])
const { atContact, atTimes, browser, sayContact, confirm } = await bookingPages(world)

beforeEach(begin)

/** Monday morning again, with nothing kept and nothing counted. */
async function begin() {
  await world.setNow(mondayMorning)
  await world.admin.query('truncate request_record, unmet_demand')
  await world.admin.query(`update hold set state = 'released'`)
  await world.admin.query('update claim set active = false')
  await world.ports.availability.load()
}

const later = (minutes: number) => world.setNow(mondayMorning.add({ minutes }))
const gone = /We kept your answers for 30 minutes/

describe('Answers', () => {
  it('given 29 minutes, when the next one is sent, then they are all still there', async () => {
    const someone = await atContact()
    await later(29)
    assert.equal((await sayContact(someone)).location, '/book/about-work')
  })

  it('given 31 minutes, when a page is sent, then it is said that they are gone, and what was sent last is kept', async () => {
    const someone = await atContact()
    await later(31)
    const sent = await someone.post('/book/contact', { ...contact, by: 'email', name: 'Grace' })
    const first = await someone.get(sent.location)
    assert.match(first.html, gone)
    assert.equal((await someone.post('/book/topic', { topic: 'wellbeing' })).location, '/book/coach')
    await someone.post('/book/coach', { who: 'anyone' })
    await someone.post('/book/how', { mode: 'video' })
    await takeFirst(someone)
    const { html } = await someone.get('/book/contact')
    assert.match(html, /value="Grace"/)
    assert.match(html, /value="amina@example.org"/)
  })

  it('given 31 minutes, when any other page is sent, then what it said is still chosen later', async () => {
    const kept: [string, Record<string, string>, string[]][] = [
      ['coach', { who: 'ethnically-diverse' }, ['ethnically-diverse']],
      ['how', { mode: 'phone', adjustments: 'captions' }, ['phone', 'captions']],
      ['about-work', { setting: 'nhs-trust', role: 'nurse' }, ['nhs-trust', 'nurse']],
    ]
    for (const [page, form, chosen] of kept) {
      await begin()
      const someone = await atContact()
      await sayContact(someone)
      await later(31)
      const { location } = await someone.post(`/book/${page}`, form)
      assert.match((await someone.get(location)).html, gone, page)
      await someone.post('/book/topic', { topic: 'wellbeing' })
      if (page !== 'coach') {
        await someone.post('/book/coach', { who: 'anyone' })
        if (page !== 'how') await someone.post('/book/how', { mode: 'video' })
      }
      if (page === 'about-work') {
        await takeFirst(someone)
        await sayContact(someone)
      }
      assert.deepEqual(checkedIn((await someone.get(`/book/${page}`)).html), chosen, page)
    }
  })

  it('given 31 minutes, when a later page is only opened again, then it is said too; to a stranger it is not', async () => {
    const someone = await atContact()
    await later(31)
    assert.match((await someone.get((await someone.get('/book/check')).location)).html, gone)
    const stranger = browser()
    assert.doesNotMatch((await stranger.get((await stranger.get('/book/check')).location)).html, gone)
  })
})

describe('A time that is kept', () => {
  it('is let go for others when another topic, way of talking or preference changes what is asked for', async () => {
    const changes: [string, Record<string, string>][] = [
      ['topic', { topic: 'career' }],
      ['coach', { who: 'ethnically-diverse' }],
      ['how', { mode: 'phone' }],
      ['how', { mode: 'video', adjustments: 'longer' }],
      ['preferences', { language: 'pa', gender: '' }],
    ]
    for (const [page, form] of changes) {
      const someone = await atContact()
      assert.equal(await live(), 1)
      await someone.post(`/book/${page}`, form)
      assert.equal(await live(), 0, page)
      assert.equal(await claimed(), 0, `${page}: others can have the time`)
      assert.notEqual((await someone.get('/book/contact')).status, 200, page)
    }
  })

  it('stays kept when nothing changes which times there are', async () => {
    const someone = await atContact()
    await someone.post('/book/topic', { topic: 'wellbeing' })
    await someone.post('/book/coach', { who: 'anyone' })
    await someone.post('/book/how', { mode: 'video', adjustments: 'captions' })
    await someone.post('/book/preferences', { language: '', gender: '' })
    assert.equal((await someone.get('/book/contact')).status, 200)
    assert.equal(await live(), 1)
    await someone.post('/book/topic', { topic: 'career' })
  })

  it('stays kept when the same coach is chosen by name again', async () => {
    const someone = browser()
    await someone.post('/book/topic', { topic: 'wellbeing' })
    await someone.post('/book/coach', { who: 'choose' })
    await someone.post('/book/choose-coach', { coach: coachId(1) })
    await someone.post('/book/how', { mode: 'video' })
    await takeFirst(someone)
    await someone.post('/book/coach', { who: 'choose' })
    await someone.post('/book/choose-coach', { coach: coachId(1) })
    assert.equal((await someone.get('/book/contact')).status, 200)
    assert.equal(await live(), 1)
    await someone.post('/book/choose-coach', { coach: coachId(2) })
    assert.equal(await live(), 0)
  })

  it('stands above every question that follows, with the coach who was chosen alone', async () => {
    const someone = await atContact()
    const kept = /<span class="nhsuk-caption-l">Today, 8:30am, by video<\/span>/
    assert.match((await someone.get('/book/contact')).html, kept)
    await someone.post('/book/contact', { ...contact, by: 'email', email: 'amina@nhs.net' })
    assert.match((await someone.get('/book/work-address')).html, kept)
    await someone.post('/book/work-address', { choice: 'carry-on' })
    assert.match((await someone.get('/book/about-work')).html, kept)
    await someone.post('/book/coach', { who: 'choose' })
    await someone.post('/book/choose-coach', { coach: coachId(2) })
    const [start] = startsIn((await someone.get('/book/time')).html)
    await someone.post('/book/time', { start: start! })
    assert.match((await someone.get('/book/contact')).html, /by video, with Coach 2<\/span>/)
  })
})

describe('What is counted', () => {
  it('is one request for each wish of a journey, however often its times are looked at', async () => {
    const someone = await atTimes()
    await someone.get('/book/time')
    await someone.get('/book/preferences')
    await someone.post('/book/preferences', { language: '', gender: '' })
    await someone.get('/book/time')
    await someone.post('/book/preferences', { language: 'pa', gender: '' })
    await someone.get('/book/time')
    await someone.post('/book/preferences', { language: '', gender: '' })
    await someone.get('/book/time')
    assert.deepEqual(await requests(), ['any', 'language'])
  })

  it('is not another request when a time is lost at the last step', async () => {
    const someone = await atTimes()
    await someone.get('/book/time')
    await takeFirst(someone)
    await sayContact(someone)
    await someone.post('/book/about-work', work)
    await world.admin.query(`update hold set state = 'released' where state = 'live'`)
    assert.equal((await confirm(someone)).status, 409)
    await someone.get('/book/time')
    assert.deepEqual(await requests(), ['any'])
  })

  it('is once a journey that no time suited', async () => {
    const someone = await atTimes()
    await someone.get('/book/none-suit')
    for (const wanted of ['evening', 'evening', 'weekend'])
      assert.match((await someone.post('/book/none-suit', { wanted })).html, /We have counted it/)
    await someone.get('/book/none-suit')
    await someone.post('/book/none-suit', { wanted: 'sooner' })
    const { rows } = await world.admin.query(
      'select service_key, match, ethnically_diverse, mode, wanted from unmet_demand',
    )
    assert.deepEqual(rows, [
      { service_key: 'lay-too', match: 'any', ethnically_diverse: false, mode: 'video', wanted: 'evening' },
    ])
  })
})

async function takeFirst(someone: Someone) {
  const [start] = startsIn((await someone.get('/book/time')).html)
  assert.equal((await someone.post('/book/time', { start: start! })).location, '/book/contact')
}

const countOf = async (sql: string) => (await world.admin.query<{ n: number }>(sql)).rows[0]!.n
const live = () => countOf(`select count(*)::int as n from hold where state = 'live'`)
const claimed = () => countOf(`select count(*)::int as n from claim where active`)

const requests = async () =>
  (await world.admin.query<{ match: string }>('select match from request_record order by asked_at, match')).rows.map(
    ({ match }) => match,
  )
