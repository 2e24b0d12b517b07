import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { failFor, readFor, sourceFor } from '../../../testing/own-calendars.ts'
import { bookingPages, idOf } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { becomes } from '../../../testing/keys.ts'

const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2), modes: [] }])
const { atTen, browser } = await bookingPages(world)
const coach = browser()

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await world.admin.query(`truncate hold, booking, booking_person, booking_change, rehome_task, claim cascade`)
  await world.ports.availability.load()
})

const looksAt = async (id: string) =>
  (
    await world.admin.query(
      `select actor_kind || ' ' || actor_id as who from audit_event where verb = 'booking.number-shown' and subject_id = $1`,
      [id],
    )
  ).rows.map(({ who }) => who as string)

const number = '07700 900123'

/** The two places where a coach sees a session, and how each is asked for the number. */
const places = {
  'on its card': (id: string) => ({
    see: () => coach.get('/team/today'),
    ask: () => coach.post('/team/today', { session: id }),
  }),
  'on its page': (id: string) => ({
    see: () => coach.get(`/team/sessions/${id}`),
    ask: () => coach.post(`/team/sessions/${id}/number`),
  }),
}

describe('the number of a telephone session', () => {
  for (const [words, place] of Object.entries(places)) {
    it(`${words}: shows to who asks from 5 minutes before until 30 minutes after, and each look is recorded`, async () => {
      const { path, fromStart } = await atTen('phone')
      const id = idOf(path)
      const { see, ask } = place(id)
      let looks = 0
      for (const [when, open] of [
        [{ minutes: -5, seconds: -1 }, false],
        [{ minutes: -5 }, true],
        [{ minutes: 45 }, true],
        [{ minutes: 74, seconds: 59 }, true],
        [{ minutes: 75 }, false],
      ] as const) {
        await fromStart(when)
        const before = await see()
        assert.equal(/Show the number/.test(before.html), open, JSON.stringify(when))
        assert.ok(!before.html.includes(number), 'never without asking')
        const asked = await ask()
        assert.equal(asked.status, 200)
        assert.equal(asked.html.includes(number), open, JSON.stringify(when))
        assert.equal(asked.html.includes('tel:+447700900123'), open)
        looks += open ? 1 : 0
        assert.deepEqual(await looksAt(id), Array<string>(looks).fill(`coach ${coachId(1)}`))
      }
      assert.ok(!(await see()).html.includes(number))
    })

    it(`${words}: is not there of a session that is cancelled, nor of another coach’s`, async () => {
      const { someone, path, fromStart } = await atTen('phone')
      const id = idOf(path)
      await someone.post(`${path}/cancel`)
      await fromStart({ minutes: 0 })
      const { ask } = place(id)
      assert.ok(!(await ask()).html.includes(number))
      await world.admin.query(`update booking set status = 'booked', coach_id = $2 where id = $1`, [id, coachId(2)])
      const foreign = await ask()
      assert.equal(foreign.status, 404)
      assert.ok(!foreign.html.includes(number))
      assert.deepEqual(await looksAt(id), [])
    })
  }

  it('is asked for of a session that there is not', async () => {
    for (const session of ['', 'x', coachId(9)])
      assert.equal((await coach.post('/team/today', { session })).status, 404)
  })

  it('shows one number and leaves the others hidden', async () => {
    const [first, second] = [await atTen('phone'), await atTen('phone')]
    await becomes(world.admin, world.ports.vault, idOf(second.path), { phone: '+447700900456' })
    await first.fromStart({ minutes: 0 })
    const { html } = await coach.post('/team/today', { session: idOf(first.path) })
    assert.ok(html.includes(number) && !html.includes('900456') && !html.includes('900 456'))
    assert.match(html, /We record that you looked/)
  })
})

describe('joining a video session from Today', () => {
  it('leads to the coach’s own room from 15 minutes before the start until the end', async () => {
    const { fromStart } = await atTen('video')
    for (const [when, open] of [
      [{ minutes: -15, seconds: -1 }, false],
      [{ minutes: -15 }, true],
      [{ minutes: 44, seconds: 59 }, true],
      [{ minutes: 45 }, false],
    ] as const) {
      await fromStart(when)
      const { html } = await coach.get('/team/today')
      assert.equal(html.includes('href="https://meet.example.org/room"'), open, JSON.stringify(when))
    }
  })

  it('is not offered of a session that is cancelled or by telephone', async () => {
    const { someone, path, fromStart } = await atTen('video')
    await atTen('phone')
    await someone.post(`${path}/cancel`)
    await fromStart({ minutes: 0 })
    assert.doesNotMatch((await coach.get('/team/today')).html, /meet\.example\.org/)
  })
})

it('the number of whoever has the duty stands on both pages, as text and to be rung, by a code alone', async () => {
  const { path } = await atTen('video')
  for (const place of Object.values(places)) {
    const { html } = await place(idOf(path)).see()
    assert.match(html, /<a href="tel:01632960999">01632 960 999<\/a>/)
    assert.match(html, /<a href="tel:999">999<\/a>/)
  }
})

it('a coach whose own calendar cannot be read hears of it on the page where the day begins', async () => {
  const source = await sourceFor(world, coachId(1))
  await readFor(world, source, [])
  assert.doesNotMatch((await coach.get('/team/today')).html, /calendar/)
  await failFor(world, source)
  assert.match(
    (await coach.get('/team/today')).html,
    /We cannot read your calendar\. <a href="\/team\/times\/calendar">/,
  )
  await world.admin.query('delete from own_calendar')
})
