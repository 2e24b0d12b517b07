import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { lookAfterCover, recover } from '#booking'
import { bookedInto } from '../../../testing/fixtures.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { actorOf, newStaff } from '../../../testing/staff.ts'
import { asked } from '../../../testing/walls.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { boardRoutes } from '../board/routes.ts'
import { landingRoutes } from '../landing/routes.ts'
import { coverRoutes } from './routes.ts'

const world = await bookingWorld(
  [1, 2, 3, 4].map((number) => ({ id: coachId(number), ...(number === 4 ? { gender: 'man' } : {}) })),
)
const { admin, db, ports } = world
await admin.query(`insert into provider (key, name) values ('osprey', 'Osprey')`)
await admin.query(`update coach set provider_id = (select id from provider where key = 'osprey') where id = $1`, [
  coachId(3),
])
const as = await staffPages(world, [...landingRoutes(db), ...boardRoutes(db), ...coverRoutes(db)])
const [sam, priya] = [await newStaff(admin, 'lead_ops'), await newStaff(admin, 'partner_rota')]
const at = (hours: number) => mondayMorning.add({ hours })
const recovering = { ...ports, db, log: (...said: unknown[]) => assert.fail(said.map(String).join()) }
const round = () => lookAfterCover(recovering)
const has = async (id: string) =>
  (await admin.query<{ coach: string }>('select coach_id as coach from booking where id = $1', [id])).rows[0]!.coach
const session = (who = 1, hours = 4, clientId?: string) =>
  bookedInto(world, {
    coachId: coachId(who),
    startsAt: at(hours),
    name: 'Amina',
    adjustments: ['captions'],
    ...(clientId ? { clientId } : {}),
  })

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query(`truncate hold, booking, booking_person, booking_change, rehome_task, cover, claim cascade`)
})

describe('the lead', () => {
  it('asks who could hold a session, and gives it to one of them by one press', async () => {
    const id = await session()
    const sams = await as(sam)
    const here = `/team/operations/sessions/${id}/cover`
    assert.match((await sams.get(here)).html, /It is with Coach 1/)
    assert.equal((await sams.post(here)).to, here)
    assert.match((await sams.get(here)).html, /We are looking who is free/)
    await round()
    const { html } = await sams.get(here)
    assert.match(html, /Coach 2[^]*Kestrel[^]*Coach 3[^]*Osprey[^]*Coach 4/)
    assert.doesNotMatch(html, /Amina/)
    assert.equal((await sams.post(`${here}/give/${coachId(1)}`)).to, `${here}?late`)
    assert.match((await sams.get(`${here}?late`)).html, /Somebody was quicker/)
    assert.equal((await sams.post(`${here}/give/${coachId(3)}`)).to, here)
    assert.match((await sams.get(here)).html, /Coach 3 takes it\./)
    assert.equal((await sams.post(`${here}/give/${coachId(2)}`)).to, `${here}?late`)
    await round()
    assert.equal(await has(id), coachId(3))
    assert.match((await sams.get(here)).html, /It is with Coach 3/)
  })

  it('says what happens where nobody can, is asked to choose, and recovery does it', async () => {
    const id = await session()
    const sams = await as(sam)
    const here = `/team/operations/sessions/${id}/cover`
    const nothing = await sams.post(`${here}/instead`)
    assert.equal(nothing.status, 422)
    assert.match(nothing.html, /Choose what happens instead/)
    assert.equal((await sams.post(`${here}/instead`, { instead: 'cancel' })).to, '/team/operations/recovery')
    assert.match((await sams.get('/team/operations/recovery')).html, /Find cover/)
    await recover(recovering)
    assert.match((await sams.get('/team/operations/recovery')).html, /Cancelled, with an apology/)
    const { rows } = await admin.query(`select kind from task`)
    assert.deepEqual(rows, [{ kind: 'call' }])
    assert.match((await sams.get(here)).html, /nobody else can be given it/)
  })

  it('finds no session that there is not', async () => {
    const sams = await as(sam)
    for (const id of ['x', coachId(9)])
      assert.equal((await sams.get(`/team/operations/sessions/${id}/cover`)).status, 404)
  })
})

