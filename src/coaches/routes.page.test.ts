import assert from 'node:assert/strict'
import { after, beforeEach, it } from 'node:test'
import { anyone } from '#lib/door'
import { serve } from '#web'
import { freshDatabase } from '../../testing/database.ts'
import { coachPages } from '../../testing/coach-pages.ts'
import { assertValidHtml } from '../../testing/html.ts'
import { keysFor } from '../../testing/keys.ts'
import { ama, dev } from '../../seed/cast.ts'
import { demoCoaches } from '../../seed/demo-coaches.ts'
import { layCoaches } from '../../seed/lay-coaches.ts'
import { layReference } from '../../seed/reference.ts'
import { feedOwner, loadRules } from './index.ts'
import { coachActor, guardsWith, coachGuard } from '../../testing/staff.ts'

const database = await freshDatabase()
const { db, admin, setClock } = database
const { holder: vault } = await keysFor(database)
const now = Temporal.Instant.from('2026-11-23T09:00:00Z')
const ports = { clock: () => now, baseUrl: 'http://localhost:3000' }
await setClock(now)
await layReference(admin)
await layCoaches(admin, demoCoaches().slice(0, 2))
let who = dev.coachId!
const app = await serve({
  routes: coachPages({ db, vault, phone: () => '01632 960 100' }),
  ports,
  guards: guardsWith({ coach: (visit) => coachGuard(admin, who)(visit) }),
})
after(() => app.close())
beforeEach(() => {
  who = dev.coachId!
})

type Form = Record<string, string>

async function send(method: 'GET' | 'POST', url: string, form: Form = {}) {
  const headers = { host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }
  const typed = { 'content-type': 'application/x-www-form-urlencoded' }
  const sent = method === 'POST' && { headers: { ...headers, ...typed }, payload: new URLSearchParams(form).toString() }
  const reply = await app.inject({ method, url, headers, ...sent })
  if (reply.body.startsWith('<!doctype')) await assertValidHtml(reply.body)
  return { status: reply.statusCode, body: reply.body, location: reply.headers.location }
}

const date = (name: string, iso: string): Form => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}
const rules = async () => {
  const window = { from: Temporal.PlainDate.from('2026-11-23'), until: Temporal.PlainDate.from('2026-12-21') }
  return (await db.withActor(anyone, (tx) => loadRules(tx, { ...window, ids: [dev.coachId!] })))[0]!
}
const times = async () => (await send('GET', '/team/times')).body
/** The path of the first form whose button says this. */
const actionOf = (body: string, text: string) =>
  new RegExp(`action="([^"]*)"[^>]*>\\s*<button[^>]*>\\s*${text}`).exec(body)?.[1] ?? assert.fail(`No button: ${text}`)
const leadsToTimes = ({ status, location }: Awaited<ReturnType<typeof send>>) =>
  assert.deepEqual([status, location], [303, '/team/times'])

it("shows a coach's week in words", async () => {
  const { status, body } = await send('GET', '/team/times')
  assert.equal(status, 200)
  assert.match(body, /Every Monday, Tuesday, Wednesday, Thursday and Friday, 8:30am to 12:30pm/)
  assert.match(body, /Dev Solanki/)
})

it('records that a coach is away, shows it in words, and ends it', async () => {
  const before = await rules()
  const form = { ...date('from', '2026-11-24'), 'from-time': '2pm', ...date('until', '2026-11-26'), reason: 'ill' }
  leadsToTimes(await send('POST', '/team/times/away', form))
  assert.deepEqual(
    (await rules()).absences.map(({ startsAt, endsAt }) =>
      [new Temporal.Instant(BigInt(startsAt) * 1_000_000n), new Temporal.Instant(BigInt(endsAt) * 1_000_000n)].join(
        ' ',
      ),
    ),
    ['2026-11-24T14:00:00Z 2026-11-27T00:00:00Z'],
  )
  const body = await times()
  assert.match(body, /Ill, from Tuesday 24 November, 2pm to the end of Thursday 26 November/)
  for (let press = 0; press < 2; press++) leadsToTimes(await send('POST', actionOf(body, 'I am not going away')))
  assert.deepEqual((await rules()).absences, before.absences)
})

it('says what is wrong with an absence beside the fields, and keeps what was typed', async () => {
  const form = { ...date('from', '2026-02-31'), 'from-time': 'soon', ...date('until', '2026-11-26') }
  const { status, body } = await send('POST', '/team/times/away', form)
  assert.equal(status, 422)
  assert.match(body, /<title>Error: I am away/)
  for (const [id, sentence] of [
    ['from-day', 'Enter the first day away'],
    ['from-time', 'Enter a time'],
    ['reason', 'Select why you are away'],
  ])
    assert.match(body, new RegExp(`href="#${id}"[^>]*>\\s*${sentence}`))
  assert.match(body, /value="31"/)
  assert.match(body, /value="soon"/)
  const past = { ...date('from', '2026-11-20'), ...date('until', '2026-11-21'), reason: 'leave' }
  assert.match((await send('POST', '/team/times/away', past)).body, /The end must be in the future/)
  const backwards = { ...date('from', '2026-11-27'), ...date('until', '2026-11-25'), reason: 'leave' }
  assert.match((await send('POST', '/team/times/away', backwards)).body, /The end must be later than the start/)
})

