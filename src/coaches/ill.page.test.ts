import assert from 'node:assert/strict'
import { after, beforeEach, it } from 'node:test'
import { closed, serve } from '#web'
import { coachPages } from '../../testing/coach-pages.ts'
import { bookedInto } from '../../testing/fixtures.ts'
import { assertValidHtml } from '../../testing/html.ts'
import { bookingPages } from '../../testing/pages.ts'
import { actorOf, guardsWith } from '../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { admin, db, ports } = world
const { browser } = await bookingPages(world)
const today = async () => (await browser().get('/team/today')).html
let level: 'strong' | 'code' = 'strong'
const app = await serve({
  routes: coachPages({ db, vault: ports.vault }),
  ports: { clock: ports.clock, baseUrl: 'http://localhost:3000' },
  guards: guardsWith({
    anyone: closed,
    coach: async (_, asked) => {
      if (level === 'code' && asked !== 'code') return 'step-up'
      const actor = await actorOf(admin, coachId(1), 'coach', level === 'code' ? 1 : 2)
      return { kind: 'coach', id: coachId(1), actor, level }
    },
    demo: closed,
    loopback: closed,
  }),
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
  const [, back] = /action="(\/team\/times\/ill\/back)"/.exec(ill)!
  assert.equal(await post(back!, { back: 'today' }), '/team/today')
  assert.match(await today(), /I am ill today/)
  assert.equal(await post(back!), '/team/today', 'pressed twice')
})

it('takes a code alone to say that they are ill and back again, and for no other change of times', async () => {
  level = 'code'
  await admin.query(`truncate absence`)
  assert.match(await get('/team/times/ill'), /Press the button, and get well/)
  assert.equal(await post('/team/times/ill'), '/team/today')
  assert.match(await today(), /You are marked as away until the end of today\.[^]*I am back/)
  assert.equal(await post('/team/times/ill/back'), '/team/today')
  assert.match(await today(), /I am ill today/)
  for (const url of ['/team/times', '/team/times/away', '/team/times/day'])
    assert.equal((await app.inject({ url, headers })).statusCode, 303, url)
})

it('takes back by that no absence but that of today', async () => {
  level = 'strong'
  const until = mondayMorning.add({ hours: 40 })
  for (const [reason, how] of [
    ['leave', /\/team\/times\/away\/[^"]+\/end/],
    ['ill', /\/team\/times\/away\/[^"]+\/end/],
  ] as const) {
    await admin.query(`truncate absence`)
    await admin.query(`insert into absence (coach_id, during, reason) values ($1, tstzrange($2, $3), $4)`, [
      coachId(1),
      mondayMorning.toString(),
      until.toString(),
      reason,
    ])
    assert.match(await today(), how)
    assert.equal(await post('/team/times/ill/back'), '/team/today')
    assert.match(await today(), /You are marked as away until/)
  }
})
