import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { closed, serve } from '#web'
import { coachPages } from '../../testing/coach-pages.ts'
import { coachGuard, guardsWith } from '../../testing/staff.ts'
import { dev } from '../../seed/cast.ts'
import { demoCoaches } from '../../seed/demo-coaches.ts'
import { layCoaches } from '../../seed/lay-coaches.ts'
import { layReference } from '../../seed/reference.ts'
import { freshDatabase } from '../../testing/database.ts'
import { assertValidHtml } from '../../testing/html.ts'
import { keysFor } from '../../testing/keys.ts'

const database = await freshDatabase()
const { db, admin, setClock } = database
const { holder: vault } = await keysFor(database)
const ports = { clock: () => now, baseUrl: 'http://localhost:3000' }
let now = Temporal.Instant.from('2026-11-23T09:00:00Z')
await layReference(admin)
await layCoaches(admin, demoCoaches().slice(0, 2))
const app = await serve({
  routes: coachPages({ db, vault }),
  ports,
  guards: guardsWith({ anyone: closed, coach: coachGuard(admin, dev.coachId!), demo: closed, loopback: closed }),
})
after(() => app.close())
const at = async (instant: string) => {
  now = Temporal.Instant.from(instant)
  await setClock(now)
}
beforeEach(async () => {
  await at('2026-11-23T09:00:00Z')
  for (const table of ['coach_pattern', 'coach_exception', 'absence'])
    await admin.query(`delete from ${table} where coach_id = $1`, [dev.coachId])
})

type Form = Record<string, string>
const headers = { host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }
const post = async (path: string, form: Form) => {
  const { statusCode, body } = await app.inject({
    method: 'POST',
    url: `/team/times/${path}`,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })
  if (statusCode !== 303) await assertValidHtml(body)
  return { status: statusCode, body }
}
const saved = async (path: string, form: Form) => assert.equal((await post(path, form)).status, 303)
/** That a form comes back with these sentences, each at the top and beside its field, and with all that was typed. */
const refused = async (path: string, form: Form, faults: Form) => {
  const { status, body } = await post(path, form)
  assert.equal(status, 422)
  const said = [...body.matchAll(/<a href="#([\w-]+)">\s*([^<]*?)\s*<\/a>/g)].filter(([, id]) => id !== 'maincontent')
  assert.deepEqual(Object.fromEntries(said.map(([, id, sentence]) => [id!, sentence!])), faults)
  for (const id of Object.keys(faults)) assert.ok(body.includes(`id="${id}-error"`), id)
  for (const value of Object.values(form)) if (value !== 'yes') assert.ok(body.includes(`value="${value}"`), value)
}
const times = async () => {
  const { body } = await app.inject({ url: '/team/times', headers })
  await assertValidHtml(body)
  return body
}
const rows = async (table: string) =>
  (await admin.query(`select * from ${table} where coach_id = $1`, [dev.coachId])).rowCount
const heard = async (verb: string) => (await admin.query('select from audit_event where verb = $1', [verb])).rowCount

const date = (name: string, iso: string): Form => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}
const weekly = (from: string, until: string, days = ['MO', 'TU'], first = '2026-11-24'): Form => ({
  ...Object.fromEntries(days.map((day) => [`day-${day}`, 'yes'])),
  every: '1',
  'from-time': from,
  'until-time': until,
  ...date('from', first),
})
const oneDay = (kind: string, from: string, until: string, on = '2026-11-28'): Form => ({
  kind,
  ...date('on', on),
  'from-time': from,
  'until-time': until,
})
const away = (from: string, until: string, more: Form = {}): Form => ({
  ...date('from', from),
  ...date('until', until),
  reason: 'leave',
  ...more,
})

