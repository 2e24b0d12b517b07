import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { after } from 'node:test'
import { serve } from '#web'
import { ama, dev } from '../../../seed/cast.ts'
import { demoCoaches } from '../../../seed/demo-coaches.ts'
import { layCoaches } from '../../../seed/lay-coaches.ts'
import { layReference } from '../../../seed/reference.ts'
import { coachPages } from '../../../testing/coach-pages.ts'
import { freshDatabase } from '../../../testing/database.ts'
import { assertValidHtml } from '../../../testing/html.ts'
import { keysFor } from '../../../testing/keys.ts'
import { coachGuard, guardsWith } from '../../../testing/staff.ts'

const database = await freshDatabase()
const { db, admin, setClock } = database
const { holder: vault } = await keysFor(database)
const now = Temporal.Instant.from('2026-11-23T09:00:00Z')
await setClock(now)
await layReference(admin)
await layCoaches(admin, demoCoaches().slice(0, 2))
const app = await serve({
  routes: coachPages({ db, vault }),
  ports: { clock: () => now, baseUrl: 'http://localhost:3000' },
  guards: guardsWith({ coach: coachGuard(admin, dev.coachId!) }),
})
after(() => app.close())

const series = '00000000-0000-4000-8000-0000000000aa'
const path = `/team/times/week/${series}`
beforeEach(async () => {
  for (const table of ['rehome_task', 'coach_occurrence', 'coach_pattern', 'coach_exception', 'booking', 'claim'])
    await admin.query(`delete from ${table} where coach_id = $1`, [dev.coachId])
  await admin.query(
    `insert into coach_pattern (id, coach_id, rule, starts_on, starts_at, ends_at) values ($1, $2, 'FREQ=WEEKLY;BYDAY=TU,TH', '2026-01-01', '09:00', '13:00')`,
    [series, dev.coachId],
  )
})

type Form = Record<string, string | string[]>
const headers = { host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }
const get = async (url: string) => {
  const { statusCode, body } = await app.inject({ url, headers })
  await assertValidHtml(body)
  return { status: statusCode, body }
}
const post = async (url: string, form: Form) => {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )
  const {
    statusCode,
    body,
    headers: answered,
  } = await app.inject({
    method: 'POST',
    url,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(pairs).toString(),
  })
  if (statusCode !== 303) await assertValidHtml(body)
  return { status: statusCode, body, to: String(answered.location ?? '') }
}
const booked = async (reference: string, day: string, hour: string) =>
  admin.query(
    `with c as (insert into claim (coach_id, during, kind) values ($1, tstzrange($3::timestamptz, $3::timestamptz + interval '1 hour'), 'booking') returning id),
     who as (insert into client default values returning id as client_id)
     insert into booking (reference, service_key, service_version, coach_id, claim_id, mode, longer, starts_at, ends_at,
         matched_on, visit_hash, contact_hashes, client_id, sealed_adjustments)
       select $2, 'lay-too', 1, $1, id, 'video', false, $3::timestamptz, $3::timestamptz + interval '45 minutes', '{}', $4, '{}', client_id, '' from c, who`,
    [dev.coachId, reference, `${day}T${hour}:00Z`, Buffer.from(reference)],
  )
const said = async () =>
  (
    await admin.query<{ line: string }>(
      `select concat_ws(' ', starts_on, ends_on, starts_at, ends_at) as line from coach_pattern where coach_id = $1
       union all select concat_ws(' ', on_date, coalesce(starts_at::text, 'out'), ends_at) from coach_occurrence where coach_id = $1 order by 1`,
      [dev.coachId],
    )
  ).rows.map(({ line }) => line)
const usual = '2026-01-01 09:00:00 13:00:00'
const other = { what: 'other', 'from-time': '10am', 'until-time': '2pm' }

describe('My times', () => {
  it('shows a week, each of its hours with the way to change them, and goes on week by week', async () => {
    const { body } = await get('/team/times')
    assert.match(body, /This week/)
    assert.ok(body.includes(`${path}?on=2026-11-24"`) && body.includes(`${path}?on=2026-11-26"`))
    assert.ok(!body.includes('?on=2026-12-01"'))
    const next = await get('/team/times?week=2026-11-30')
    assert.match(next.body, /Week of Monday 30 November[^]*Tuesday 1 December[^]*9am to 1pm/)
    assert.match((await get('/team/times?week=2020-01-01')).body, /This week/)
    assert.match((await get('/team/times?week=9999-12-31')).body, /This week/, 'a year that no database has')
  })
})

