import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { actorOf, newStaff } from '../../../testing/staff.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { asked } from '../../../testing/walls.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { dutyRoutes } from '../duty/routes.ts'
import { turnRoutes } from './routes.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { db, admin, ports } = world
const [okafor, ines, lead] = [
  await newStaff(admin, 'governance'),
  await newStaff(admin, 'duty_lead'),
  await newStaff(admin, 'lead_ops'),
]
const browser = await staffPages(world, [
  ...turnRoutes(db),
  ...dutyRoutes({ db, vault: ports.vault, secret: Buffer.alloc(32, 7) }),
])
const path = '/team/governance/turns'
const turn = { who: ines, 'on-day': '23', 'on-month': '11', 'on-year': '2026', from: '8am', until: '10pm', days: '7' }
const count = async () => (await admin.query('select from duty_turn')).rowCount

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query('truncate duty_turn')
})

describe('turns of duty', () => {
  it('are given by governance, on record; then whoever has one has the duty, and no gap is left', async () => {
    const governance = await browser(okafor)
    assert.match((await governance.get(path)).html, /Nobody has the duty/)
    assert.equal((await governance.post(path, turn)).to, path)
    assert.equal(await count(), 7)
    assert.doesNotMatch((await governance.get(path)).html, /Nobody has the duty/)
    const { rows } = await admin.query(
      `select count(*)::int as n, min(actor_id::text) as by from audit_event where verb = 'duty.given' and subject_id = $1`,
      [ines],
    )
    assert.deepEqual(rows, [{ n: 7, by: okafor }])
    assert.match((await (await browser(ines)).get('/team/duty')).html, /You have the duty until today, 10pm/)
  })

  it('are given all or not at all: nobody has two at a time', async () => {
    const governance = await browser(okafor)
    await governance.post(path, { ...turn, 'on-day': '25', days: '1' })
    const { status, html } = await governance.post(path, turn)
    assert.equal(status, 422)
    assert.match(html, /They have a turn in this time already/)
    assert.ok(html.includes('value="23"'), 'what was typed stays')
    assert.equal(await count(), 1)
  })

  it('are given by nobody to themselves, not even by statement', async () => {
    await admin.query(`insert into staff_role (staff_id, role) values ($1, 'duty_lead')`, [okafor])
    const { status, html } = await (await browser(okafor)).post(path, { ...turn, who: okafor })
    assert.equal(status, 422)
    assert.match(html, /Select who has the duty/)
    const own = `insert into duty_turn (staff_id, starts_at, ends_at) values ('${okafor}', clock_now(), clock_now() + interval '1 hour')`
    assert.equal(await asked(db, await actorOf(admin, okafor, 'governance'), own), '42501')
  })

  it('are given to duty leads alone', async () => {
    const { status, html } = await (await browser(okafor)).post(path, { ...turn, who: lead })
    assert.equal(status, 422)
    assert.match(html, /Select who has the duty/)
  })

  it('are taken back before they begin, and stay on record after', async () => {
    await (await browser(okafor)).post(path, { ...turn, days: '2' })
    const { rows } = await admin.query<{ id: string }>('select id from duty_turn order by starts_at')
    await world.setNow(mondayMorning.add({ hours: 1 }))
    const governance = await browser(okafor)
    const takeBack = (id: string) => governance.post(`${path}/${id}/take-back`)
    assert.equal((await takeBack(rows[0]!.id)).status, 404)
    for (let press = 0; press < 2; press++) assert.equal((await takeBack(rows[1]!.id)).to, path)
    assert.equal((await takeBack('x')).status, 404)
    assert.equal(await count(), 1)
  })

  it('that have begun are gone for nobody, whatever statement governance is made to send', async () => {
    await (await browser(okafor)).post(path, turn)
    await world.setNow(mondayMorning.add({ hours: 1 }))
    await asked(db, await actorOf(admin, okafor, 'governance'), 'delete from duty_turn')
    assert.equal(await count(), 1)
  })

  it('leave a gap where whoever has them is no duty lead any more', async () => {
    const governance = await browser(okafor)
    const left = await newStaff(admin, 'duty_lead')
    await governance.post(path, { ...turn, who: left })
    assert.doesNotMatch((await governance.get(path)).html, /Nobody has the duty/)
    await admin.query('update staff_role set ended_at = clock_now() where staff_id = $1', [left])
    const { html } = await governance.get(path)
    assert.match(html, /Nobody has the duty/)
    assert.match(html, /who is no duty lead any more/)
  })

  it('are nobody else’s to give', async () => {
    for (const who of [ines, lead]) {
      const other = await browser(who)
      assert.equal((await other.get(path)).status, 404)
      assert.equal((await other.post(path, turn)).status, 404)
    }
    assert.equal(await count(), 0)
  })
})
