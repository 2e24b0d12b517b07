import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { fullWhenWords } from '#lib/time'
import { assertRefused, bookingPages, headingOf, idOf, type Someone } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { offerSooner } from '../sooner/round.ts'

// One session a day, at six in the evening.
const world = await bookingWorld([{ id: coachId(1), opens: '18:00', closes: '18:45' }])
const { booked, browser, linkTo, proved } = await bookingPages(world)
const { db, clock, random } = world.ports
const round = () => offerSooner({ db, clock, random, log: (...said) => assert.fail(said.join()) })
const offerIn = (html: string) => /name="offer" value="([^"]+)"/.exec(html)?.[1] ?? ''
let people = 0

/** Somebody with the first evening, and somebody with the next who waits for a sooner one. */
async function two() {
  await world.admin.query(
    `update claim set active = false; update booking set status = 'cancelled', cancelled_by = 'service'`,
  )
  await world.ports.availability.load()
  const first = await booked({ email: `first${++people}@example.org` })
  const second = await booked({ email: `second${people}@example.org` })
  return { first, second, email: `second${people}@example.org` }
}
const start = async (path: string) =>
  Temporal.Instant.from(
    (
      await world.admin.query<{ at: string }>(
        `select to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from booking where id = $1`,
        [idOf(path)],
      )
    ).rows[0]!.at,
  )
const told = /Tell me if something opens sooner/
const waits = /We tell you if something opens sooner/

async function offered() {
  const { first, second, email } = await two()
  assert.equal((await second.someone.post(`${second.path}/sooner`, { from: 'any' })).location, second.path)
  const evening = await start(first.path)
  await first.someone.post(`${first.path}/cancel`)
  await round()
  return { ...second, email, evening, id: offerIn((await second.someone.get(second.path)).html) }
}

beforeEach(() => world.setNow(mondayMorning))

describe('asking for a sooner time', () => {
  it('is a link on the booking’s page, one question and one press; then the page says that it waits, until it is stopped', async () => {
    const { second } = await two()
    const { someone, path } = second
    assert.match((await someone.get(path)).html, told)
    const { html } = await someone.get(`${path}/sooner`)
    assert.equal(headingOf(html), 'Tell me if something opens sooner')
    assert.ok(html.includes(fullWhenWords(await start(path))))
    assert.doesNotMatch(html, /sooner times already/)
    await someone.post(`${path}/sooner`, { from: 'any' })
    const page = (await someone.get(path)).html
    assert.match(page, waits)
    assert.doesNotMatch(page, told)
    await someone.post(`${path}/sooner/stop`)
    assert.doesNotMatch((await someone.get(path)).html, waits)
  })

  it('may be for what opens from a time on, which the page then names', async () => {
    const { second } = await two()
    const { someone, path } = second
    const { html } = await someone.get(`${path}/sooner`)
    const values = [...html.matchAll(/name="from"[^>]*value="([^"]+)"/g)].map(([, value]) => value!)
    assert.deepEqual(values, ['any', '2026-11-23T17:00:00Z', '2026-11-24T00:00:00Z', '2026-11-24T17:00:00Z'])
    await someone.post(`${path}/sooner`, { from: values[3]! })
    assert.match((await someone.get(path)).html, /opens sooner, from Tuesday 24 November 2026, 5pm/)
  })

  it('says that there are sooner times already', async () => {
    const { first, second } = await two()
    await first.someone.post(`${first.path}/cancel`)
    const { html } = await second.someone.get(`${second.path}/sooner`)
    assert.match(html, /There are sooner times already/)
  })

  it('says what is wrong with anything else', async () => {
    const { second } = await two()
    for (const from of ['', 'soon', '2027-01-01T00:00:00Z'])
      assertRefused(await second.someone.post(`${second.path}/sooner`, { from }), 'Select from when you could come')
    const far = await second.someone.post(`${second.path}/sooner`, { from: '-200000-01-01T00:00:00Z' })
    assert.equal(far.location, second.path)
  })

  it('is for whoever booked, or proved it by a code, and for nobody else', async () => {
    const { second, email } = await two()
    const { path } = second
    const stranger = browser()
    for (const end of ['', '/stop', '/take', '/decline'])
      assert.equal((await stranger.post(`${path}/sooner${end}`, { from: 'any' })).status, 404, end)
    assert.equal((await stranger.get(`${path}/sooner`)).status, 404)
    const other = await proved(path, email)
    assert.equal((await other.post(`${path}/sooner`, { from: 'any' })).location, path)
    assert.match((await other.get(path)).html, waits)
  })

  it('leads to the booking’s page once it is cancelled or has begun', async () => {
    const { second } = await two()
    const { someone, path } = second
    await world.setNow(await start(path))
    assert.equal((await someone.get(`${path}/sooner`)).location, path)
    assert.equal((await someone.post(`${path}/sooner`, { from: 'any' })).location, path)
    await world.setNow(mondayMorning)
    await someone.post(`${path}/cancel`)
    assert.equal((await someone.post(`${path}/sooner`, { from: 'any' })).location, path)
    assert.equal((await world.admin.query('select from waiting_alert where booking_id = $1', [idOf(path)])).rowCount, 0)
  })
})