describe('A series', () => {
  it('is changed on one day only, shown in words, and put back', async () => {
    const asked = await get(`${path}?on=2026-12-01`)
    assert.match(asked.body, /Tuesday 1 December, 9am to 1pm[^]*Every Tuesday and Thursday, 9am to 1pm/)
    const { status, to } = await post(path, { on: '2026-12-01', ...other, which: 'one' })
    assert.deepEqual([status, to, await said()], [303, '/team/times', [usual, '2026-12-01 10:00:00 14:00:00']])
    const { body } = await get('/team/times')
    assert.match(body, /Tuesday 1 December 2026: 10am to 2pm instead of 9am to 1pm/)
    assert.ok(body.includes(`action="${path}/usual"`))
    const told = async () => (await admin.query(`select from audit_event where verb = 'day.restored'`)).rowCount!
    const before = await told()
    for (const press of ['first', 'second']) {
      const { status, to } = await post(`${path}/usual`, { on: '2026-12-01' })
      assert.deepEqual([status, to, await said(), await told()], [303, '/team/times', [usual], before + 1], press)
    }
  })

  it('is changed from a day on, or ends there', async () => {
    await post(path, { on: '2026-12-01', ...other, which: 'later' })
    assert.deepEqual(await said(), ['2026-01-01 2026-11-30 09:00:00 13:00:00', '2026-12-01 10:00:00 14:00:00'])
    await post(path, { on: '2026-11-26', what: 'none', which: 'later' })
    assert.deepEqual(await said(), ['2026-01-01 2026-11-25 09:00:00 13:00:00', '2026-12-01 10:00:00 14:00:00'])
  })

  it('is changed on days that are ticked in a list', async () => {
    const { to } = await post(path, { on: '2026-12-01', what: 'none', which: 'picked' })
    assert.equal(to, `${path}/pick?on=2026-12-01&what=none`)
    await booked('AAAAAAAA', '2026-12-03', '10:00')
    const { body } = await get(to)
    assert.equal(body.match(/type="checkbox"/g)!.length, 30)
    assert.match(body, /value="2026-12-01" checked/)
    assert.match(body, /Thursday 3 December, 9am to 1pm[^]{0,300}1 booking/)
    const none = await post(`${path}/pick`, { on: '2026-12-01', what: 'none' })
    assert.match(none.body, /href="#pick"[^>]*>\s*Tick at least one day/)
    const picked = ['2026-12-15', '2026-12-08']
    assert.equal((await post(`${path}/pick`, { on: '2026-12-01', what: 'none', pick: picked })).to, '/team/times')
    assert.deepEqual(await said(), [usual, '2026-12-08 out', '2026-12-15 out'])
    assert.match((await get('/team/times')).body, /Tuesday 8 December 2026: not working 9am to 1pm/)
  })

  it('says what is wrong beside the field and keeps what was typed', async () => {
    for (const [form, id, sentence] of [
      [{ which: 'one' }, 'what', 'Select what changes'],
      [{ what: 'none' }, 'which', 'Select for which'],
      [{ ...other, 'from-time': 'soon', which: 'one' }, 'from-time', 'Enter a time'],
      [{ ...other, 'until-time': '9am', which: 'one' }, 'until-time', 'The end must be later'],
      [{ ...other, 'from-time': '6am', which: 'later' }, 'from-time', 'People can book you from'],
      [{ ...other, 'from-time': '6am', which: 'picked' }, 'from-time', 'People can book you from'],
      [
        { ...other, 'from-time': '9am', 'until-time': '1pm', which: 'one' },
        'from-time',
        'You have these hours already',
      ],
    ] as const) {
      const { status, body } = await post(path, { on: '2026-12-01', ...form })
      assert.equal(status, 422, sentence)
      assert.match(body, new RegExp(`href="#${id}"[^>]*>\\s*${sentence}`))
      for (const [name, value] of Object.entries(form))
        if (name.endsWith('time')) assert.ok(body.includes(`value="${value}"`), value)
    }
    await admin.query(
      `insert into coach_pattern (coach_id, rule, starts_on, starts_at, ends_at) values ($1, 'FREQ=WEEKLY;BYDAY=TU', '2026-01-01', '14:00', '17:00')`,
      [dev.coachId],
    )
    const late = { on: '2026-12-01', what: 'other', 'from-time': '10am', 'until-time': '3pm', which: 'one' }
    assert.match((await post(path, late)).body, /These hours overlap others: Every Tuesday, 2pm to 5pm/)
  })

  it('opens with hours that were dragged to', async () => {
    const { body } = await get(`${path}?on=2026-12-01&what=600-840`)
    assert.match(body, /value="other" checked/)
    assert.ok(body.includes('value="10am"') && body.includes('value="2pm"'))
  })

  it('that is gone, over, or nobody’s says so and changes nothing', async () => {
    for (const url of [
      `${path}?on=2026-11-19`,
      `${path}?on=2026-12-02`,
      `${path}?on=x`,
      `${path}/pick?on=2026-12-01&what=9-5`,
    ]) {
      const { status, body } = await get(url)
      assert.equal(status, 404, url)
      assert.match(body, /These hours are no longer there/)
    }
    const { rows } = await admin.query<{ id: string }>('select id from coach_pattern where coach_id = $1 limit 1', [
      ama.coachId,
    ])
    assert.equal(
      (await post(`/team/times/week/${rows[0]!.id}`, { on: '2026-12-01', what: 'none', which: 'later' })).status,
      404,
    )
  })
})

