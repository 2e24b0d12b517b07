import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { bookedInto } from '../../../testing/fixtures.ts'
import { bookingPages } from '../../../testing/pages.ts'
import { coachActor } from '../../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { lookAfterCover } from '../cover/round.ts'
import { nameOf } from './pages.ts'
import { answerSwap, offerSwap } from './queries.ts'

const world = await bookingWorld([
  { id: coachId(1), opens: '09:00', closes: '12:00' },
  { id: coachId(2) },
  { id: coachId(3), opens: '13:00', closes: '17:00' },
])
const { admin, db, ports } = world
const { browser } = await bookingPages(world)
const dev = browser()
const round = () => lookAfterCover({ ...ports, db, log: (...said: unknown[]) => assert.fail(said.map(String).join()) })
const at = (hours: number) => mondayMorning.add({ hours })
const as = (who: number) => coachActor(admin, coachId(who))
const booked = (who: number, hours: number, name: string) =>
  bookedInto(world, { coachId: coachId(who), startsAt: at(hours), name, adjustments: ['captions'] })
const has = async (id: string) =>
  (await admin.query<{ coach: string }>('select coach_id as coach from booking where id = $1', [id])).rows[0]!.coach
const open = async () =>
  (await admin.query<{ id: string }>('select id from cover where settled_at is null')).rows.map(({ id }) => id)

let mine = ''
let theirs = ''
beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query(
    `truncate hold, booking, booking_person, booking_change, rehome_task, cover, claim, gap_answer cascade; delete from coach_exception`,
  )
  mine = await booked(1, 3, 'Wren')
  theirs = await booked(2, 2, 'Amina')
  await booked(2, 26, 'Grace')
  await booked(2, 6, 'Ines')
  await booked(3, 7, 'Bola')
  await ports.availability.load()
})

describe('a coach who offers a swap', () => {
  it('sees when colleagues’ sessions are that both could hold, how, and whose; no client', async () => {
    assert.match((await dev.get(`/team/sessions/${mine}`)).html, /Offer a swap/)
    const { html } = await dev.get(`/team/sessions/${mine}/swap`)
    assert.match(html, /Your session: today, 11am/)
    // At 2pm it is outside one's own hours; whoever works in the afternoon cannot hold one's own.
    assert.deepEqual(
      [...html.matchAll(/name="with" type="radio" value="[^ ]+ ([^"]+)"/g)].map(([, when]) => when),
      [at(2).toString(), at(26).toString()],
    )
    assert.match(html, /Today, 10am to 10:45am: /)
    assert.doesNotMatch(html, /Amina|Grace|Ines|Bola|[Cc]aptions/)
    assert.ok(!html.includes(theirs))
  })

  it('chooses one and offers it; it stays theirs, and can be taken back', async () => {
    const path = `/team/sessions/${mine}/swap`
    const none = await dev.post(path)
    assert.deepEqual([none.status, none.html.includes('Choose a session')], [422, true])
    for (const wrong of ['x', nameOf({ coachId: coachId(3), startsAt: at(7) })])
      assert.equal((await dev.post(path, { with: wrong })).status, 422)
    const chosen = { with: nameOf({ coachId: coachId(2), startsAt: at(2) }) }
    assert.equal((await dev.post(path, chosen)).location, `/team/sessions/${mine}`)
    assert.equal((await dev.post(path, chosen)).location, `/team/sessions/${mine}`)
    assert.equal((await open()).length, 1)
    const { html } = await dev.get(`/team/sessions/${mine}`)
    assert.match(html, /You offered .* a swap for their session on Monday 23 November 2026, 10am/)
    assert.match((await dev.get('/team/today')).html, /Nothing changes until they agree/)
    assert.equal(await has(mine), coachId(1))
    await dev.post(`/team/sessions/${mine}/cover/stop`)
    assert.deepEqual(await open(), [])
    assert.match((await dev.get(`/team/sessions/${mine}`)).html, /Ask for cover/)
  })

  it('has the other session once the colleague agreed, and is told where it could not be', async () => {
    const chosen = { with: nameOf({ coachId: coachId(2), startsAt: at(2) }) }
    await dev.post(`/team/sessions/${mine}/swap`, chosen)
    await db.withActor(await as(2), async (tx) => answerSwap(tx, (await open())[0]!, true, null))
    for (const page of ['/team/today', `/team/sessions/${mine}`]) {
      const { html } = await dev.get(page)
      assert.match(
        html,
        /Coach 2 agreed to the swap\. Within a minute you have their session on Monday 23 November 2026, 10am/,
      )
      assert.doesNotMatch(html, /A colleague takes it|leaves your list/)
    }
    await booked(1, 2, 'Zoe')
    await round()
    assert.match((await dev.get('/team/today')).html, /could not be made: one of you is no longer free/)
    assert.equal(await has(mine), coachId(1))
  })

  it('sees that there are more than are shown, and all of a day that they choose', async () => {
    for (let day = 2; day < 13; day++) for (const hours of [1, 2]) await booked(2, day * 24 + hours, `Person${day}`)
    await ports.availability.load()
    const shown = (html: string) =>
      [...html.matchAll(/name="with" type="radio" value="[^ ]+ ([^"]+)"/g)].map(([, when]) => when)
    const path = `/team/sessions/${mine}/swap`
    const { html } = await dev.get(path)
    assert.equal(shown(html).length, 20)
    assert.match(html, /Only the 20 nearest to yours are shown/)
    const last = at(12 * 24 + 2)
    assert.ok(!shown(html).includes(last.toString()))
    assert.ok(html.includes(`href="${path}?day=2026-12-05"`))
    const day = await dev.get(`${path}?day=2026-12-05`)
    assert.deepEqual(shown(day.html), [at(12 * 24 + 1).toString(), last.toString()])
    assert.doesNotMatch(day.html, /Only the 20/)
    const none = await dev.post(`${path}?day=2026-12-05`)
    assert.deepEqual([none.status, shown(none.html).length], [422, 2], 'what they looked at stays')
    assert.match((await dev.get(`${path}?day=2026-12-06`)).html, /There is no session here/)
    assert.equal(shown((await dev.get(`${path}?day=x`)).html).length, 20)
    const chosen = { with: nameOf({ coachId: coachId(2), startsAt: last }) }
    assert.equal((await dev.post(`${path}?day=2026-12-05`, chosen)).location, `/team/sessions/${mine}`)
    assert.equal((await open()).length, 1)
  })

  it('finds nothing at what is not their own, has begun or is no session', async () => {
    for (const id of [theirs, 'x', coachId(9)])
      for (const asked of [await dev.get(`/team/sessions/${id}/swap`), await dev.post(`/team/sessions/${id}/swap`)])
        assert.equal(asked.status, 404)
    await world.setNow(at(3))
    assert.equal((await dev.get(`/team/sessions/${mine}/swap`)).status, 404)
  })
})

