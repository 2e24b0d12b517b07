import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookedInto } from '../../../testing/fixtures.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { newStaff } from '../../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { coverRoutes } from '../cover/routes.ts'
import { boardRoutes } from './routes.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const { admin, db } = world
const as = await staffPages(world, [...boardRoutes(db), ...coverRoutes(db)])
const [leads, rotas] = [await as(await newStaff(admin, 'lead_ops')), await as(await newStaff(admin, 'partner_rota'))]
const at = (hours: number) => mondayMorning.add({ hours })

it('says of a settled session what it became then, whatever its client does with it later', async () => {
  const [given, moved] = [
    await bookedInto(world, { coachId: coachId(1), startsAt: at(4) }),
    await bookedInto(world, { coachId: coachId(1), startsAt: at(6), email: 'ben@example.org' }),
  ]
  await admin.query('insert into rehome_task (booking_id, coach_id) select id, coach_id from booking')
  const becomes = (id: string, coach: number, startsAt: Temporal.Instant) =>
    admin.query(
      `update booking set coach_id = $2, starts_at = $3, ends_at = $3::timestamptz + interval '45 minutes', sequence = sequence + 1
        where id = $1`,
      [id, coachId(coach), startsAt.toString()],
    )
  await becomes(given, 2, at(4))
  await becomes(moved, 2, at(8))
  const then = (await leads.get('/team/operations/recovery')).html
  assert.match(then, /With Coach 2 at the same time/)
  assert.match(then, /Moved to Monday 23 November 2026, 4pm, with Coach 2/)
  await becomes(given, 3, at(28))
  await becomes(moved, 3, at(30))
  assert.equal((await leads.get('/team/operations/recovery')).html, then)
  assert.match((await rotas.get('/team/rota/recovery')).html, /With Coach 2 at the same time/)
})