it('changes one day and goes back to the usual hours', async () => {
  const before = await rules()
  const form = { kind: 'open', ...date('on', '2026-11-28'), 'from-time': '10am', 'until-time': '12:30pm' }
  leadsToTimes(await send('POST', '/team/times/day', form))
  assert.equal((await rules()).working.length, before.working.length + 1)
  const body = await times()
  assert.match(body, /Saturday 28 November 2026: also working 10am to 12:30pm/)
  for (const press of ['first', 'second']) {
    leadsToTimes(await send('POST', actionOf(body, 'Back to the usual hours')))
    assert.deepEqual((await rules()).working, before.working, press)
  }
  const wrong = { ...date('on', '2026-11-01'), kind: 'closed', 'from-time': '10am', 'until-time': '9am' }
  assert.match(
    (await send('POST', '/team/times/day', wrong)).body,
    /The end must be later than the start, on the same day/,
  )
  const over = { ...wrong, 'until-time': '11am' }
  assert.match((await send('POST', '/team/times/day', over)).body, /This day is over/)
})

it('adds weekly hours and stops them from one of their days on', async () => {
  const before = await rules()
  const form = {
    'day-SA': 'yes',
    'day-SU': 'yes',
    every: '2',
    'from-time': '8am',
    'until-time': 'midday',
    ...date('from', '2026-11-28'),
  }
  leadsToTimes(await send('POST', '/team/times/week', form))
  assert.equal((await rules()).working.length, before.working.length + 4)
  const body = await times()
  assert.match(body, /Saturday and Sunday every second week, 8am to midday, from Saturday 28 November 2026/)
  const path = /href="([^"]+)"\s*>Change or stop<span[^>]*>: Saturday and Sunday/.exec(body)![1]!
  assert.match((await send('GET', path)).body, /Saturday and Sunday every second week/)
  const [address] = path.split('?')
  assert.equal((await send('POST', address!, { on: '2026-11-28', what: 'none' })).status, 422)
  assert.equal((await send('POST', address!, { on: '2026-12-05', what: 'none', which: 'later' })).status, 404)
  leadsToTimes(await send('POST', address!, { on: '2026-12-12', what: 'none', which: 'later' }))
  assert.equal((await rules()).working.length, before.working.length + 2)
  const { body: empty, status } = await send('POST', '/team/times/week', {})
  assert.equal(status, 422)
  assert.match(empty, /href="#days"/)
})

it("shows nothing of another coach's, and says so as if it were not there", async () => {
  const form = { ...date('from', '2026-12-10'), ...date('until', '2026-12-11'), reason: 'leave' }
  await send('POST', '/team/times/away', form)
  const own = await times()
  const [, path, on] = /href="(\/team\/times\/week\/[\w-]+)\?on=([\d-]+)"/.exec(own)!
  who = ama.coachId!
  assert.equal((await send('POST', '/team/times/day/not-an-id/usual')).status, 404)
  // What is another's is as what is over: it leads back, and stands.
  leadsToTimes(await send('POST', actionOf(own, 'I am not going away')))
  assert.equal((await db.withActor(anyone, (tx) => tx.send('', 'select from absence', []))).length, 1)
  const what = { on: on!, what: 'none', which: 'later' }
  for (const page of ['', '/pick', '/inside', '/usual'])
    assert.equal((await send('POST', `${path}${page}?${new URLSearchParams(what)}`, what)).status, 404, page)
  for (const page of ['', '/pick', '/inside'])
    assert.equal((await send('GET', `${path}${page}?${new URLSearchParams(what)}`)).status, 404, page)
  assert.doesNotMatch((await send('GET', '/team/times')).body, /On leave, from/)
  assert.match((await send('GET', '/team/profile')).body, /Ama Boateng/)
})

it('shows the address of a new calendar feed once, and ends the one before', async () => {
  assert.match((await send('GET', '/team/feed')).body, /You have no address yet/)
  const tokenIn = (body: string) => /\/calendars\/([\w-]+)\.ics/.exec(body)?.[1]
  const first = tokenIn((await send('POST', '/team/feed')).body)!
  const second = tokenIn((await send('POST', '/team/feed')).body)!
  const owner = (token: string) => db.withActor(anyone, (tx) => feedOwner(tx, token))
  assert.deepEqual([await owner(first), await owner(second)], [undefined, dev.coachId])
  const { body } = await send('GET', '/team/feed')
  assert.equal(tokenIn(body), undefined)
  assert.match(body, /made on Monday 23 November 2026/)
})

it("shows a coach's profile as clients read it", async () => {
  const { body } = await send('GET', '/team/profile')
  for (const words of [
    'Former practice nurse',
    'English, Gujarati and Hindi',
    'Harbour Coaching Partnership',
    'By video and by phone',
  ])
    assert.match(body, new RegExp(words))
})

