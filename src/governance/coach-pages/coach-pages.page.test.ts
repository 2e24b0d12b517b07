import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { countPagesWaiting } from '#coaches'
import { coachPageRoutes } from './routes.ts'
import { coachPages } from '../../../testing/coach-pages.ts'
import { assertRefused, bookingPages, headingOf, idOf, startsIn } from '../../../testing/pages.ts'
import { aJpeg, exif, segment } from '../../../testing/photos.ts'
import { actorOf, newStaff } from '../../../testing/staff.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'

const [dev, ama] = [coachId(1), coachId(2)]
const world = await bookingWorld([
  { id: dev, services: ['lay-too', 'lay-career'], languages: ['en', 'pa'] },
  { id: ama },
])
const { admin, db } = world
const { app, browser, confirm, sayContact } = await bookingPages(world, { more: coachPages(world.ports) })
const staff = await staffPages(world, coachPageRoutes(db))
const priya = await newStaff(admin, 'partner_rota')
const sam = await newStaff(admin, 'lead_ops')
await admin.query(`insert into provider (key, name) values ('osprey', 'Osprey')`)
const elsewhere = await newStaff(admin, 'partner_rota')
await admin.query(
  `update staff_role set provider_id = (select id from provider where key = 'osprey') where staff_id = $1`,
  [elsewhere],
)
await admin.query(
  `insert into credential (coach_id, kind, body, level, valid_until) values ($1, 'accreditation', 'EMCC', 'Practitioner', '2029-03-01'),
     ($1, 'accreditation', 'Past Body', null, '2026-11-22'), ($1, 'insurance', 'Insurer', null, '2029-03-01')`,
  [dev],
)
beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query('delete from coach_page')
  await admin.query('delete from coach_photo')
})

const own = '/team/profile/page'
const photoWith = (turned: number) =>
  Buffer.concat([
    aJpeg.subarray(0, 2),
    segment(0xe1, Buffer.concat([exif(turned), Buffer.from('Canary GPS')])),
    aJpeg.subarray(2),
  ])

/** Sends the form as a browser does, with a photo where there is one. */
async function write(biography: string, photo: Buffer | null = null, more: Record<string, string> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ biography, ...more })) form.set(name, value)
  form.set('photo', new Blob(photo ? [new Uint8Array(photo)] : []), photo ? 'me.jpg' : '')
  const sent = new Response(form)
  const reply = await app.inject({
    method: 'POST',
    url: `${own}/change`,
    headers: {
      host: 'localhost:3000',
      'sec-fetch-site': 'same-origin',
      'content-type': sent.headers.get('content-type')!,
    },
    payload: Buffer.from(await sent.arrayBuffer()),
  })
  return { status: reply.statusCode, html: reply.body, location: String(reply.headers.location ?? '') }
}
const waitingId = async () =>
  (await admin.query<{ id: string }>(`select id from coach_page where state = 'waiting'`)).rows[0]?.id
const accept = async (as = priya, at = '/team/rota/pages') =>
  (await staff(as)).post(`${at}/${await waitingId()}/accept`)
const read = (id = dev) => browser().get(`/coaches/${id}`)

