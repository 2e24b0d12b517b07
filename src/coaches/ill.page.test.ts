import assert from 'node:assert/strict'
import { after, beforeEach, it } from 'node:test'
import { closed, serve } from '#web'
import { coachPages } from '../../testing/coach-pages.ts'
import { bookedInto } from '../../testing/fixtures.ts'
import { assertValidHtml } from '../../testing/html.ts'
import { bookingPages } from '../../testing/pages.ts'
import { coachGuard, guardsWith } from '../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { admin, db, ports } = world
const { browser } = await bookingPages(world)
const today = async () => (await browser().get('/team/today')).html
const app = await serve({
  routes: coachPages({ db, vault: ports.vault }),
  ports: { clock: ports.clock, baseUrl: 'http://localhost:3000' },
  guards: guardsWith({ anyone: closed, coach: coachGuard(admin, coachId(1)), demo: closed, loopback: closed }),
})
after(() => app.close())
const headers = { host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }
const get = async (url: string) => {
  const { body } = await app.inject({ url, headers })
  await assertValidHtml(body)
  return body.replace(/\s+/g, ' ')
}
const post = async (url: string, form: Record<string, string> = {}) =>
  (
    await app.inject({
      method: 'POST',
      url,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    })
  ).headers['location']
const booked = (hours: number) => bookedInto(world, { coachId: coachId(1), startsAt: mondayMorning.add({ hours }) })

beforeEach(() => world.setNow(mondayMorning))

it('says how many sessions are still to come today, and that the one under way is not moved', async () => {
  for (const hours of [2, 4, 6, 26]) await booked(hours)
  await world.setNow(mondayMorning.add({ hours: 2, minutes: 10 }))
  const page = await get('/team/times/ill')
  assert.match(page, /2 sessions are still to come today\. Each goes to another coach at the same time\./)
  assert.match(page, /1 session has begun\. It is not moved: its client is called\./)
  assert.match(await today(), /I am ill today/)
  assert.equal(await post('/team/times/ill'), '/team/times')
  const times = await get('/team/times')
  assert.match(times, /2 sessions are inside, and another coach or time is looked for/)
  assert.match(times, /1 session has begun\. It is not moved: its client is called\./)
})

it('says on Today that they are away, until they say that they are back', async () => {
  await admin.query(`truncate absence; truncate hold, booking, booking_person, rehome_task, claim cascade`)
  await post('/team/times/ill')
  const ill = await today()
  assert.match(ill, /You are marked as away until the end of today\./)
  assert.doesNotMatch(ill, /I am ill today/)
  assert.match(await get('/team/times/ill'), /You are marked as away until the end of today[^]*I am back/)
  await world.setNow(mondayMorning.add({ minutes: 5 }))
  const [, back] = /action="(\/team\/times\/away\/[^"]+\/end)"/.exec(ill)!
  assert.equal(await post(back!, { back: 'today' }), '/team/today')
  assert.match(await today(), /I am ill today/)
})