describe('a provider’s rota', () => {
  it('covers the sessions of its own coaches with its own coaches', async () => {
    const id = await session()
    const priyas = await as(priya)
    const { html } = await priyas.get('/team/rota')
    const ask = /formaction="(\/team\/rota\/covers\/ask\/[^"]+)"/.exec(html)![1]!
    const { to } = await priyas.post(ask)
    await round()
    const page = await priyas.get(to)
    assert.match(page.html, /Coach 2[^]*Coach 4/)
    assert.doesNotMatch(page.html, /Coach 3|Osprey|Amina/)
    assert.equal((await priyas.post(`${to}/give/${coachId(3)}`)).to, `${to}?late`)
    assert.equal((await priyas.post(`${to}/give/${coachId(4)}`)).to, to)
    assert.match((await priyas.get(to)).html, /Coach 4 takes it/)
    await round()
    assert.equal(await has(id), coachId(4))
    assert.match((await priyas.get('/team/rota/recovery')).html, /With Coach 4/)
    assert.match((await priyas.get(to)).html, /Coach 4 has it now/)
  })

  it('sees what became of its own coaches’ sessions, in words that say nothing of a client', async () => {
    const mine = await session(1, 4)
    const foreign = await session(3, 4)
    await admin.query(`insert into rehome_task (booking_id, coach_id) select id, coach_id from booking`)
    const priyas = await as(priya)
    const { html } = await priyas.get('/team/rota/recovery')
    assert.match(html, /1 session under way/)
    assert.match(html, /Coach 1[^]*Another coach or time is looked for/)
    assert.doesNotMatch(html, /Coach 3|Amina|aptions/)
    for (const id of [mine, foreign]) assert.ok(!html.includes(id))
  })

  it('sees a session once, as far as it has come, for however many reasons it is under way; once, too, as it is settled', async () => {
    const id = await session(1, 4)
    await world.setNow(at(4).subtract({ minutes: 10 }))
    const priyas = await as(priya)
    const shown = async () => {
      const { html } = await priyas.get('/team/rota/recovery')
      return [
        /\d sessions? under way, \d sessions? settled/.exec(html)![0],
        ...(html.match(/Its coach has not|Cover is asked|Another coach or time|The client was asked|With Coach \d/g) ??
          []),
      ]
    }
    await admin.query(
      `insert into acknowledgement (booking_id, sequence, coach_id, starts_at, asked_at)
         select id, 90, coach_id, starts_at, clock_now() - interval '30 minutes' from booking`,
    )
    assert.deepEqual(await shown(), ['1 session under way, 0 sessions settled', 'Its coach has not'])
    const sams = await as(sam)
    const here = `/team/operations/sessions/${id}/cover`
    await sams.post(here)
    assert.deepEqual(await shown(), ['1 session under way, 0 sessions settled', 'Cover is asked'])
    await sams.post(`${here}/instead`, { instead: 'other-times' })
    assert.deepEqual(await shown(), ['1 session under way, 0 sessions settled', 'Another coach or time'])
    await round()
    await admin.query('update cover set chosen_id = $1', [coachId(2)])
    await round()
    assert.deepEqual(await shown(), ['0 sessions under way, 1 session settled', 'With Coach 2'])
  })

  it('reads, as the lead does, that nobody can be given a session whose client was asked to choose', async () => {
    const id = await session(1, 4)
    const [sams, priyas] = [await as(sam), await as(priya)]
    const here = `/team/operations/sessions/${id}/cover`
    await sams.post(here)
    await round()
    await sams.post(`${here}/instead`, { instead: 'other-times' })
    await recover(recovering)
    const { rows } = await admin.query<{ id: string }>('select id from cover')
    for (const { html } of [await sams.get(here), await priyas.get(`/team/rota/covers/${rows[0]!.id}`)]) {
      assert.match(html, /Its client was asked to choose another time/)
      assert.doesNotMatch(html, /Give it to them/)
    }
    assert.equal((await sams.post(`${here}/give/${coachId(2)}`)).to, `${here}?late`)
    assert.equal((await sams.post(`${here}/instead`, { instead: 'cancel' })).to, '/team/operations/recovery')
  })

  it('cannot reach another provider’s, by whatever address', async () => {
    const id = await session(3)
    const priyas = await as(priya)
    const foreign = `/team/rota/covers/ask/${coachId(3)}/${at(4).epochMilliseconds}`
    assert.equal((await priyas.post(foreign)).status, 404)
    const sams = await as(sam)
    await sams.post(`/team/operations/sessions/${id}/cover`)
    await round()
    const { rows } = await admin.query<{ id: string }>('select id from cover')
    assert.equal((await priyas.get(`/team/rota/covers/${rows[0]!.id}`)).status, 404)
    await priyas.post(`/team/rota/covers/${rows[0]!.id}/give/${coachId(2)}`)
    await round()
    assert.equal(await has(id), coachId(3))
    for (const path of ['ask/x/1', `ask/${coachId(1)}/x`, `ask/${coachId(1)}/1`, `x/give/${coachId(1)}`])
      assert.equal((await priyas.post(`/team/rota/covers/${path}`)).status, 404, path)
  })

  it('has no table of cover or recovery, and cannot tell whose two sessions are', async () => {
    const rota = () => actorOf(admin, priya, 'partner_rota')
    for (const text of [
      'select from cover',
      'select from cover_candidate',
      'select from rehome_task',
      'select from gap_answer',
      'select * from covers_open_to_me()',
      `select let_go_session('${coachId(1)}', 'cancel', null)`,
    ])
      assert.equal(await asked(db, await rota(), text), '42501', text)
    const [first, second] = [await session(1, 4), await session(2, 6)]
    await admin.query(`insert into rehome_task (booking_id, coach_id) select id, coach_id from booking`)
    const everything = async () =>
      JSON.stringify(await asked(db, await rota(), 'select * from recovery_of_my_provider()'))
    const before = await everything()
    assert.equal((JSON.parse(before) as unknown[]).length, 2)
    await admin.query(
      `update booking set client_id = (select client_id from booking where id = $1), contact_hashes = array[sha256('mark')] where id = $2`,
      [first, second],
    )
    assert.equal(await everything(), before)
    for (const id of [first, second]) assert.ok(!before.includes(id))
    const columns = Object.keys((JSON.parse(before) as object[])[0]!)
    assert.deepEqual(
      columns.filter((one) => /client|booking|name|reference|area|contact/.test(one)),
      [],
    )
  })
})
