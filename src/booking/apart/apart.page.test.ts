import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { layWorkplaces } from '../../../seed/lay-workplaces.ts'
import { coachPages } from '../../../testing/coach-pages.ts'
import { assertRefused, bookingPages, headingOf, idOf, startsIn, work, type Someone } from '../../../testing/pages.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'

const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2) }])
await layWorkplaces(world.admin)
const pages = await bookingPages(world, { more: coachPages(world.ports) })
const { browser, atTimes, booked, sayContact, confirm } = pages
const densham = { workplace: 'Densham Surgery', place: 'A81001' }
const mckenzie = { workplace: 'McKenzie House', place: 'A81044' }

const heldWith = async () =>
  (
    await world.admin.query<{ id: string }>(
      `select coach_id as id from hold where state = 'live' order by made_at desc limit 1`,
    )
  ).rows[0]?.id

let people = 10

/** With a time kept with somebody, at the question about work: another person each time. */
async function atWork(coach: string | null): Promise<Someone> {
  const someone = await atTimes()
  if (coach) {
    await someone.post('/book/coach', { who: 'choose' })
    await someone.post('/book/choose-coach', { coach })
  }
  const [start] = startsIn((await someone.get('/book/time')).html)
  await someone.post('/book/time', { start: start! })
  await sayContact(someone, { email: `person${++people}@example.org`, phone: `07700 9000${people}` })
  return someone
}

describe('a coach who says where else they work', () => {
  it('finds it, adds it, sees it alone, and takes it away', async () => {
    const dev = browser()
    const path = '/team/profile/workplaces'
    assertRefused(await dev.post(path, { words: '', find: 'yes' }), 'Enter a name, town or postcode')
    assertRefused(await dev.post(path, { words: 'Nowhere at all', find: 'yes' }), 'We found nothing by these words')
    const many = await dev.post(path, { words: 'surgery', find: 'yes' })
    assert.ok((many.html.match(/name="place"/g) ?? []).length > 5)
    assertRefused(await dev.post(path, { words: 'surgery' }), 'Select which of these is where you work')
    const found = { words: 'Densham Surgery', place: 'A81001' }
    assert.equal((await dev.post(path, found)).location, path)
    await dev.post(path, found)
    const { html } = await dev.get(path)
    assert.equal(
      (html.match(/DENSHAM SURGERY|Densham Surgery/gi) ?? []).length,
      2,
      'once, and for those who hear the button',
    )
    const { rows } = await world.admin.query<{ id: string; row: string }>(
      'select id, w::text as row from coach_workplace w',
    )
    assert.equal(rows.length, 1)
    assert.doesNotMatch(rows[0]!.row, /A81001|densham/i)
    assert.equal((await dev.post(`${path}/${rows[0]!.id}/remove`)).location, path)
    assert.equal((await dev.post(`${path}/${rows[0]!.id}/remove`)).status, 404)
    assert.match((await dev.get(path)).html, /You have named no workplace/)
    await dev.post(path, found)
    await world.ports.availability.refresh([coachId(1)])
  })
})

