import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookingPages, idOf } from '../../../testing/pages.ts'
import { newStaff } from '../../../testing/staff.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { landingRoutes } from './routes.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { admin } = world
const { booked, browser: coach } = await bookingPages(world)
const sam = await newStaff(admin, 'lead_ops')
const browser = await staffPages(world, landingRoutes(world.db))
const board = async () => (await (await browser(sam)).get('/team/operations')).html
/** The table of what nobody has acknowledged, or what stands in its place. */
const list = async () =>
  /Sessions nobody has acknowledged[^]*?(?=Sessions that need another coach)/.exec(await board())![0]

it('lists what nobody has acknowledged 20 minutes before the start: which, with whom and since when, and no client', async () => {
  const { path } = await booked({ name: 'Amina Nightshift', email: 'amina.nightshift@example.com' })
  const { rows } = await admin.query<{ reference: string }>('select reference, starts_at from booking where id = $1', [
    idOf(path),
  ])
  // It was booked at 8am for 8:30am.
  await world.setNow(mondayMorning.add({ minutes: 9 }))
  assert.match(await list(), /No session that starts soon waits/)
  await world.setNow(mondayMorning.add({ minutes: 10 }))
  const words = await list()
  for (const said of [rows[0]!.reference, '8:30am', 'Wellbeing', 'Coach 1', '8am'])
    assert.ok(words.includes(said), `${said} in ${words}`)
  assert.doesNotMatch(words, /Nightshift/i)
  const onBoard = async () =>
    (await board()).split('Sessions on this day')[0]!.split(`>${rows[0]!.reference}</a>`).length - 1
  assert.equal(await onBoard(), 1)
  await admin.query(
    `insert into rehome_task (booking_id, coach_id, by_hand) select id, coach_id, 'other-times' from booking`,
  )
  assert.match(await list(), /No session that starts soon waits/)
  assert.equal(await onBoard(), 1, 'it stands with those that need another coach or time')
  await admin.query('delete from rehome_task')
  assert.equal(await list(), words)
  await coach().post(`/team/sessions/${idOf(path)}/acknowledge`)
  assert.match(await list(), /No session that starts soon waits/)
})

it('says while the mail relay refuses us, how many messages that holds up and what to do', async () => {
  assert.doesNotMatch(await board(), /relay refuses us/)
  const { rowCount } = await admin.query(`update message set state = 'waiting', fault = 'turned-away', sent_at = null
    where channel = 'email' and recipient = 'client'`)
  assert.ok(rowCount)
  const words = await board()
  assert.match(words, new RegExp(`The mail relay refuses us</strong>: ${rowCount} message`))
  assert.match(words, /SMTP_URL/)
})
