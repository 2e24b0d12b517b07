import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { bookedInto } from '../../../testing/fixtures.ts'
import { bookingPages, idOf } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { lookAfterCover } from '../cover/round.ts'
import { askForCover } from '../cover/queries.ts'
import { coachActor } from '../../../testing/staff.ts'
import { asked as answerTo } from '../../../testing/walls.ts'

const world = await bookingWorld([
  { id: coachId(1), opens: '09:00', closes: '12:00' },
  { id: coachId(2) },
  { id: coachId(3) },
])
const { admin, db, ports } = world
const { atTen, browser } = await bookingPages(world)
const dev = browser()
const round = () => lookAfterCover({ ...ports, db, log: (...said: unknown[]) => assert.fail(said.map(String).join()) })
const at = (hours: number) => mondayMorning.add({ hours })

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query(
    `truncate hold, booking, booking_person, booking_change, rehome_task, cover, claim, gap_answer cascade; delete from coach_exception`,
  )
  await ports.availability.load()
})

/** Somebody else's session, which that colleague cannot hold. */
async function colleague(hours: number) {
  const id = await bookedInto(world, {
    coachId: coachId(2),
    startsAt: at(hours),
    name: 'Amina',
    adjustments: ['captions'],
  })
  await ports.availability.load()
  const asked = await db.withActor(await coachActor(admin, coachId(2)), (tx) =>
    askForCover.one(tx, coachId(2), at(hours), null),
  )
  await round()
  return { id, cover: asked!.id! }
}
const has = async (id: string) =>
  (await admin.query<{ coach: string }>('select coach_id as coach from booking where id = $1', [id])).rows[0]!.coach

describe('Today, of a session that a colleague cannot hold', () => {
  it('says when it is and how, not whose; and whoever takes it has it a moment later', async () => {
    const { id, cover } = await colleague(3)
    const before = await dev.get('/team/today')
    assert.match(before.html, /Today, 11am to 11:45am: a session needs cover/)
    assert.doesNotMatch(before.html, /Amina|captions|Captions/)
    assert.ok(!before.html.includes(id))
    assert.equal((await dev.post(`/team/covers/${cover}`)).location, '/team/today')
    assert.equal((await dev.post(`/team/covers/${cover}`)).location, '/team/today', 'pressed twice')
    assert.match((await dev.get('/team/today')).html, /11:45am: you take it/)
    await round()
    assert.equal((await dev.post(`/team/covers/${cover}`)).location, '/team/today', 'and when it is theirs')
    const after = await dev.get('/team/today')
    assert.match(after.html, new RegExp(`id="session-${id}"`))
    assert.match(after.html, /Amina/)
    assert.doesNotMatch(after.html, /needs cover/)
  })

  it('is not there where it is outside their hours, and cannot be pressed for', async () => {
    const { id, cover } = await colleague(6)
    assert.doesNotMatch((await dev.get('/team/today')).html, /needs cover/)
    assert.equal((await dev.post(`/team/covers/${cover}`)).location, '/team/today?gone=cover')
    assert.match((await dev.get('/team/today?gone=cover')).html, /Somebody else has taken that session/)
    await round()
    assert.equal(await has(id), coachId(2))
    for (const what of ['x', coachId(9)]) {
      const { status, location } = await dev.post(`/team/covers/${what}`)
      assert.ok(status === 404 || location === '/team/today?gone=cover')
    }
    assert.equal((await dev.get('/team/today?gone=constructor')).status, 200)
  })
})