describe('Today, of a swap that a colleague offers', () => {
  const offered = async () =>
    (await db.withActor(await as(2), async (tx) => offerSwap.one(tx, theirs, coachId(1), at(3), null)))!.id!

  it('says which for which, without a client; whoever agrees has the other a moment later', async () => {
    const id = await offered()
    const { html } = await dev.get('/team/today')
    assert.match(html, /offers a swap: your session today, 11am, for theirs today, 10am to 10:45am/)
    assert.doesNotMatch(html, /Amina/)
    assert.ok(!html.includes(theirs))
    assert.equal((await dev.post(`/team/swaps/${id}`, { answer: 'agree' })).location, '/team/today')
    assert.equal((await dev.post(`/team/swaps/${id}`, { answer: 'agree' })).location, '/team/today', 'pressed twice')
    assert.match((await dev.get('/team/today')).html, /You agreed to a swap/)
    assert.deepEqual([await has(mine), await has(theirs)], [coachId(1), coachId(2)])
    await round()
    assert.equal(
      (await dev.post(`/team/swaps/${id}`, { answer: 'agree' })).location,
      '/team/today',
      'and when it is done',
    )
    assert.deepEqual([await has(mine), await has(theirs)], [coachId(2), coachId(1)])
    const after = await dev.get('/team/today')
    assert.match(after.html, /Amina/)
    assert.doesNotMatch(after.html, /Wren|swap/)
  })

  it('is gone once they said not this time, and cannot be answered then', async () => {
    const id = await offered()
    assert.equal((await dev.post(`/team/swaps/${id}`, { answer: 'not' })).location, '/team/today')
    assert.doesNotMatch((await dev.get('/team/today')).html, /offers a swap/)
    assert.equal((await dev.post(`/team/swaps/${id}`, { answer: 'agree' })).location, '/team/today?gone=swap')
    assert.match((await dev.get('/team/today?gone=swap')).html, /That swap is not offered any more/)
    for (const answer of ['', 'x']) assert.equal((await dev.post(`/team/swaps/${id}`, { answer })).status, 404)
    assert.equal((await dev.post('/team/swaps/x', { answer: 'agree' })).status, 404)
    assert.equal(await has(mine), coachId(1))
  })
})
