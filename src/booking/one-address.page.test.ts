import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookingPages, startsIn, work, type Someone } from '../../testing/pages.ts'
import { bookingWorld, coachId } from '../../testing/world.ts'

const people = 200
const waits: number[] = []
const world = await bookingWorld(Array.from({ length: 40 }, (_, i) => ({ id: coachId(i + 1) })))
const { atTimes, sayContact, confirm } = await bookingPages(world, {
  wait: async (millis) => void waits.push(millis),
  checked: false,
})

it('given a hospital behind one address, when two hundred people there book at once, then every one of them is booked', async () => {
  const staff = await Promise.all(Array.from({ length: people }, () => atTimes()))
  let waiting = await Promise.all(staff.map(async (someone, i) => ({ someone, start: await choose(someone, i) })))
  const begun = world.ports.clock()
  const minutes = () => world.ports.clock().since(begun).total('minutes')
  while (waiting.length > 0) {
    assert.ok(minutes() < 8, `${waiting.length} still wait after ${minutes()} minutes`)
    const again = await Promise.all(waiting.map(press))
    waiting = waiting.filter((_, i) => again[i]! > 0)
    // Everybody waits as long as the page says, and presses once more.
    await world.setNow(world.ports.clock().add({ seconds: Math.max(...again) }))
  }
  assert.ok(minutes() > 1, 'some were asked to come again')
  assert.ok(waits.length > 50 && Math.max(...waits) <= 50_000, 'nobody is kept longer than proxies wait')

  const headings = await Promise.all(staff.map((someone, i) => finish(someone, `nurse.${i}@example.org`)))
  assert.deepEqual(new Set(headings), new Set(['You are booked']))
  const { rows } = await world.admin.query<{ booked: number; browsers: number }>(
    `select count(*)::integer as booked, count(distinct browser)::integer as browsers from booking where status = 'booked'`,
  )
  assert.deepEqual(rows, [{ booked: people, browsers: people }])
})

it('given a time that has gone, when it is pressed again and again, then that keeps nobody waiting', async () => {
  const someone = await atTimes()
  waits.length = 0
  for (let i = 0; i < 40; i++)
    assert.equal((await someone.post('/book/time', { start: '2026-11-23T09:00:00Z' })).status, 409)
  assert.deepEqual(waits, [])
})

it('given somebody who changes their mind again and again, then that keeps nobody waiting', async () => {
  const { admin } = world
  const lost = async () => {
    await admin.query(`update claim set active = false where id in (select claim_id from hold where state = 'live')`)
    await admin.query(`update hold set state = 'released' where state = 'live'`)
  }
  const ways: Record<string, (someone: Someone) => Promise<unknown>> = {
    'another time': async () => {},
    'another way of talking, and back': async (someone) => {
      for (const mode of ['phone', 'video']) await someone.post('/book/how', { mode })
    },
    'the time is lost at the last step': async (someone) => {
      await sayContact(someone)
      await someone.post('/book/about-work', work)
      await lost()
      assert.equal((await confirm(someone)).status, 409)
    },
  }
  for (const [way, change] of Object.entries(ways)) {
    const someone = await atTimes()
    waits.length = 0
    for (let i = 0; i < 35; i++) {
      const start = await choose(someone, i % 3)
      assert.equal((await someone.post('/book/time', { start })).status, 303, way)
      await change(someone)
    }
    assert.deepEqual(waits, [], way)
    await someone.post('/book/topic', { topic: 'career' })
  }
})

it('given time after time that nobody books, then who comes next waits', async () => {
  await world.setNow(world.ports.clock().add({ minutes: 10 }))
  waits.length = 0
  for (let i = 0; i < 31; i++) {
    const someone = await atTimes()
    await press({ someone, start: await choose(someone, i) })
  }
  assert.deepEqual(waits, [1_000])
})

/** One of the times on the page; neighbours choose different ones. */
async function choose(someone: Someone, i: number): Promise<string> {
  const starts = startsIn((await someone.get('/book/time')).html)
  return starts[i % starts.length]!
}

/** Presses "Book this time", and takes a near one where it has gone. Gives the seconds to wait where the page asks for it. */
async function press(one: { someone: Someone; start: string }): Promise<number> {
  const sent = await one.someone.post('/book/time', { start: one.start })
  if (sent.status === 303) return 0
  if (sent.status === 503) {
    assert.equal(startsIn(sent.html)[0] ?? hidden(sent.html), one.start, 'the choice is kept')
    return Number(/Wait (\d+) seconds/.exec(sent.html)![1])
  }
  assert.equal(sent.status, 409)
  const near = startsIn(sent.html)
  assert.ok(near.length > 0, 'other times are offered')
  one.start = near[Math.floor(near.length / 2)]!
  return press(one)
}

const hidden = (html: string) => /<input type="hidden" name="start" value="([^"]+)"/.exec(html)?.[1]

async function finish(someone: Someone, email: string): Promise<string> {
  assert.equal((await sayContact(someone, { email })).location, '/book/about-work')
  assert.equal((await someone.post('/book/about-work', work)).location, '/book/check')
  const { location } = await confirm(someone)
  const page = await someone.get(location)
  return /<h1[^>]*>\s*([^<]*?)\s*</.exec(page.html)?.[1] ?? `${location} ${page.status}`
}