describe('a sooner time that is kept', () => {
  it('stands on the booking’s page and behind the message’s link, with until when, and is taken by one press', async () => {
    const { someone, path, evening, id } = await offered()
    const { html } = await someone.get(path)
    assert.match(html, /A sooner time is kept for you/)
    assert.ok(html.includes(fullWhenWords(evening)) && html.includes('for you alone until 8:30am'))
    const behind = (await browser().get(linkTo(path))).html
    assert.ok(behind.includes(`kept for you until 8:30am: <strong>${fullWhenWords(evening)}`))
    assert.doesNotMatch(behind, /Coach/)
    assert.equal((await someone.post(`${path}/sooner/take`, { offer: id })).location, `${path}?said=moved`)
    assert.equal(headingOf((await someone.get(`${path}?said=moved`)).html), 'Your appointment has moved')
    assert.ok((await start(path)).equals(evening))
  })

  it('is taken once by two presses, and both are told that it moved; so is who says no afterwards', async () => {
    const { someone, path, evening, id } = await offered()
    for (const press of ['take', 'take', 'decline', 'take'])
      assert.equal((await someone.post(`${path}/sooner/${press}`, { offer: id })).location, `${path}?said=moved`, press)
    assert.ok((await start(path)).equals(evening))
    const { rows } = await world.admin.query(
      `select count(*)::int as moves from booking_change where booking_id = $1 and what = 'moved'`,
      [idOf(path)],
    )
    assert.deepEqual(rows, [{ moves: 1 }])
  })

  it('is gone, and not kept, once its coach is away; and neither is said beside another that is kept', async () => {
    const { someone, path, id } = await offered()
    const kept = /A sooner time is kept for you/
    const both = (await someone.get(`${path}?said=sooner-gone`)).html
    assert.match(both, kept)
    assert.doesNotMatch(both, /kept no longer/)
    await world.admin.query(
      `insert into absence (coach_id, during, reason)
         select coach_id, tstzrange(starts_at, ends_at), 'ill' from offer where id = $1`,
      [id],
    )
    const { location } = await someone.post(`${path}/sooner/take`, { offer: id })
    assert.equal(location, `${path}?said=sooner-gone`)
    const { html } = await someone.get(location)
    assert.match(html, /That time is kept no longer/)
    assert.doesNotMatch(html, kept)
    assert.doesNotMatch((await browser().get(linkTo(path))).html, /sooner time is kept/)
    await world.admin.query('delete from absence')
  })

  it('is declined by one press, and the wait goes on', async () => {
    const { someone, path, evening, id } = await offered()
    assert.equal((await someone.post(`${path}/sooner/decline`, { offer: id })).location, `${path}?said=declined`)
    const { html } = await someone.get(`${path}?said=declined`)
    assert.match(html, /stays as it is\. You keep your place for another time/)
    assert.match(html, waits)
    assert.ok(!(await start(path)).equals(evening))
    assert.equal((await someone.post(`${path}/sooner/decline`, { offer: id })).location, `${path}?said=declined`)
    assert.equal((await someone.post(`${path}/sooner/take`, { offer: id })).location, `${path}?said=sooner-gone`)
    await round()
    assert.equal(offerIn((await someone.get(path)).html), '')
  })

  it('is gone once its time is over, and the page says so', async () => {
    const { someone, path, id } = await offered()
    await world.setNow(mondayMorning.add({ minutes: 30 }))
    const { location } = await someone.post(`${path}/sooner/take`, { offer: id })
    assert.equal(location, `${path}?said=sooner-gone`)
    assert.match((await someone.get(location)).html, /That time is kept no longer/)
    assert.equal((await someone.post(`${path}/sooner/decline`, { offer: id })).location, location)
  })

  it('is nothing to somebody else, whose own page does not take or decline it', async () => {
    const { path, id, someone } = await offered()
    await world.ports.availability.load()
    const stranger: Someone = (await booked({ email: 'stranger@example.org' })).someone
    for (const end of ['take', 'decline'])
      assert.equal((await stranger.post(`${path}/sooner/${end}`, { offer: id })).status, 404)
    assert.equal(offerIn((await someone.get(path)).html), id)
    assert.equal((await someone.post(`${path}/sooner/take`, { offer: 'x' })).location, path)
  })
})