const ownProfile: Form = {
  name: 'Dev S.',
  background: 'Former practice nurse, now <b>coach</b>',
  languages: 'English, Gujarati, BSL',
  gender: 'man',
  listed: 'yes',
  'mode-video': 'yes',
  link: 'https://video.example.org/dev-new',
  cap: '8',
  gap: '30',
}

it('lets a coach change their own profile, the choice to be listed among it, and records that', async () => {
  const before = await rules()
  assert.match((await send('GET', '/team/profile/change')).body, /value="English, Gujarati and Hindi"/)
  const { status, location } = await send('POST', '/team/profile/change', ownProfile)
  assert.deepEqual([status, location], [303, '/team/profile'])
  const { languages, modes, ethnicallyDiverse, dailyCap, gapMinutes, services, version } = await rules()
  assert.deepEqual(
    { languages, modes, ethnicallyDiverse, dailyCap, gapMinutes, services },
    {
      languages: ['en', 'gu', 'bfi'],
      modes: ['video'],
      ethnicallyDiverse: true,
      dailyCap: 8,
      gapMinutes: 30,
      services: before.services,
    },
  )
  assert.ok(version > before.version, 'what was worked out before is out of date')
  const { body } = await send('GET', '/team/profile')
  assert.match(body, /now &lt;b&gt;coach&lt;\/b&gt;/)
  assert.match(body, /English, Gujarati and British Sign Language/)
  const { rows } = await admin.query(
    `select actor_kind, actor_id from audit_event where verb = 'coach.changed' and subject_id = $1`,
    [dev.coachId],
  )
  assert.deepEqual(rows, [{ actor_kind: 'coach', actor_id: dev.coachId }])
})

it('says what is wrong with a profile beside the fields and at the top, and loses nothing', async () => {
  const before = await rules()
  const wrong = {
    ...ownProfile,
    name: '',
    background: '',
    languages: 'English, Klingonish',
    link: 'http://video.example.org/<dev>',
    cap: '9',
    gap: '20',
  }
  const { status, body } = await send('POST', '/team/profile/change', wrong)
  assert.equal(status, 422)
  assert.match(body, /<title>Error: Change your profile/)
  for (const [id, sentence] of [
    ['name', 'Enter a name'],
    ['background', 'Enter what you did before'],
    ['languages', 'We do not know a language called Klingonish'],
    ['link', 'Enter an address that begins with https'],
    ['cap', 'Enter how many sessions you take in a day, from 1 to 8'],
    ['gap', 'Select the gap after each session'],
  ] as const) {
    assert.match(body, new RegExp(`href="#${id}"[^>]*>\\s*${sentence}`))
    assert.ok(body.includes(`id="${id}"`), id)
    assert.equal(body.split(sentence).length, 3, `${id}: at the top and beside the field`)
  }
  for (const kept of ['English, Klingonish', 'http://video.example.org/&lt;dev&gt;', 'value="9"'])
    assert.ok(body.includes(kept), kept)
  const { 'mode-video': _, ...noMode } = ownProfile
  assert.match((await send('POST', '/team/profile/change', noMode)).body, /href="#modes"[^>]*>\s*Select how you talk/)
  const noLink = { ...ownProfile, link: '' }
  assert.match((await send('POST', '/team/profile/change', noLink)).body, /Enter the address of your video room/)
  assert.deepEqual(await rules(), before)
})

it('lets a coach change nothing that is the provider’s', async () => {
  const { services, providerId } = await rules()
  await send('POST', '/team/profile/change', { ...ownProfile, services: 'lay-team', provider: 'x', email: 'x@y.uk' })
  const after = await rules()
  assert.deepEqual([after.services, after.providerId], [services, providerId])
  for (const column of ['services', 'provider_id', 'email', 'active'])
    await assert.rejects(
      db.withActor(await coachActor(admin, dev.coachId!), (tx) =>
        tx.send('', `update coach set ${column} = ${column}`, []),
      ),
      { code: '42501' },
    )
})

it('says how many sessions are inside an absence, and whom to call', async () => {
  await admin.query(
    `with c as (insert into claim (coach_id, during, kind) values ($1, '[2027-01-12T10:00Z,2027-01-12T11:00Z)', 'booking')
       returning id),
     who as (insert into client default values returning id as client_id)
     insert into booking (reference, service_key, service_version, coach_id, claim_id, mode, longer, starts_at, ends_at,
         matched_on, visit_hash, contact_hashes, client_id, sealed_adjustments)
       select 'ABCDEFGH', 'lay-too', 1, $1, id, 'video', false, '2027-01-12T10:00Z', '2027-01-12T10:45Z', '{}', 'x', '{}', client_id, ''
         from c, who`,
    [dev.coachId],
  )
  const form = { ...date('from', '2027-01-12'), ...date('until', '2027-01-12'), reason: 'leave' }
  leadsToTimes(await send('POST', '/team/times/away', form))
  assert.match(
    await times(),
    /1 session is inside, and another coach or time is looked for\.\s*To speak with somebody about it, call <a href="tel:01632960100">01632 960 100<\/a>/,
  )
})