describe('A form that is sent again', () => {
  it('adds the same weekly hours once, when it comes twice at the same moment too', async () => {
    await Promise.all([1, 2, 3].map(() => saved('week', weekly('9am', '1pm'))))
    await saved('week', weekly('9am', '1pm'))
    await saved('week', weekly('10am', 'midday', ['TU']))
    assert.deepEqual([await rows('coach_pattern'), await heard('hours.added')], [1, 1])
  })

  it('changes the same day once, and again after something else was said of it', async () => {
    for (let i = 0; i < 2; i++) await saved('day', oneDay('open', '10am', 'midday'))
    assert.deepEqual([await rows('coach_exception'), await heard('day.open')], [1, 1])
    await saved('day', oneDay('closed', '11am', 'midday'))
    for (let i = 0; i < 2; i++) await saved('day', oneDay('open', '10am', 'midday'))
    assert.equal(await rows('coach_exception'), 3)
  })

  it('records the same absence once, and one that lies inside it not at all', async () => {
    await Promise.all([1, 2, 3].map(() => saved('away', away('2026-11-28', '2026-11-30'))))
    await saved('away', away('2026-11-29', '2026-11-29'))
    assert.deepEqual([await rows('absence'), await heard('absence.recorded')], [1, 1])
    await saved('away', { ...away('2026-11-29', '2026-11-29'), reason: 'ill' })
    await saved('away', away('2026-11-30', '2026-12-01'))
    assert.equal(await rows('absence'), 3)
  })
})

describe('Weekly hours', () => {
  it('that overlap others are refused by name of those, and nothing is added', async () => {
    await saved('week', weekly('9am', '1pm'))
    const why =
      'These hours overlap others: Every Monday and Tuesday, 9am to 1pm. Stop those first, or enter other hours'
    await refused('week', weekly('midday', '5pm'), { 'from-time': why })
    await refused('week', weekly('9am', '1pm', ['TU', 'WE']), { 'from-time': why })
    assert.equal(await rows('coach_pattern'), 1)
    await saved('week', weekly('1pm', '5pm'))
    await saved('week', weekly('midday', '5pm', ['WE']))
    assert.equal(await rows('coach_pattern'), 3)
  })

  it('that nobody can book are refused beside the field, with what was typed', async () => {
    const when = 'People can book you from 8am to 10pm'
    const short = 'No session fits: the shortest takes 45 minutes, and starts are at times such as 8am and 8:15am'
    await refused('week', weekly('midnight', '9am'), { 'from-time': `${when}. Enter 8am or later` })
    await refused('week', weekly('8pm', '11pm'), { 'until-time': `${when}. Enter 10pm or earlier` })
    await refused('week', weekly('10pm', 'midnight'), { 'from-time': `${when}. Enter hours within that time` })
    await refused('week', weekly('8:07am', '8:09am'), { 'until-time': short })
    assert.equal(await rows('coach_pattern'), 0)
    await saved('week', weekly('8am', '10pm'))
  })

  it('may be short where they join others', async () => {
    await saved('week', weekly('9am', '1pm'))
    await saved('week', weekly('1pm', '1:15pm'))
    assert.equal((await post('week', weekly('1:30pm', '1:45pm'))).status, 422)
  })
})

describe('Hours of one day', () => {
  it('that nobody can book are refused, but may be taken out', async () => {
    const when = 'People can book you from 8am to 10pm'
    await refused('day', oneDay('open', '6am', '9am'), { 'from-time': `${when}. Enter 8am or later` })
    await refused('day', oneDay('open', '8:07am', '8:09am'), {
      'until-time': 'No session fits: the shortest takes 45 minutes, and starts are at times such as 8am and 8:15am',
    })
    await saved('day', oneDay('closed', '12am', 'midnight'))
    assert.equal(await rows('coach_exception'), 1)
  })
})