describe('a session of one’s own', () => {
  it('can be put up for cover until it begins, and be held after all', async () => {
    const { path, fromStart } = await atTen('video')
    const page = `/team/sessions/${idOf(path)}`
    // Whoever booked may have been given any of the three.
    await admin.query(`update booking set coach_id = $2 where id = $1`, [idOf(path), coachId(1)])
    assert.match((await dev.get(page)).html, /Ask for cover/)
    assert.equal((await dev.post(`${page}/cover`)).location, page)
    assert.match((await dev.get(page)).html, /I will hold it after all/)
    assert.match((await dev.get('/team/today')).html, /You asked for cover\. It stays yours/)
    assert.equal((await dev.post(`${page}/cover/stop`)).location, page)
    assert.equal((await dev.post(`${page}/cover/stop`)).location, page, 'pressed twice')
    assert.match((await dev.get(page)).html, />\s*Ask for cover/)
    await fromStart({ minutes: 0 })
    assert.doesNotMatch((await dev.get(page)).html, /Ask for cover/)
  })

  it('says who asked where it was not its coach, who cannot stop that; and who could not take it', async () => {
    const id = await bookedInto(world, { coachId: coachId(1), startsAt: at(2), name: 'Amina' })
    const page = `/team/sessions/${id}`
    const asked = async (who: string) => {
      await admin.query('delete from cover')
      await admin.query(
        `insert into cover (booking_id, coach_id, starts_at, asked_as, to_coaches) select id, coach_id, starts_at, $2, $2 = 'coach' from booking where id = $1`,
        [id, who],
      )
    }
    for (const [who, words] of [
      ['worker', /You have not said that you will be there, so we look for a colleague\. It stays yours/],
      ['lead_ops', /The lead provider looks for a colleague/],
      ['partner_rota', /Your provider looks for a colleague/],
    ] as const) {
      await asked(who)
      for (const path of ['/team/today', page]) {
        const { html } = await dev.get(path)
        assert.match(html, words)
        assert.doesNotMatch(html, /You asked for cover|hold it after all/)
      }
      assert.equal((await dev.post(`${page}/cover/stop`)).location, '/team/today?gone=stop')
    }
    assert.match((await dev.get('/team/today?gone=stop')).html, /not yours to stop/)
    await asked('coach')
    await admin.query('update cover set missed_id = $1', [coachId(2)])
    for (const path of ['/team/today', page])
      assert.match((await dev.get(path)).html, /It is still yours: the colleague who was to take it is not free then/)
    const me = await coachActor(admin, coachId(1))
    assert.deepEqual(await answerTo(db, me, 'select missed from cover'), [{ missed: true }])
    assert.equal(await answerTo(db, me, 'select missed_id from cover'), '42501', 'and nobody says who that was')
  })

  it('is nobody else’s to put up', async () => {
    const { id } = await colleague(3)
    for (const path of [`/team/sessions/${id}/cover`, `/team/sessions/${id}/cover/stop`, '/team/sessions/x/cover'])
      assert.equal((await dev.post(path)).status, 404, path)
  })
})

