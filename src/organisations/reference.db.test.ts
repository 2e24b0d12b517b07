import assert from 'node:assert/strict'
import { it } from 'node:test'
import { layDemoProgramme, layReference } from '../../seed/reference.ts'
import { freshDatabase } from '../../testing/database.ts'
import { anyone } from '#lib/door'
import {
  areasOn,
  closuresBetween,
  currentServices,
  helplinesOn,
  programme,
  providers,
  regionOf,
  roleGroups,
  serviceVersion,
  servicesStamp,
  settings,
} from './index.ts'

const { db, admin, setClock } = await freshDatabase()
await layReference(admin)
const day = (written: string) => Temporal.PlainDate.from(written)
const at = (written: string) => Temporal.Instant.from(written)

it('has 42 boards until the end of March 2026 and 36 from then, in seven regions on both sides', async () => {
  const [before, after] = await db.withActor(anyone, async (tx) => [
    await areasOn(tx, day('2026-03-31')),
    await areasOn(tx, day('2026-04-01')),
  ])
  const boards = (areas: typeof before) => areas.flatMap((region) => region.boards.map(({ code }) => code))
  assert.deepEqual([before.length, boards(before).length, after.length, boards(after).length], [7, 42, 7, 36])
  assert.deepEqual(
    [boards(before).includes('QMJ'), boards(after).includes('QMJ'), boards(after).includes('Z9B2Z')],
    [true, false, true],
  )
  assert.equal(regionOf(after, 'Z9B2Z')?.name, 'London')
})

it('keeps both codes of the land of the board that grew', async () => {
  const { rows } = await admin.query(
    `select ons_code, valid_from::text, valid_to::text from board_boundary where board_code = 'QRL' order by valid_from`,
  )
  assert.deepEqual(
    rows.map((row) => Object.values(row)),
    [
      ['E54000042', '2022-07-01', '2026-04-01'],
      ['E54000067', '2026-04-01', null],
    ],
  )
})

it('offers the six services in their order, four of them by time', async () => {
  const services = await db.withActor(anyone, currentServices)
  assert.deepEqual(
    services.map(({ key, kind, bookable, minutes }) => [key, kind, bookable, minutes]),
    [
      ['lay-too', 'one-to-one', 'slots', 45],
      ['lay-too-ed', 'one-to-one', 'slots', 45],
      ['lay-career', 'one-to-one', 'slots', 45],
      ['lay-team', 'team', 'slots', 60],
      ['lay-too-group', 'group', 'enquiry', 90],
      ['lay-team-away-day', 'away-day', 'enquiry', 120],
    ],
  )
  const [tooEd] = services.filter(({ ethnicallyDiverse }) => ethnicallyDiverse)
  assert.equal(tooEd?.key, 'lay-too-ed')
  assert.deepEqual([tooEd?.opens, tooEd?.closes, tooEd?.settings.includes('nhs-trust')], ['08:00', '22:00', true])
})

it('shows a newer version from the moment it is valid, and keeps the old one', async () => {
  await admin.query(
    `insert into service_version
     select (jsonb_populate_record(s, '{"version": 2, "minutes": 50, "valid_from": "2027-01-04T00:00:00Z"}')).*
       from service_version s where key = 'lay-too'`,
  )
  const minutes = () =>
    db.withActor(anyone, async (tx) => (await currentServices(tx)).find(({ key }) => key === 'lay-too')?.minutes)
  await setClock(at('2027-01-03T23:59:59Z'))
  assert.equal(await minutes(), 45)
  await setClock(at('2027-01-04T00:00:00Z'))
  assert.equal(await minutes(), 50)
  await setClock(null)
  const old = await db.withActor(anyone, (tx) => serviceVersion(tx, 'lay-too', 1))
  assert.equal(old?.minutes, 45)
  assert.equal(await db.withActor(anyone, (tx) => serviceVersion(tx, 'lay-too', 9)), undefined)
})

it('changes nothing when it is laid again, and undoes nothing that an operator changed', async () => {
  await admin.query(`update helpline set valid_to = '2026-11-20' where key = 'shout'`)
  await admin.query(`update setting set name = 'Something else' where key = 'other'`)
  const everything = async () => {
    const tables = ['region', 'board', 'board_boundary', 'board_succession', 'helpline', 'service_version']
    const rows: unknown[] = []
    for (const table of tables) rows.push((await admin.query(`select t::text from ${table} t order by 1`)).rows)
    return rows
  }
  const stamp = await db.withActor(anyone, servicesStamp)
  const before = await everything()
  await layReference(admin)
  assert.deepEqual(await everything(), before)
  assert.equal(await db.withActor(anyone, servicesStamp), stamp)
  const named = await db.withActor(anyone, settings)
  assert.deepEqual(named.at(-1), { key: 'other', name: 'Other' })
})

it('counts every change to services and closures', async () => {
  const before = await db.withActor(anyone, servicesStamp)
  await admin.query(
    `insert into closure (service_key, during, reason)
     values (null, '[2026-12-25T00:00Z,2026-12-26T00:00Z)', 'Christmas Day')`,
  )
  assert.equal(await db.withActor(anyone, servicesStamp), before + 1)
})

it('gives the closures that touch a stretch of time, and no others', async () => {
  const touching = (from: string, until: string) =>
    db.withActor(anyone, async (tx) =>
      (await closuresBetween(tx, at(from), at(until))).map(({ reason, startsAt }) => [reason, String(startsAt)]),
    )
  assert.deepEqual(await touching('2026-12-25T23:00Z', '2026-12-31T00:00Z'), [
    ['Christmas Day', '2026-12-25T00:00:00Z'],
  ])
  assert.deepEqual(await touching('2026-12-26T00:00Z', '2026-12-31T00:00Z'), [])
})

it('shows helplines of the day, urgent ones first', async () => {
  const shown = await db.withActor(anyone, (tx) => helplinesOn(tx, day('2026-11-19')))
  assert.deepEqual(
    shown.slice(0, 2).map(({ phone }) => phone),
    ['999', '18000'],
  )
  assert.equal(shown.find(({ key }) => key === 'shout')?.textTo, '85258')
  const after = await db.withActor(anyone, (tx) => helplinesOn(tx, day('2026-11-20')))
  assert.equal(
    after.find(({ key }) => key === 'shout'),
    undefined,
  )
})

it('says nothing of itself that nobody has said, and in the demonstration what is needed', async () => {
  const plain = await db.withActor(anyone, programme)
  assert.deepEqual([plain.name, plain.phone, plain.paidBy], ['Looking After', null, null])
  await layDemoProgramme(admin)
  await layDemoProgramme(admin)
  assert.equal((await db.withActor(anyone, programme)).phone, '0808 157 0123')
})

it('lists role groups and providers, the lead first', async () => {
  await admin.query(
    `insert into provider (key, name, lead) values ('aa', 'A partner', false), ('zz', 'The lead', true)`,
  )
  assert.deepEqual(
    (await db.withActor(anyone, providers)).map(({ key }) => key),
    ['zz', 'aa'],
  )
  assert.equal((await db.withActor(anyone, roleGroups)).length, 9)
})
