import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookingPages, idOf } from '../../../testing/pages.ts'
import { recovering } from '../../../testing/recovering.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { visitToken } from '../links.ts'

const world = await bookingWorld(
  [{ id: coachId(1) }, { id: coachId(2), opens: '14:00', closes: '18:00' }],
  mondayMorning,
)
const { booked, browser } = await bookingPages(world)
const { admin, ports } = world

/** Somebody whose coach fell ill, and who was asked to choose another time. */
async function asked(email: string) {
  await world.setNow(mondayMorning)
  await ports.availability.load()
  const { someone, path } = await booked({ email })
  const id = idOf(path)
  await admin.query(
    `insert into absence (coach_id, during, reason) select coach_id, tstzrange(starts_at - interval '1 hour', starts_at + interval '3 hours'), 'ill'
       from booking where id = $1`,
    [id],
  )
  await admin.query(
    `insert into rehome_task (booking_id, coach_id, made_at, tried_at)
       select id, coach_id, clock_now() - interval '11 minutes', clock_now() from booking where id = $1`,
    [id],
  )
  await recovering({ ...ports, random: () => 0.5 })
  await ports.availability.load()
  const offers = async () =>
    [...(await someone.get(path)).html.matchAll(/name="offer"[^>]*value="([\w-]+)"/g)].map(([, one]) => one!)
  return { someone, path, id, offers }
}

it('shows the times that are kept, says what is missing, and takes the one that is chosen', async () => {
  const { someone, path, id, offers } = await asked('amina@example.org')
  const times = await offers()
  assert.equal(times.length, 3)
  const none = await someone.post(`${path}/alternatives`)
  assert.deepEqual([none.status, /Select a time/.test(none.html)], [422, true])
  assert.equal((await someone.post(`${path}/alternatives`, { offer: coachId(3) })).status, 409)
  assert.equal((await someone.post(`${path}/alternatives`, { offer: times[1]! })).location, `${path}?said=moved`)
  assert.match((await someone.get(`${path}?said=moved`)).html, /Your appointment has moved/)
  assert.deepEqual(await offers(), [])
  assert.equal((await someone.post(`${path}/alternatives`, { offer: times[1]! })).location, `${path}?said=moved`)
  assert.equal((await someone.post(`${path}/alternatives`, { offer: times[0]! })).location, path)
  const { rows } = await admin.query(`select outcome from rehome_task where booking_id = $1`, [id])
  assert.deepEqual(rows, [{ outcome: 'chosen' }])
})

it('is nobody else’s to see or to choose, and the link in the message says that another time is to be chosen', async () => {
  const { path, id, offers } = await asked('mark@example.org')
  const [first] = await offers()
  const stranger = browser()
  assert.equal((await stranger.get(path)).status, 404)
  assert.equal((await stranger.post(`${path}/alternatives`, { offer: first! })).status, 404)
  const shown = await stranger.get(`/visit/${visitToken(ports.linkKey, id, 0)}`)
  assert.match(shown.html, /We cannot be there on/)
  assert.doesNotMatch(shown.html, /name="offer"|We call you at/)
})