describe('Today, where people wait', () => {
  const wait = async () => {
    const id = await bookedInto(world, { coachId: coachId(3), startsAt: at(30), name: 'Grace' })
    await admin.query(`insert into waiting_alert (booking_id, passed) values ($1, '{}')`, [id])
    await ports.availability.load()
    return id
  }
  const valuesIn = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''

  it('asks to open an hour, says how many wait and not who, and the hour is worked once they do', async () => {
    const id = await wait()
    const { html } = await dev.get('/team/today')
    assert.match(
      html,
      /One person is waiting this (morning|afternoon|evening): open \d+(:30)?[ap]m to \d+(:30)?[ap]m\?|One person is waiting this afternoon: open midday/,
    )
    assert.doesNotMatch(html, /Grace/)
    assert.ok(!html.includes(id))
    const time = { from: valuesIn(html, 'from'), until: valuesIn(html, 'until') }
    assert.equal((await dev.post('/team/gaps', { ...time, answer: 'open' })).location, '/team/today')
    assert.match((await dev.get('/team/today')).html, /You opened [^<]* today\. Those who wait are asked first/)
    const { rows } = await admin.query('select kind from coach_exception where coach_id = $1', [coachId(1)])
    assert.deepEqual(rows, [{ kind: 'open' }])
    assert.equal((await dev.post('/team/gaps', { ...time, answer: 'open' })).location, '/team/today?gone=time')
  })

  it('has what was opened closed again, by a press or on Your times, and says so no more; and asks anew', async () => {
    await wait()
    const ask = async () => {
      const { html } = await dev.get('/team/today')
      return { from: valuesIn(html, 'from'), until: valuesIn(html, 'until') }
    }
    const time = await ask()
    const press = async (answer: string) => (await dev.post('/team/gaps', { ...time, answer })).location
    assert.equal(await press('close'), '/team/today', 'what is not open')
    assert.equal(await press('open'), '/team/today')
    assert.match((await dev.get('/team/today')).html, /You opened [^]*>\s*Close it again/)
    for (const again of ['closed', 'pressed twice']) {
      assert.equal(await press('close'), '/team/today', again)
      assert.doesNotMatch((await dev.get('/team/today')).html, /You opened/)
    }
    assert.equal((await admin.query('select from coach_exception')).rowCount, 0)
    await admin.query('update claim set active = false where id in (select claim_id from gap_answer)')
    await ports.availability.load()
    assert.deepEqual(await ask(), time)
    assert.equal(await press('open'), '/team/today')
    assert.equal((await dev.get('/team/today')).html.match(/You opened/g)?.length, 1)
    await admin.query('delete from coach_exception')
    assert.doesNotMatch((await dev.get('/team/today')).html, /You opened/)
  })

  it('does not close what was opened and is booked', async () => {
    await wait()
    const { html } = await dev.get('/team/today')
    const time = { from: valuesIn(html, 'from'), until: valuesIn(html, 'until') }
    await dev.post('/team/gaps', { ...time, answer: 'open' })
    await admin.query('update claim set active = false where id in (select claim_id from gap_answer)')
    await bookedInto(world, { coachId: coachId(1), startsAt: Temporal.Instant.from(time.from), name: 'Grace' })
    assert.match((await dev.get('/team/today')).html, /You opened [^<]* today\. Somebody has booked it\./)
    assert.equal((await dev.post('/team/gaps', { ...time, answer: 'close' })).location, '/team/today?gone=taken')
    assert.match((await dev.get('/team/today?gone=taken')).html, /so it stays open/)
    assert.equal((await admin.query('select from coach_exception')).rowCount, 1)
  })

  it('does not ask again on a day of which they said no', async () => {
    await wait()
    const first = await dev.get('/team/today')
    assert.match(first.html, /Not today/)
    await dev.post('/team/gaps', {
      from: valuesIn(first.html, 'from'),
      until: valuesIn(first.html, 'until'),
      answer: 'not',
    })
    const second = await dev.get('/team/today')
    assert.doesNotMatch(second.html, /Not today/)
    assert.match(second.html, /tomorrow/)
  })

  it('counts who looked and found nothing, where nobody waits and no colleague is free then', async () => {
    const others = async (active: boolean) => {
      await admin.query('update coach set active = $1 where id <> $2', [active, coachId(1)])
      await ports.availability.load()
    }
    await admin.query(
      `insert into unmet_demand (service_key, match, mode, wanted) values ('lay-too', 'any', 'video', 'evening')`,
    )
    assert.doesNotMatch((await dev.get('/team/today')).html, /found no time/, 'whoever looks again finds one')
    await others(false)
    assert.match(
      (await dev.get('/team/today')).html,
      /One person found no time that suited them\. Open 5pm to 6pm this evening\?/,
    )
    await admin.query(`update unmet_demand set match = 'named'`)
    assert.doesNotMatch((await dev.get('/team/today')).html, /found no time/)
    await admin.query('delete from unmet_demand')
    await others(true)
  })

  it('finds nothing in what is not a time', async () => {
    for (const form of [{}, { from: 'x', until: 'y' }, { from: '2026-11-23T12:00:00Z' }])
      assert.equal((await dev.post('/team/gaps', { ...form, answer: 'open' })).status, 404)
  })
})