describe('what a coach writes of themselves', () => {
  it('is public once somebody of their provider accepted it, and what stood stays until then', async () => {
    assert.equal((await read()).status, 404)
    assert.equal((await write('I was a nurse.\n\nI listen.')).location, own)
    assert.equal((await read()).status, 404)
    assert.equal((await accept()).to, '/team/rota/pages')
    const { html } = await read()
    assert.equal(headingOf(html), 'Coach 1')
    for (const said of [
      /<p[^>]*>I was a nurse\.<\/p>/,
      /EMCC, Practitioner, until Thursday 1 March 2029/,
      /English.*Punjabi/,
    ])
      assert.match(html, said)
    assert.doesNotMatch(html, /Past Body|Insurer|example\.org/)
    await write('Something newer.')
    assert.match((await read()).html, /I was a nurse/)
    assert.doesNotMatch((await read()).html, /Something newer/)
    await accept(sam, '/team/operations/pages')
    assert.match((await read()).html, /Something newer/)
    assert.match((await browser().get(own)).html, /version 1, accepted on Monday 23 November 2026, replaced on/)
  })

  it('comes back with words where it is not accepted, and nothing of it is public', async () => {
    await write('I was a nurse.')
    const { get, post } = await staff(priya)
    const at = `/team/rota/pages/${await waitingId()}`
    assert.match((await get('/team/rota/pages')).html, /Coach 1/)
    assert.match((await get(at)).html, /I was a nurse/)
    const empty = await post(`${at}/return`, { answer: ' ' })
    assert.equal(empty.status, 422)
    assert.match(empty.html, /Say what to change/)
    assert.equal((await post(`${at}/return`, { answer: 'Say what you do now.' })).to, '/team/rota/pages')
    assert.equal((await post(`${at}/accept`)).status, 404, 'decided once')
    assert.match((await browser().get(own)).html, /Sent back on Monday 23 November 2026: Say what you do now\./)
    assert.match((await browser().get(`${own}/change`)).html, /I was a nurse/, 'nothing typed is lost')
    assert.equal((await read()).status, 404)
  })

  it('is decided once by whoever presses twice, one after the other or at once', async () => {
    const decisions = async () =>
      (await admin.query(`select from audit_event where verb in ('page.accepted', 'page.sent-back')`)).rowCount!
    for (const [what, form] of [
      ['accept', {}],
      ['return', { answer: 'Say what you do now.' }],
    ] as const) {
      await write(`I was a nurse: ${what}.`)
      const { post } = await staff(priya)
      const at = `/team/rota/pages/${await waitingId()}`
      const press = () => post(`${at}/${what}`, form)
      const before = await decisions()
      for (const { to } of [...(await Promise.all([press(), press()])), await press()])
        assert.equal(to, '/team/rota/pages')
      assert.equal(await decisions(), before + 1)
      assert.equal((await (await staff(sam)).post(`/team/operations/pages/${at.slice(-36)}/${what}`, form)).status, 404)
    }
  })

  it('is nobody’s to read or accept at another provider, nor the coach’s own', async () => {
    await write('I was a nurse.')
    const id = await waitingId()
    const stranger = await staff(elsewhere)
    assert.match((await stranger.get('/team/rota/pages')).html, /Nothing waits/)
    for (const reply of [
      await stranger.get(`/team/rota/pages/${id}`),
      await stranger.post(`/team/rota/pages/${id}/accept`),
    ])
      assert.equal(reply.status, 404)
    await admin.query(
      `insert into staff_role (staff_id, role, provider_id) select $1, 'partner_rota', provider_id from coach where id = $1 on conflict do nothing`,
      [dev],
    )
    assert.equal((await (await staff(dev)).post(`/team/rota/pages/${id}/accept`)).status, 404)
    const seen = await db.withActor(await actorOf(admin, dev, 'partner_rota'), (tx) => countPagesWaiting.one(tx))
    assert.equal(seen!.waiting, 0)
    await assert.rejects(
      admin.query(`update coach_page set state = 'accepted', decided_at = now(), decided_by = coach_id`),
      {
        code: '23514',
      },
    )
  })

  it('is gone at once when its coach takes it down, or leaves, with photo and all that waits', async () => {
    for (const end of [
      () => browser().post(`${own}/down`),
      () => admin.query('update coach set active = false where id = $1', [dev]),
    ]) {
      await write('I was a nurse.', photoWith(1))
      await accept()
      await write('Something newer.')
      const [, src] = /src="(\/coaches\/photos\/[0-9a-f]{64})"/.exec((await read()).html)!
      assert.equal((await browser().get(src!)).status, 200)
      await end()
      await world.ports.availability.refresh([dev])
      assert.equal((await read()).status, 404)
      assert.equal((await browser().get(src!)).status, 404)
      assert.doesNotMatch((await browser().get('/coaches')).html, /Coach 1/)
      assert.equal((await admin.query('select from coach_photo')).rowCount, 0)
      assert.equal(await waitingId(), undefined)
      await admin.query('update coach set active = true where id = $1', [dev])
      await world.ports.availability.refresh([dev])
    }
  })

  it('is asked for again with one sentence beside what is wrong, and loses nothing typed', async () => {
    assertRefused(await write(' '), 'Write a few sentences about you')
    assertRefused(await write('x'.repeat(2_001)), 'This must be 2,000 characters or fewer')
    const wrong = await write('I was a nurse.', Buffer.from('<svg/>'))
    assertRefused(wrong, 'Choose a JPEG or PNG file')
    assert.match(wrong.html, /I was a nurse/)
    assertRefused(await write('I was a nurse.', Buffer.alloc(1_000_001)), 'Choose a file of 1 MB at most')
    assert.equal((await admin.query('select from coach_page')).rowCount, 0)
    await write('<script>alert(1)</script>')
    await accept()
    assert.doesNotMatch((await read()).html, /<script>alert/)
  })
})

