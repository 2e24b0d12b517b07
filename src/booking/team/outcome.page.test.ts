import assert from 'node:assert/strict'
import { it } from 'node:test'
import { outcomeTasks } from '../outcome.ts'
import { bookingPages, idOf } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'

const world = await bookingWorld([{ id: coachId(1) }], mondayMorning)
const { booked, browser } = await bookingPages(world)
const statusOf = async (path: string) =>
  (await world.admin.query<{ status: string }>('select status from booking where id = $1', [idOf(path)])).rows[0]!
    .status
const startOf = async (path: string) => {
  const { rows } = await world.admin.query<{ at: string }>(
    `select to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from booking where id = $1`,
    [idOf(path)],
  )
  return Temporal.Instant.from(rows[0]!.at)
}

it('is said by the coach from the start on, that nobody came from a quarter of an hour after it, and can be put right', async () => {
  await world.setNow(mondayMorning)
  const { path } = await booked({ email: 'amina@example.org' })
  const start = await startOf(path)
  const coach = browser()
  const say = (outcome: string) => coach.post(`/team/sessions/${idOf(path)}/outcome`, { outcome })
  const offered = async () =>
    [...(await coach.get('/team/today')).html.matchAll(/value="(fulfilled|noshow)"/g)].map(([, one]) => one)
  await world.setNow(start.subtract({ milliseconds: 1 }))
  assert.deepEqual(await offered(), [])
  assert.equal((await say('fulfilled')).location, `/team/sessions/${idOf(path)}`)
  assert.equal(await statusOf(path), 'booked')
  await world.setNow(start)
  assert.deepEqual(await offered(), ['fulfilled'])
  await say('noshow')
  assert.equal(await statusOf(path), 'booked')
  await world.setNow(start.add({ minutes: 15 }))
  assert.deepEqual(await offered(), ['fulfilled', 'noshow'])
  assert.equal((await say('noshow')).location, `/team/today#session-${idOf(path)}`)
  assert.equal(await statusOf(path), 'noshow')
  assert.deepEqual(await offered(), ['fulfilled'])
  await say('fulfilled')
  await say('fulfilled')
  assert.equal(await statusOf(path), 'fulfilled')
  const { rows } = await world.admin.query(
    `select verb from audit_event where subject_id = $1 and verb in ('booking.attended', 'booking.missed') order by n`,
    [idOf(path)],
  )
  assert.deepEqual(
    rows.map(({ verb }) => verb as string),
    ['booking.missed', 'booking.attended'],
  )
  assert.equal((await say('cancelled')).status, 404)
  assert.equal((await coach.post(`/team/sessions/${coachId(9)}/outcome`, { outcome: 'fulfilled' })).status, 404)
})

it('is asked for once a day has gone by without it, and no more once it is said', async () => {
  await world.setNow(mondayMorning)
  const { path } = await booked({ email: 'mark@example.org' })
  const end = (await startOf(path)).add({ minutes: 45 })
  const tasks = async () => {
    await outcomeTasks({ db: world.db, clock: world.ports.clock })
    return (
      await world.admin.query<{ open: boolean }>(
        `select done_at is null as open from task where booking_id = $1 and kind = 'outcome'`,
        [idOf(path)],
      )
    ).rows.map(({ open }) => open)
  }
  await world.setNow(end.add({ hours: 24 }))
  assert.deepEqual(await tasks(), [])
  await world.setNow(end.add({ hours: 24 }).add({ seconds: 1 }))
  assert.deepEqual(await tasks(), [true])
  await browser().post(`/team/sessions/${idOf(path)}/outcome`, { outcome: 'fulfilled' })
  assert.deepEqual(await tasks(), [false])
})
