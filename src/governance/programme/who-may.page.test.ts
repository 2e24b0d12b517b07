import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { staffRoles } from '#web'
import { actorOf, newStaff } from '../../../testing/staff.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { asked } from '../../../testing/walls.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { programmeRoutes } from './routes.ts'

const world = await bookingWorld([{ id: coachId(1), services: ['lay-too', 'lay-career'] }])
const { db, admin, ports } = world
const routes = programmeRoutes(db)
const browser = await staffPages(world, routes)
const sam = await newStaff(admin, 'lead_ops')
const date = (name: string, [year = '', month = '', day = '']: string[]) => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
})
const during = (from: string) => ({
  service: 'all',
  ...date('from', from.split('-')),
  'from-time': '',
  ...date('until', []),
  'until-time': '',
})
beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query('delete from pause; delete from closure; delete from programme_change')
  await ports.availability.load()
})

describe('for everybody else', () => {
  it('none of these pages is there, and nothing is changed', async () => {
    const addresses = routes.map(({ method, path }) => ({
      method,
      path: path.replace(':key', 'lay-too').replace(':id', coachId(1)).replace(':day', '2026-12-25'),
    }))
    for (const role of staffRoles) {
      if (role === 'lead_ops') continue
      const other = await browser(role === 'coach' ? coachId(1) : await newStaff(admin, role))
      for (const { method, path } of addresses) {
        const { status } = method === 'GET' ? await other.get(path) : await other.post(path, during('2026-12-01'))
        assert.equal(status, 404, `${role} ${method} ${path}`)
      }
    }
    assert.deepEqual((await admin.query('select from programme_change')).rowCount, 0)
  })

  it('nor by statement; the lead changes nothing that has been, and writes no change in another’s name', async () => {
    await admin.query(`insert into closure (during, reason) values ('[2026-11-20T00:00Z,2026-11-22T00:00Z)', 'Snow')`)
    const [lead, rota] = [
      await actorOf(admin, sam, 'lead_ops'),
      await actorOf(admin, await newStaff(admin, 'partner_rota'), 'partner_rota'),
    ]
    const pause = `insert into pause (during, words) values (tstzrange(clock_now(), clock_now() + interval '1 day'), 'x')`
    assert.equal(await asked(db, rota, pause), '42501')
    assert.equal(await asked(db, rota, 'select from programme_change'), '42501')
    await asked(db, lead, 'delete from closure')
    await asked(db, lead, `update closure set during = '[2026-11-20T00:00Z,2027-11-22T00:00Z)'`)
    const { rows } = await admin.query('select upper(during)::text as until from closure')
    assert.deepEqual(rows, [{ until: '2026-11-22 00:00:00+00' }])
    for (const statement of [
      'update service_version set minutes = 5',
      'delete from programme_version',
      'update service_stamp set version = 1',
      'delete from programme_change',
      `insert into programme_change (what, subject, title, fields, by_staff) values ('pause', 'x', 'x', '[1]', '${coachId(1)}')`,
      `insert into programme_change (what, subject, title, fields) values ('pause', 'x', 'x', '[1]')`,
      `insert into bank_holiday values ('2026-12-24', 'x')`,
    ])
      assert.equal(await asked(db, lead, statement), '42501', statement)
  })
})