describe('somebody who says where they work', () => {
  it('has their time kept with another coach, and reads nothing of it', async () => {
    const someone = await atWork(null)
    const said = async (more: object) => {
      const sent = await someone.post('/book/about-work', { ...work, ...more })
      assert.deepEqual([sent.status, sent.location], [303, '/book/check'])
      return heldWith()
    }
    assert.equal(await said(densham), coachId(2))
    assert.match((await someone.get('/book/check')).html, /Coach 2, Nurse/)
    const { location } = await confirm(someone)
    const { rows } = await world.admin.query('select coach_id as coach from booking where id = $1', [idOf(location)])
    assert.equal(rows[0].coach, coachId(2))
  })

  it('is offered that coach no more, in any list or time', async () => {
    const someone = await atWork(null)
    await someone.post('/book/about-work', { ...work, ...densham })
    const list = (await someone.get('/book/choose-coach?filter=yes')).html
    assert.ok(list.includes(coachId(2)) && !list.includes(coachId(1)))
    assert.doesNotMatch((await someone.get(`/book/coaches/${coachId(1)}`)).html, /Choose Coach 1/)
    const other = await atWork(null)
    assert.ok((await other.get('/book/choose-coach?filter=yes')).html.includes(coachId(1)))
  })

  it('reads of a coach whom they named what anybody reads whose time has gone', async () => {
    const someone = await atWork(coachId(1))
    const gone = await someone.post('/book/about-work', { ...work, ...densham })
    assert.equal(gone.status, 409)
    assert.match(gone.html, /That time has just gone/)
    assert.equal(headingOf(gone.html), 'That time has just gone')
    assert.doesNotMatch(gone.html, /Densham|A81001/i)
    assert.equal((await someone.get('/book/check')).location, '/book/time')
  })

  it('keeps coach and time where nobody works there', async () => {
    const someone = await atWork(coachId(1))
    assert.equal((await someone.post('/book/about-work', { ...work, ...mckenzie })).location, '/book/check')
    assert.equal(await heldWith(), coachId(1))
  })

  it('carries as much in their browser whichever place it is', async () => {
    const lengths = new Set<number>()
    for (const place of [densham, mckenzie]) {
      const someone = await atWork(null)
      const sent = await someone.post('/book/about-work', { ...work, area: 'QHM', ...place })
      assert.equal(sent.location, '/book/check')
      lengths.add([...someone.jar.values()].join().length)
    }
    assert.equal(lengths.size, 1)
  })
})

describe('a coach who knows whom a session is with', () => {
  it('presses once; the session is gone from their day, and its page is as one that never was', async () => {
    await world.admin.query('delete from coach_workplace')
    const { path } = await booked({ email: 'known@example.org', name: 'Canary' })
    await world.admin.query('update booking set coach_id = $2 where id = $1', [idOf(path), coachId(1)])
    const dev = browser()
    const own = `/team/sessions/${idOf(path)}`
    const { html } = await dev.get(own)
    assert.match(html, /I know this person/)
    assert.equal((await dev.post(`${own}/known`)).location, '/team/today')
    assert.doesNotMatch((await dev.get('/team/today')).html, /Canary/)
    for (const reply of [await dev.get(own), await dev.post(`${own}/number`)]) assert.equal(reply.status, 404)
    assert.equal((await dev.post(`${own}/known`)).location, '/team/today', 'pressed twice')
    const lastOf = async (subject: string) =>
      (
        await world.admin.query<{ verb: string; object_id: string | null }>(
          'select verb, object_id from audit_event where subject_id = $1 order by n desc limit 1',
          [subject],
        )
      ).rows
    assert.deepEqual(await lastOf(coachId(1)), [{ verb: 'coach.session-left', object_id: null }])
    assert.deepEqual(await lastOf(idOf(path)), [{ verb: 'booking.opened', object_id: null }])
    const { rows } = await world.admin.query(`select from audit_event where verb = 'coach.session-left'`)
    assert.equal(rows.length, 1)
  })

  it('tells nothing of a session that was never theirs, though they know whom it is with', async () => {
    const { rows } = await world.admin.query<{ id: string; client: string }>(
      `select b.id, b.client_id as client from booking b where exists (select from kept_apart k where k.client_id = b.client_id and k.coach_id = $1) limit 1`,
      [coachId(1)],
    )
    await world.admin.query('update booking set coach_id = $2 where id = $1', [rows[0]!.id, coachId(2)])
    await world.admin.query('delete from rehome_task where booking_id = $1', [rows[0]!.id])
    for (const id of [rows[0]!.id, coachId(9), 'x'])
      assert.equal((await browser().post(`/team/sessions/${id}/known`)).status, 404)
  })
})
