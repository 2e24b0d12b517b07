import { beforeEach } from 'node:test'
import { bookedInto } from './fixtures.ts'
import { newStaff } from './staff.ts'
import { staffPages } from './staff-pages.ts'
import { bookingWorld, coachId, mondayMorning } from './world.ts'
import { programmeRoutes } from '../src/governance/programme/routes.ts'

/** The lead's pages of the programme over a world of one coach; each test begins without closures and pauses. */
export const world = await bookingWorld([{ id: coachId(1), services: ['lay-too', 'lay-career'] }])
export const { db, admin, ports } = world
export const routes = programmeRoutes(db)
export const browser = await staffPages(world, routes)
export const sam = await newStaff(admin, 'lead_ops')
await admin.query(`update staff set name = 'Sam <Sam>' where id = $1`, [sam])
export const home = '/team/operations/programme'

export const date = (name: string, [year = '', month = '', day = '']: string[]) => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
})
export const during = (from: string, until = '', more: Record<string, string> = {}) => ({
  service: 'all',
  ...date('from', from.split('-')),
  'from-time': '',
  ...date('until', until.split('-')),
  'until-time': '',
  ...more,
})
export const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
export const query = (form: Record<string, string>) => new URLSearchParams(form).toString()
export const changes = async (what: string) =>
  (await admin.query('select fields, by_staff from programme_change where what = $1 order by n', [what])).rows

export const booked = (service: string, start: string) =>
  bookedInto(world, { coachId: coachId(1), service, startsAt: Temporal.Instant.from(start) })

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query('delete from pause; delete from closure; delete from programme_change')
  await ports.availability.load()
})
