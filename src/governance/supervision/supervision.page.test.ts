import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { newStaff } from '../../../testing/staff.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { landingRoutes } from '../landing/routes.ts'
import { supervisionRoutes } from './routes.ts'

const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number) })))
const { db, admin } = world
const [okafor, ruth, lead] = [
  await newStaff(admin, 'governance'),
  await newStaff(admin, 'supervisor'),
  await newStaff(admin, 'lead_ops'),
]
const browser = await staffPages(world, [...supervisionRoutes(db), ...landingRoutes(db)])
const path = '/team/governance/supervision'
const asked = { coach: coachId(1), supervisor: ruth }
const open = async () =>
  (await admin.query<{ id: string }>('select id from supervision_of where ended_at is null')).rows.map(({ id }) => id)
const supervisees = async () => (await (await browser(ruth)).get('/team/supervisor')).html

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query('truncate supervision_of')
})

describe('who supervises whom', () => {
  it('is assigned by governance, on record; then the supervisor sees that coach, and no other', async () => {
    const governance = await browser(okafor)
    assert.match((await governance.get(path)).html, /Nobody yet/)
    assert.doesNotMatch(await supervisees(), /Coach 1/)
    assert.equal((await governance.post(path, asked)).to, path)
    assert.match(await supervisees(), /Coach 1/)
    assert.doesNotMatch(await supervisees(), /Coach 2/)
    const { rows } = await admin.query(`select actor_id as by from audit_event where verb = 'supervision.assigned'`)
    assert.deepEqual(rows, [{ by: okafor }])
  })

  it('ends, and the coach is seen no more', async () => {
    const governance = await browser(okafor)
    await governance.post(path, asked)
    const [id] = await open()
    assert.equal((await governance.post(`${path}/${id}/end`)).to, path)
    assert.equal((await governance.post(`${path}/${id}/end`)).status, 404)
    assert.doesNotMatch(await supervisees(), /Coach 1/)
  })

  it('is said once, of somebody who can supervise, with a sentence beside what is wrong', async () => {
    const governance = await browser(okafor)
    await governance.post(path, asked)
    for (const [form, sentence] of [
      [asked, /they supervise this coach already/],
      [{ ...asked, supervisor: lead }, /Select somebody else/],
      [{ ...asked, supervisor: '' }, /Select a supervisor/],
      [{ ...asked, coach: '' }, /Select a coach/],
    ] as const) {
      const { status, html } = await governance.post(path, form)
      assert.equal(status, 422)
      assert.match(html, sentence)
    }
    assert.equal((await open()).length, 1)
  })

  it('is nobody else’s to say', async () => {
    for (const who of [ruth, lead]) assert.equal((await (await browser(who)).post(path, asked)).status, 404)
    assert.deepEqual(await open(), [])
  })
})