describe('Bookings inside what goes away', () => {
  const inside = async () => {
    await booked('AAAAAAAA', '2026-12-01', '10:00')
    await booked('BBBBBBBB', '2026-12-03', '11:00')
    await booked('CCCCCCCC', '2026-11-24', '10:00')
    const { to } = await post(path, { on: '2026-12-01', what: 'none', which: 'later' })
    assert.equal(to, `${path}/inside?on=2026-12-01&what=none&which=later`)
    return { to, ...(await get(to)) }
  }
  const mark = (body: string) => /name="mark" value="([^"]+)"/.exec(body)![1]!
  const waiting = async () =>
    (
      await admin.query('select from rehome_task where coach_id = $1 and given_up and settled_at is null', [
        dev.coachId,
      ])
    ).rowCount

  it('are counted and named by their times, with two ways and no third', async () => {
    const { body } = await inside()
    assert.match(body, /<h1[^>]*>2 bookings are in the hours you give up<\/h1>/)
    assert.match(body, /Tuesday 1 December 2026, 10am[^]*Thursday 3 December 2026, 11am/)
    assert.match(body, /Stop new bookings[^]*Cancel and offer each person new times/)
    assert.equal(body.match(/type="radio"/g)!.length, 2)
    assert.doesNotMatch(body, /remove/i)
    assert.deepEqual(await said(), [usual])
  })

  it('stay where only new ones stop', async () => {
    const { to, body } = await inside()
    assert.equal((await post(to, { mark: mark(body), choice: 'stop' })).to, '/team/times')
    assert.deepEqual([await said(), await waiting()], [['2026-01-01 2026-11-30 09:00:00 13:00:00'], 0])
  })

  it('go to the recovery where each person is offered new times, and the coach reads so', async () => {
    const { to, body } = await inside()
    assert.equal((await post(to, { mark: mark(body), choice: 'offer' })).to, '/team/times')
    assert.equal(await waiting(), 2)
    assert.match(
      (await get('/team/times')).body,
      /2 sessions are in hours that you gave up:\s*another coach or time is looked for/,
    )
    const { rows } = await admin.query('select from audit_event where verb = $1', ['hours.given-up'])
    assert.equal(rows.length, 1)
  })

  it('are asked about again where they changed meanwhile, and nothing happens without an answer', async () => {
    const { to, body } = await inside()
    assert.match(
      (await post(to, { mark: mark(body) })).body,
      /href="#choice"[^>]*>\s*Select what happens to the bookings/,
    )
    await booked('DDDDDDDD', '2026-12-08', '10:00')
    const again = await post(to, { mark: mark(body), choice: 'offer' })
    assert.equal(again.status, 422)
    assert.match(again.body, /3 bookings are in the hours you give up[^]*have changed since/)
    assert.deepEqual([await said(), await waiting()], [[usual], 0])
    assert.equal((await post(to, { mark: mark(again.body), choice: 'offer' })).status, 303)
    assert.equal(await waiting(), 3)
  })

  it('that went meanwhile are no hindrance', async () => {
    const { to } = await inside()
    await admin.query(`delete from booking where coach_id = $1`, [dev.coachId])
    const { body } = await get(to)
    assert.match(body, /No booking is in the hours you give up/)
    assert.equal((await post(to, { mark: mark(body) })).to, '/team/times')
  })

  it('are asked about when a day goes back to the usual hours, too', async () => {
    await post(path, { on: '2026-12-01', ...other, 'until-time': '4pm', which: 'one' })
    await booked('EEEEEEEE', '2026-12-01', '14:00')
    const { to } = await post(`${path}/usual`, { on: '2026-12-01' })
    assert.match((await get(to)).body, /1 booking is in the hours you give up/)
  })
})
