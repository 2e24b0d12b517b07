import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { it } from 'node:test'
import { bookingPages, idOf, startsIn } from '../../../testing/pages.ts'
import { callDesk } from '../../../testing/desk.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'

const world = await bookingWorld([{ id: coachId(1), services: ['lay-too'] }])
const { admin } = world
const { samId, browser: signedIn } = await callDesk(world)
const { atTimes, booked, browser } = await bookingPages(world)
const shown = async () =>
  (await (await signedIn(samId)).get('/team/operations/requests')).html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

it('says that nobody waits, and which pathway keeps 24 hours and which does not', async () => {
  const words = await shown()
  assert.match(words, /Nobody waits\./)
  assert.match(words, /Nobody asked for a time\./)
  assert.match(words, /Wellbeing coaching[^]*?Today, 8:30am[^]*?Kept for the next 7 days/)
  assert.match(words, /Career coaching[^]*?Nothing in 7 days[^]*?Not now/)
})

it('counts who asked and was offered nothing soon, whom nothing suited, who waits and who enquired, and names nobody', async () => {
  const someone = await atTimes()
  await someone.get('/book/time')
  await someone.post('/book/none-suit', { wanted: 'evening' })
  const career = browser()
  await career.post('/book/topic', { topic: 'career' })
  await career.post('/book/coach', { who: 'anyone' })
  await career.post('/book/how', { mode: 'video' })
  await career.get('/book/time')
  const { path, someone: amina } = await booked({ name: 'Amina Nightshift' })
  const later = startsIn((await amina.get(`${path}/move/2026-11-26`)).html).at(-1)!
  assert.equal((await amina.post(`${path}/move`, { start: later })).location, `${path}?said=moved`)
  await admin.query(`insert into waiting_alert (booking_id, passed) values ($1, '{}')`, [idOf(path)])
  await admin.query(
    `insert into enquiry (id, service_key, service_version, sealed_aim, sealed_dates, sealed_email)
     select $1, key, version, '\\x00', '\\x00', '\\x00' from service_version where key = 'lay-team-away-day' limit 1`,
    [randomUUID()],
  )
  await world.setNow(mondayMorning.add({ hours: 3 }))
  const words = await shown()
  for (const said of [
    /No time was found for them, in the last 7 days Pathway: Career coaching|No time was found[^.]*?Career/,
    /No time suited them[^]*?Wellbeing[^]*?1/,
    /Wait for a time sooner[^]*?Wellbeing[^]*?1[^]*?3 hours/,
    /Asked for a group, a team or an away day[^]*?1[^]*?3 hours/,
    /Career coaching[^]*?0 of 1 \(0%\)/,
  ])
    assert.match(words, said)
  assert.doesNotMatch(words, /Nightshift|@/)
})

it('says from when 24 hours will be kept no more, before it is so', async () => {
  await admin.query(
    `insert into absence (coach_id, during, reason) values ($1, '[2026-11-24T00:00Z,2026-11-27T00:00Z)', 'leave')`,
    [coachId(1)],
  )
  await world.ports.availability.refresh([coachId(1)])
  assert.match(await shown(), /Wellbeing coaching[^]*?Will break From today, 8:\d\dpm: then Friday/i)
})
