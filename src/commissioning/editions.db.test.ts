import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anyone, operator, worker } from '#lib/door'
import { bookingWorld, coachId } from '../../testing/world.ts'
import { running } from '../../testing/verbs.ts'
import { currentEdition, editionOf } from './edition.ts'
import { editionVerb } from './edition-verb.ts'
import { makeDueEdition } from './jobs.ts'
import { quarterOf } from './quarter.ts'
import { countSessions } from './queries.ts'

const at = (text: string) => Temporal.Instant.from(text)
const world = await bookingWorld([{ id: coachId(1) }], at('2027-01-01T03:57:00Z'))
const { db, admin, ports } = world
const lay = running(editionVerb, db)
const fourth = quarterOf('2026-Q4')!
let laid = 0

/** Sessions in their tables, as many as asked, each an hour after the other and by one of so many people. */
async function sessions(
  many: number,
  people: number,
  what: { service?: string; area?: string | null; status?: string; from?: string },
) {
  const { service = 'lay-too', area = 'QOX', status = 'fulfilled', from = '2026-10-01T07:00:00Z' } = what
  await admin.query(
    `with made as (
       insert into claim (coach_id, during, kind, active)
       select $1, tstzrange(t, t + interval '45 minutes'), 'booking', false
         from generate_series(0, $2 - 1) n, lateral (select $3::timestamptz + n * interval '1 hour' as t) x
       returning id, lower(during) as starts_at),
    people as (insert into client (id) select gen_random_uuid() from generate_series(1, $8) returning id),
    who as (select id as client_id, row_number() over () - 1 as place from people)
     insert into booking (reference, status, service_key, service_version, coach_id, claim_id, mode, longer, starts_at, ends_at,
       matched_on, area, visit_hash, contact_hashes, browser, client_id, sealed_adjustments)
     select translate(lpad(to_hex($9 + n), 8, '2'), '01abcdef', 'XYABCDEF'), $4, $5, 1, $1, id, 'video', false, starts_at,
            starts_at + interval '45 minutes', '{}', $6, sha256(id::text::bytea),
            array[sha256(convert_to($7 || (n % $8), 'UTF8'))], sha256(id::text::bytea), client_id, ''
       from (select *, (row_number() over (order by starts_at))::integer as n from made) m join who on place = n % $8`,
    [coachId(1), many, from, status, service, area, `${service}${area}`, people, (laid += 1_000)],
  )
}

await sessions(40, 20, {})
await sessions(30, 20, { service: 'lay-career' })
await sessions(20, 7, { service: 'lay-too-ed' })
await sessions(12, 12, { service: 'lay-team' })
await sessions(25, 25, { area: null })
await sessions(9, 9, { service: 'lay-career', area: null })
await sessions(500, 500, { status: 'cancelled' })
await sessions(3, 3, { from: '2026-09-30T20:00:00Z' })

describe('making an edition', () => {
  it('waits until the quarter is over, and says when there is nothing to show', async () => {
    await world.setNow(at('2026-12-31T23:59:59Z'))
    assert.deepEqual(await lay('make', '2026-Q4'), {
      status: 1,
      out: [],
      err: ['This quarter is not over. An edition counts a whole quarter.'],
    })
    assert.equal(await db.withActor(anyone, currentEdition), null)
    await world.setNow(at('2027-01-01T03:57:00Z'))
  })

  it('is done by the worker in the night after, once', async () => {
    await makeDueEdition(ports)
    await makeDueEdition(ports)
    const { rows } = await admin.query('select quarter::text, version, rule from edition')
    assert.deepEqual(rows, [{ quarter: '2026-10-01', version: 1, rule: 'lay_commissioner-1' }])
    const { err, status } = await lay('make', '2026-Q4')
    assert.equal(status, 1)
    assert.match(err[0]!, /already.*not made again/)
  })

  it('shows sessions that were not cancelled, of this quarter, rounded, and hides those of few people', async () => {
    const edition = (await db.withActor(anyone, currentEdition))!
    const row = (key: string) =>
      ['lay-too', 'lay-too-ed', 'lay-team', 'lay-career', 'all'].map((service) => edition.shown(key, service))
    // Twenty sessions of seven people are hidden, and with them those of the next service, so that no sum gives them away.
    assert.deepEqual(row('QOX'), ['40', '*', '*', '30', '100'])
    assert.deepEqual(row('not-said'), ['25', '0', '0', '10', '35'])
    assert.deepEqual(row('QHL'), ['0', '0', '0', '0', '0'])
    assert.equal(edition.shown('all', 'all'), '135')
    assert.ok(edition.down.length > 30 && edition.down.at(-1)!.name === 'Area not said')
  })

  it('is not touched by what happens to bookings afterwards', async () => {
    const before = (await lay('show', '2026-Q4')).out
    await sessions(50, 50, { from: '2026-11-01T07:00:00Z' })
    await makeDueEdition(ports)
    assert.deepEqual((await lay('show', '2026-Q4')).out, before)
    assert.match(before[0]!, /"Wellbeing coaching"/)
  })

  it('is frozen, and can hold no count as it was', async () => {
    await assert.rejects(admin.query(`update edition_cell set shown = '10' where shown = '*'`), /frozen/)
    await assert.rejects(admin.query('delete from edition'), /frozen/)
    const { rows } = await admin.query<{ id: string }>('select id from edition')
    for (const shown of ['3', '5', '7', '8', '12', '05', '', '**', '-10', '10.0'])
      await assert.rejects(
        admin.query(`insert into edition_cell values ($1, 'x', 'x', $2)`, [rows[0]!.id, shown]),
        { code: '23514' },
        shown,
      )
    for (const statement of ['delete from edition', `update edition_cell set shown = '0'`])
      await assert.rejects(
        db.withActor(worker, (tx) => tx.send('', statement, [])),
        { code: '42501' },
      )
  })
})

describe('counting', () => {
  it('knows nothing but whole quarters that are over', async () => {
    for (const day of ['2026-10-02', '2026-11-01', '2027-01-01', '2027-04-01'])
      await assert.rejects(
        db.withActor(worker, (tx) => countSessions(tx, day)),
        /Only quarters that are over/,
        day,
      )
  })

  it('is not for the pages', async () => {
    await assert.rejects(
      db.withActor(anyone, (tx) => countSessions(tx, fourth.from)),
      { code: '42501' },
    )
  })
})

describe('the verb', () => {
  it('lists quarters, and says how it is written', async () => {
    assert.deepEqual(await lay('list'), { status: 0, out: ['2026-Q4'], err: [] })
    assert.equal((await lay('show', '2026-Q3')).status, 1)
    for (const odd of [[], ['make'], ['make', '2026-12'], ['show', '2026-Q4', 'x'], ['drop', '2026-Q4']])
      assert.match((await lay(...odd)).err[0]!, /^usage: edition list/)
  })

  it('makes an older quarter too', async () => {
    assert.deepEqual((await lay('make', '2026-Q3')).out, ['Made the edition of 2026-Q3.'])
    const third = await db.withActor(operator, (tx) => editionOf(tx, quarterOf('2026-Q3')!))
    assert.equal(third!.shown('all', 'all'), '*')
    assert.equal((await db.withActor(anyone, currentEdition))!.quarter.key, '2026-Q4')
  })
})
