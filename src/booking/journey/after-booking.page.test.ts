import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { bookingPages, headingOf, markIn, work } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { atContact, sayContact, confirm } = await bookingPages(world)
beforeEach(() => world.setNow(mondayMorning))

/** Somebody who has booked, with what the check page would send again. */
async function justBooked() {
  const someone = await atContact()
  await sayContact(someone)
  await someone.post('/book/about-work', work)
  const mark = markIn((await someone.get('/book/check')).html)
  const cookies = new Map(someone.jar)
  const { location: path } = await confirm(someone)
  assert.match(path, /^\/booking\/[\da-f-]{36}$/)
  return { someone, path, mark, cookies }
}
const bookings = async () =>
  (await world.admin.query<{ n: number }>('select count(*)::int as n from booking')).rows[0]!.n

describe('going back after booking', () => {
  it('leads from every question to the booking just made, and so does its button', async () => {
    const { someone, path, mark } = await justBooked()
    const had = await bookings()
    for (const page of ['check', 'about-work', 'contact', 'work-address', 'time', 'how', 'coach'])
      assert.equal((await someone.get(`/book/${page}`)).location, path, page)
    assert.equal((await someone.post('/book/check', { mark })).location, path)
    assert.equal((await someone.post('/book/contact', { name: 'Amina' })).location, path)
    assert.equal(await bookings(), had)
    const { html } = await someone.get(path)
    assert.equal(headingOf(html), 'You are booked')
    assert.match(html, /<a href="\/book">Book another appointment<\/a>/)
  })

  it('is another booking once its first question is answered', async () => {
    const { someone, path } = await justBooked()
    const first = await someone.get('/book/topic')
    assert.equal(first.status, 200)
    assert.doesNotMatch(first.html, /We kept your answers/)
    assert.equal((await someone.post('/book/topic', { topic: 'wellbeing' })).location, '/book/coach')
    assert.equal((await someone.get('/book/coach')).status, 200)
    assert.equal((await someone.get('/book/check')).location, '/book/coach')
    assert.equal((await someone.get(path)).status, 200)
  })

  it('given a second press that left before the first was answered, then it leads to the one booking', async () => {
    const { someone, path, mark, cookies } = await justBooked()
    const had = await bookings()
    for (const [name, value] of cookies) someone.jar.set(name, value)
    assert.equal((await someone.post('/book/check', { mark })).location, path)
    assert.equal((await someone.get('/book/check')).location, path)
    assert.equal(await bookings(), had)
  })
})