describe('a photo', () => {
  it('is public with its version, from our own host, by an address that never changes, without where it was taken', async () => {
    await write('I was a nurse.', photoWith(6))
    const [, hidden] = /\/photo\/([0-9a-f]{64})/.exec((await browser().get(own)).html)!
    assert.equal((await browser().get(`/coaches/photos/${hidden}`)).status, 404, 'not before it is accepted')
    assert.equal((await browser().get(`${own}/photo/${hidden}`)).status, 200, 'but to its coach')
    const shown = await (await staff(priya)).get(`/team/rota/pages/${await waitingId()}/photo`)
    assert.equal(shown.status, 200)
    await accept()
    assert.match(
      (await read()).html,
      new RegExp(`<img class="app-photo" src="/coaches/photos/${hidden}" alt="Coach 1">`),
    )
    const reply = await app.inject({ url: `/coaches/photos/${hidden}`, headers: { host: 'localhost:3000' } })
    assert.deepEqual(
      ['content-type', 'x-content-type-options', 'cache-control'].map((name) => reply.headers[name]),
      ['image/jpeg', 'nosniff', 'private, max-age=600'],
    )
    assert.ok(!reply.rawPayload.includes('Canary') && reply.rawPayload.includes('Exif'))
    for (const odd of ['0'.repeat(64), 'x', '..%2f', `${hidden}0`])
      assert.equal((await browser().get(`/coaches/photos/${odd}`)).status, 404)
  })

  it('stays with a change of the words, and goes where none is wanted', async () => {
    await write('I was a nurse.', photoWith(1))
    await write('In other words.')
    assert.match((await browser().get(own)).html, /<img/)
    await accept()
    await write('In still other words.')
    await accept()
    assert.match((await read()).html, /<img/)
    await write('Without.', null, { without: 'yes' })
    await accept()
    assert.doesNotMatch((await read()).html, /<img/)
    assert.equal((await admin.query('select from coach_photo')).rowCount, 0)
  })
})

describe('somebody who reads about coaches', () => {
  it('sees those who have a page, the soonest free first, and books with the one they read about', async () => {
    await write('I was a nurse.')
    await accept()
    const someone = browser()
    assert.match((await someone.get('/')).html, /href="\/coaches"/)
    const list = (await someone.get('/coaches')).html
    assert.match(list, /Coach 1[\s\S]*Next free: today, 8:30am/)
    assert.doesNotMatch(list, /Coach 2/)
    const { html } = await someone.get(`/coaches/${dev}`)
    const actions = [...html.matchAll(/action="(\/book\/choose-coach[^"]*)"/g)].map(([, to]) =>
      to!.replaceAll('&amp;', '&'),
    )
    assert.equal(actions.length, 2, 'one for each of what they offer')
    assert.equal((await someone.post(actions[1]!, { coach: dev })).location, '/book/how')
    await someone.post('/book/how', { mode: 'video' })
    const [start] = startsIn((await someone.get('/book/time')).html)
    await someone.post('/book/time', { start: start! })
    await sayContact(someone)
    await someone.post('/book/about-work', { setting: 'prefer-not-to-say', role: 'prefer-not-to-say' })
    const { location } = await confirm(someone)
    const { rows } = await admin.query('select coach_id as coach, service_key as service from booking where id = $1', [
      idOf(location),
    ])
    assert.deepEqual(rows, [{ coach: dev, service: 'lay-career' }])
  })

  it('finds the same words where they choose a coach on the way', async () => {
    await write('I keep bees.')
    await accept()
    const someone = browser()
    await someone.post('/book/topic', { topic: 'wellbeing' })
    assert.match((await someone.get(`/book/coaches/${dev}`)).html, /I keep bees/)
    assert.doesNotMatch((await someone.get(`/book/coaches/${ama}`)).html, /bees/)
  })

  it('finds nothing of whoever offers nothing that can be booked, is unknown, or is no id', async () => {
    await write('I was a nurse.')
    await accept()
    await admin.query(`update coach set services = '{lay-too-group}' where id = $1`, [dev])
    await world.ports.availability.refresh([dev])
    for (const id of [dev, coachId(9), 'x', '%00'])
      assert.equal((await browser().get(`/coaches/${id}`)).status, 404, id)
    await admin.query(`update coach set services = '{lay-too,lay-career}' where id = $1`, [dev])
    await world.ports.availability.refresh([dev])
  })
})