describe('An absence', () => {
  it('of whole days is said in days', async () => {
    await saved('away', away('2026-11-28', '2026-11-28'))
    assert.match(await times(), /On leave, all day on Saturday 28 November</)
    await saved('away', away('2026-11-28', '2026-11-30', { reason: 'ill' }))
    assert.match(await times(), /Ill, from Saturday 28 to Monday 30 November</)
  })

  it('does not begin or end in an hour that the clocks skip', async () => {
    const why = 'There is no 1:30am on Sunday 28 March 2027: the clocks go forward over it. Enter another time'
    const form = { 'from-time': '1:30am', 'until-time': '5pm' }
    await refused('away', away('2027-03-28', '2027-03-29', form), { 'from-time': why })
    await refused('away', away('2027-03-27', '2027-03-28', { ...form, 'until-time': '1:30am' }), { 'until-time': why })
    await saved('away', away('2027-03-28', '2027-03-28', { 'from-time': '2am', 'until-time': '5pm' }))
    assert.match(await times(), /On leave, on Sunday 28 March 2027, 2am to 5pm/)
  })

  it('begins in the first of two hours as the clocks go back, and says so', async () => {
    await at('2026-10-20T09:00:00Z')
    await saved('away', away('2026-10-25', '2026-10-25', { 'from-time': '1:30am', 'until-time': '5pm' }))
    assert.match(await times(), /Sunday 25 October, 1:30am \(the first one, before the clocks go back\) to 5pm/)
    const { rows: kept } = await admin.query(`select lower(during) = '2026-10-25T00:30Z' as first from absence`)
    assert.deepEqual(kept, [{ first: true }])
  })
})

it('is ill with one press, from that moment until the end of the day', async () => {
  await at('2026-11-23T07:40:00Z')
  const asked = await app.inject({ url: '/team/times/ill', headers })
  await assertValidHtml(asked.body)
  assert.match(asked.body, /No session of yours is still to come today/)
  for (let pressed = 0; pressed < 2; pressed++) assert.equal((await post('ill', {})).status, 303)
  const { rows } = await admin.query(
    `select to_char(lower(during) at time zone 'UTC', 'DD HH24:MI') as from, to_char(upper(during) at time zone 'UTC', 'DD HH24:MI') as until,
            reason from absence where coach_id = $1`,
    [dev.coachId],
  )
  assert.deepEqual(rows, [{ from: '23 07:40', until: '24 00:00', reason: 'ill' }])
})

it('every second week says which, as it comes next and is not left out', async () => {
  await saved('week', { ...weekly('9am', '1pm', ['TU']), every: '2' })
  assert.match(
    await times(),
    /Tuesday every second week, 9am to 1pm, from Tuesday 24 November 2026, next on Tuesday 24 November\./,
  )
  await at('2026-11-25T09:00:00Z')
  assert.match(await times(), /every second week, 9am to 1pm, next on Tuesday 8 December\./)
  const { rows } = await admin.query<{ id: string }>('select id from coach_pattern where coach_id = $1', [dev.coachId])
  await admin.query(`insert into coach_occurrence (pattern_id, coach_id, on_date) values ($1, $2, '2026-12-08')`, [
    rows[0]!.id,
    dev.coachId,
  ])
  assert.match(await times(), /every second week, 9am to 1pm, next on Tuesday 22 December\./)
  await admin.query('delete from coach_occurrence where coach_id = $1', [dev.coachId])
})

it('says of one hour of a day what was said of it last, and nothing of it comes back with the usual hours', async () => {
  const lines = async () =>
    [...(await times()).matchAll(/Saturday 28 November 2026: ([^<]*)<\/p>/g)].map(([, words]) => words)
  await saved('day', oneDay('open', '6pm', '8pm'))
  await saved('day', oneDay('closed', '7pm', '7:30pm'))
  assert.deepEqual(await lines(), ['also working 6pm to 7pm and 7:30pm to 8pm', 'not working 7pm to 7:30pm'])
  await saved('day', oneDay('closed', '6pm', '8pm'))
  assert.deepEqual(await lines(), ['not working 6pm to 8pm'])
  assert.doesNotMatch(await times(), /[Aa]lso working/)
  const { rows: kept } = await admin.query<{ id: string }>(
    'select id from coach_exception order by number desc limit 1',
  )
  await saved(`day/${kept[0]!.id}/usual`, {})
  assert.deepEqual([await lines(), await rows('coach_exception')], [[], 0])
})
