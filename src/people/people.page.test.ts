import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { guards, tokenHash } from '#identity'
import { worker, type Db } from '#lib/door'
import { serve } from '#web'
import { freshDatabase } from '../../testing/database.ts'
import { assertValidHtml } from '../../testing/html.ts'
import { device } from '../../testing/passkey.ts'
import { newStaff, sessionOf } from '../../testing/staff.ts'
import { peopleRenderers } from './index.ts'
import { peopleRoutes } from './routes.ts'

const { db, admin, setClock } = await freshDatabase()
const start = Temporal.Instant.from('2026-11-25T09:00:00Z')
let now = start
const at = async (instant: Temporal.Instant) => {
  now = instant
  await setClock(now)
}
await at(start)
const codeKey = Buffer.alloc(32, 7)
const origin = 'http://localhost:3000'
const settings = { db, clock: () => now, codeKey, baseUrl: origin, teamBaseUrl: null, oidc: null, cast: async () => [] }
const app = await serve({
  routes: peopleRoutes(settings),
  ports: settings,
  guards: guards({ db, clock: () => now, demo: false }),
})
after(() => app.close())
const [sam, okafor, priya, dev, otherRota] = await Promise.all([
  newStaff(admin, 'lead_ops'),
  newStaff(admin, 'governance'),
  newStaff(admin, 'partner_rota'),
  newStaff(admin, 'coach'),
  newStaff(admin, 'partner_rota'),
])
const elsewhere = (
  await admin.query<{ id: string }>(`insert into provider (key, name) values ('osprey', 'Osprey') returning id`)
).rows[0]!.id
await admin.query('update staff_role set provider_id = $1 where staff_id = $2', [elsewhere, otherRota])
await admin.query('update staff_role set provider_id = null where staff_id = any($1)', [[sam, okafor]])

beforeEach(async () => {
  await at(start)
  await admin.query('truncate staff_session, recovery, sign_in_question, sign_in_count, message, one_time_code cascade')
})

type Form = Record<string, string>

const seen = new Set<string>()

/** A browser; signed in as somebody where one is named. Every page that it gets is checked. */
async function browser(staffId?: string) {
  const jar = new Map<string, string>()
  if (staffId) jar.set('lay-team', await sessionOf(admin, staffId))
  const send = async (method: 'GET' | 'POST', url: string, form: Form = {}) => {
    const headers = { host: 'localhost:3000', 'sec-fetch-site': 'same-origin', 'user-agent': 'Firefox/150 (Windows)' }
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const reply = await app.inject({
      method,
      url,
      cookies: Object.fromEntries(jar),
      headers: method === 'GET' ? headers : { ...headers, ...type },
      ...(method === 'GET' ? {} : { payload: new URLSearchParams(form).toString() }),
    })
    for (const { name, value } of reply.cookies) {
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    if (reply.body.startsWith('<!doctype') && !seen.has(reply.body)) {
      seen.add(reply.body)
      await assertValidHtml(reply.body)
    }
    return { status: reply.statusCode, html: reply.body, to: String(reply.headers.location ?? '') }
  }
  const get = (url: string) => send('GET', url)
  const post = (url: string, form: Form = {}) => send('POST', url, form)
  const challenge = async (path: string) => {
    const { status, html } = await post(`${path}/ask`)
    return status === 200 ? (JSON.parse(html) as { challenge: string }).challenge : null
  }
  return { jar, get, post, challenge, isIn: async () => (await get('/team/account')).status === 200 }
}

/** The mail of a kind that was planned last, as its owner reads it. */
async function lastMail(kind: string) {
  const { rows } = await admin.query<{ id: string; subjectId: string; subjectSequence: number }>(
    `select id, subject_id as "subjectId", subject_sequence as "subjectSequence" from message
      where kind = $1 order by planned_at desc, ctid desc limit 1`,
    [kind],
  )
  assert.ok(rows[0], `a message of kind ${kind} was planned`)
  const message = { ...rows[0], kind, recipient: 'address' as const, channel: 'email' as const, dueAt: now }
  const rendered = await (db as Db).withActor(worker, (tx) => peopleRenderers({ codeKey, origin })[kind]!(tx, message))
  assert.ok(rendered?.channel === 'email')
  return rendered
}
const linkIn = (text: string) => new URL(/http:\S+/.exec(text)![0]).pathname
const codeIn = (text: string) => /\b\d{8}\b/.exec(text)![0]

/** Through an invitation to a passkey, with a device of one's own. */
async function enrolled(path: string, { get, post, challenge }: Awaited<ReturnType<typeof browser>>) {
  assert.equal((await get(path)).status, 200)
  assert.equal((await post(path)).to, `${path}/code`)
  const code = codeIn((await lastMail('sign-in-code')).text)
  assert.equal((await post(`${path}/code`, { code })).to, `${path}/set-up`)
  assert.match((await get(`${path}/set-up`)).html, /Make a passkey on this device/)
  const phone = device(origin)
  const made = await post(`${path}/passkey`, { credential: phone.create((await challenge(`${path}/passkey`))!) })
  return { phone, made, code }
}

describe('An invitation', () => {
  const invite = async () => {
    const keeper = await browser(okafor)
    const email = `${crypto.randomUUID()}@example.org`
    const form = { name: 'Helen', email, role: 'commissioner', provider: '' }
    const { to } = await keeper.post('/team/people/invite', form)
    assert.match(to, /^\/team\/people\/[\da-f-]{36}$/)
    const mail = await lastMail('staff-invitation')
    assert.equal(mail.to, email)
    return { keeper, email, form, id: to.split('/').at(-1)!, path: linkIn(mail.text) }
  }

  it('leads by its link and a code to a passkey, and in', async () => {
    const { path, id } = await invite()
    const helen = await browser()
    const { made, phone } = await enrolled(path, helen)
    assert.equal(made.to, '/team/commissioner')
    assert.ok(await helen.isIn())
    const { rows } = await admin.query('select staff_id from staff_session where ended_at is null and staff_id = $1', [
      id,
    ])
    assert.equal(rows.length, 1)
    assert.match((await lastMail('staff-passkey')).text, /A new way to sign in was added/)
    // And from then on by the passkey alone, in any browser.
    const other = await browser()
    const credential = phone.use((await other.challenge('/team/sign-in/passkey'))!)
    assert.equal((await other.post('/team/sign-in/passkey', { credential })).to, '/team/commissioner')
    assert.ok(await other.isIn())
  })

  it('by its link alone opens nothing', async () => {
    const { path } = await invite()
    const stranger = await browser()
    assert.equal((await stranger.get(`${path}/set-up`)).to, path)
    await stranger.post(path)
    assert.equal((await stranger.post(`${path}/code`, { code: '00000000' })).status, 422)
    assert.equal((await stranger.post(`${path}/passkey/ask`)).to, path)
    assert.equal((await stranger.post(`${path}/passkey`, { credential: device(origin).create('AAAA') })).to, path)
    assert.ok(!(await stranger.isIn()))
  })

  it('takes its code only from the browser that asked for it', async () => {
    const { path } = await invite()
    const [asked, other] = [await browser(), await browser()]
    await asked.post(path)
    await other.get('/team/sign-in')
    const code = codeIn((await lastMail('sign-in-code')).text)
    assert.equal((await other.post(`${path}/code`, { code })).status, 422)
    assert.equal((await asked.post(`${path}/code`, { code })).to, `${path}/set-up`)
  })

  it('works once, for 7 days, and not after a newer one: dead links all answer alike', async () => {
    const used = await invite()
    await enrolled(used.path, await browser())
    const late = await invite()
    const replaced = await invite()
    await replaced.keeper.post(`/team/people/${replaced.id}/invite`)
    const stranger = await browser()
    const answers = [await stranger.get('/team/invitation/x'), await stranger.get(`/team/invitation/${'A'.repeat(43)}`)]
    answers.push(await stranger.get(used.path), await stranger.get(replaced.path))
    await at(start.add({ hours: 7 * 24 }))
    answers.push(
      await stranger.get(late.path),
      await stranger.post(late.path),
      await stranger.get(`${late.path}/set-up`),
    )
    for (const { status, html } of answers) assert.deepEqual([status, html], [404, answers[0]!.html])
  })

  it('says beside the field what is wrong, and keeps what was typed', async () => {
    const keeper = await browser(sam)
    const bad = await keeper.post('/team/people/invite', { name: ' ', email: 'x', role: 'partner_rota', provider: '' })
    assert.equal(bad.status, 422)
    for (const words of [
      /href="#name"/,
      /href="#email"/,
      /href="#provider"/,
      /value="x"/,
      /value="partner_rota" selected/,
    ])
      assert.match(bad.html, words)
    const { form } = await invite()
    assert.match((await keeper.post('/team/people/invite', form)).html, /on the list already/)
  })
})

describe('Signing in with a passkey', async () => {
  const helen = await newStaff(admin, 'commissioner')
  const phone = device(origin)
  await admin.query(
    `insert into passkey (staff_id, credential_id, public_key, counter, device) values ($1, $2, $3, 0, 'A browser')`,
    [helen, phone.id, phone.publicKey],
  )
  const signIn = async (by: Awaited<ReturnType<typeof browser>>, credential: string) =>
    by.post('/team/sign-in/passkey', { credential })

  it('is refused in the same words, whatever is wrong', async () => {
    const somebody = await browser()
    const ask = async () => (await somebody.challenge('/team/sign-in/passkey'))!
    const stranger = device(origin)
    const answers = [
      await signIn(somebody, ''),
      await signIn(somebody, '{"id":"x"}'),
      await signIn(somebody, phone.use(await ask(), { origin: 'http://localhost:3001' })),
      await signIn(somebody, phone.use(await ask(), { rpId: 'example.org' })),
      await signIn(somebody, phone.use(await ask(), { verified: false })),
      await signIn(somebody, phone.use(await ask(), { type: 'webauthn.create' })),
      await signIn(somebody, phone.use('A'.repeat(43))),
      await signIn(somebody, stranger.use(await ask())),
    ]
    const other = await browser()
    answers.push(await signIn(other, phone.use(await ask())))
    const late = await ask()
    await at(start.add({ minutes: 11 }))
    answers.push(await signIn(somebody, phone.use(late)))
    for (const { status, html } of answers) assert.deepEqual([status, html], [422, answers[0]!.html])
    assert.ok(!(await somebody.isIn()) && !(await other.isIn()))
  })

  it('takes an answer once, also when it comes two hundred times at once', async () => {
    const somebody = await browser()
    const credential = phone.use((await somebody.challenge('/team/sign-in/passkey'))!)
    const replies = await Promise.all(Array.from({ length: 200 }, () => signIn(somebody, credential)))
    assert.equal(replies.filter(({ status }) => status === 303).length, 1)
    const { rowCount } = await admin.query('select from staff_session where staff_id = $1', [helen])
    assert.equal(rowCount, 1)
    assert.equal((await signIn(somebody, credential)).status, 422)
  })

  it('is refused to a copy whose counter does not rise', async () => {
    const somebody = await browser()
    const ask = async () => (await somebody.challenge('/team/sign-in/passkey'))!
    assert.equal((await signIn(somebody, phone.use(await ask(), { counter: 10_000 }))).status, 303)
    for (const counter of [10_000, 1])
      assert.equal((await signIn(somebody, phone.use(await ask(), { counter }))).status, 422)
    assert.equal((await signIn(somebody, phone.use(await ask(), { counter: 10_001 }))).status, 303)
  })

  it('gives a token that nobody knew, and ends the session before', async () => {
    const somebody = await browser(dev)
    const before = somebody.jar.get('lay-team')!
    const counter = 20_000
    await signIn(somebody, phone.use((await somebody.challenge('/team/sign-in/passkey'))!, { counter }))
    assert.notEqual(somebody.jar.get('lay-team'), before)
    const { rowCount } = await admin.query('select from staff_session where hash = $1', [tokenHash(before)])
    assert.equal(rowCount, 0)
  })

  it('asks a browser thirty times in a quarter of an hour, and then no more', async () => {
    const somebody = await browser()
    for (let i = 0; i < 30; i++) assert.ok(await somebody.challenge('/team/sign-in/passkey'))
    assert.equal(await somebody.challenge('/team/sign-in/passkey'), null)
    assert.ok(await (await browser()).challenge('/team/sign-in/passkey'), 'another browser is not kept out')
  })
})

describe('Somebody who lost their passkey', () => {
  /** Asked for by the rota manager and agreed to by the lead: the link, and the code that the lead says. */
  const letIn = async () => {
    const [rota, lead] = [await browser(priya), await browser(sam)]
    assert.equal((await rota.post(`/team/people/${dev}/recover`)).to, `/team/people/${dev}`)
    assert.match((await lead.get('/team/people')).html, /is to be let in again/)
    const recovery = /name="recovery" value="([^"]+)"/.exec((await lead.get(`/team/people/${dev}`)).html)![1]!
    const { html } = await lead.post(`/team/people/${dev}/recover/agree`, { recovery })
    const code = /<strong>(\d{4} \d{4})<\/strong>/.exec(html)![1]!
    return { rota, lead, recovery, code, path: linkIn((await lastMail('staff-recovery')).text) }
  }

  it('comes back by the link that was mailed and the code that was said, once', async () => {
    const phone = await browser(dev)
    const { code, path } = await letIn()
    const back = await browser()
    assert.equal((await back.get(path)).status, 200)
    assert.equal((await back.post(path, { code: '12345678' })).status, 422)
    assert.equal((await back.post(path, { code })).to, '/team/account')
    assert.match((await back.get('/team/account')).html, /Add a passkey on this device/)
    assert.ok(!(await phone.isIn()), 'whoever has the phone is out')
    assert.equal((await (await browser()).post(path, { code })).status, 404)
    const own = device(origin)
    await at(now.add({ minutes: 25 }))
    const credential = own.create((await back.challenge('/team/account/passkey'))!)
    assert.equal((await back.post('/team/account/passkey', { credential })).to, '/team/account')
    await at(start.add({ hours: 12 }))
    assert.ok(!(await back.isIn()), '12 hours and no longer')
  })

  it('takes five tries at the code, and no more', async () => {
    const { code, path } = await letIn()
    const guess = await browser()
    for (let i = 0; i < 5; i++) await guess.post(path, { code: `0000000${i}` })
    assert.equal((await guess.post(path, { code })).status, 404)
  })

  it('is let in within the hour, or not at all', async () => {
    const rota = await browser(priya)
    await rota.post(`/team/people/${dev}/recover`)
    await at(start.add({ minutes: 60 }))
    const lead = await browser(sam)
    const { rows } = await admin.query<{ id: string }>('select id from recovery')
    assert.equal((await lead.post(`/team/people/${dev}/recover/agree`, { recovery: rows[0]!.id })).status, 422)
    await at(start)
    await admin.query('truncate recovery')
    const { code, path } = await letIn()
    await at(start.add({ minutes: 60 }))
    assert.equal((await (await browser()).post(path, { code })).status, 404)
  })

  it('needs two people in two roles, neither of them the person', async () => {
    const lead = await browser(sam)
    assert.equal((await lead.post(`/team/people/${sam}/recover`)).status, 404)
    await lead.post(`/team/people/${dev}/recover`)
    const { rows } = await admin.query<{ id: string }>('select id from recovery')
    const form = { recovery: rows[0]!.id }
    assert.equal((await lead.post(`/team/people/${dev}/recover/agree`, form)).status, 422)
    const secondLead = await browser(await newStaff(admin, 'lead_ops'))
    assert.equal((await secondLead.post(`/team/people/${dev}/recover/agree`, form)).status, 422)
    const rota = await browser(priya)
    assert.equal((await rota.post(`/team/people/${dev}/recover/agree`, form)).status, 404)
    assert.equal((await (await browser(okafor)).post(`/team/people/${dev}/recover/agree`, form)).status, 200)
  })

  it('is let in by nobody once it was stopped', async () => {
    const { rota, recovery, path, code } = await letIn()
    await rota.post(`/team/people/${dev}/recover/stop`, { recovery })
    assert.equal((await (await browser()).post(path, { code })).status, 404)
  })
})

describe('People and access', () => {
  it('shows everybody to the lead and governance, and to a provider its own', async () => {
    for (const who of [sam, okafor]) {
      const { html } = await (await browser(who)).get('/team/people')
      for (const id of [priya, dev, otherRota]) assert.ok(html.includes(`/team/people/${id}`))
    }
    const rota = await browser(priya)
    const { html } = await rota.get('/team/people')
    assert.ok(html.includes(dev) && !html.includes(otherRota) && !html.includes(sam))
    assert.equal((await rota.get(`/team/people/${otherRota}`)).status, 404)
    assert.equal((await rota.post(`/team/people/${otherRota}/recover`)).status, 404)
    for (const act of ['invite', 'give-role', 'take-role', 'leave'])
      assert.equal((await rota.post(`/team/people/${dev}/${act}`, { role: 'supervisor' })).status, 404, act)
  })

  it('is nothing to everybody else', async () => {
    const coach = await browser(dev)
    for (const path of ['/team/people', `/team/people/${dev}`, '/team/people/invite', '/team/people/review'])
      assert.equal((await coach.get(path)).status, 404)
    assert.equal((await (await browser()).get('/team/people')).to, '/team/sign-in')
  })

  it('lets nobody change themselves, and the lead nobody of governance', async () => {
    const lead = await browser(sam)
    for (const [id, role] of [
      [sam, 'supervisor'],
      [okafor, 'supervisor'],
      [priya, 'governance'],
      [priya, 'sysadmin'],
      [priya, 'coach'],
    ] as const)
      assert.equal((await lead.post(`/team/people/${id}/give-role`, { role })).status, 404, role)
    for (const id of [sam, okafor]) assert.equal((await lead.post(`/team/people/${id}/leave`)).status, 404)
  })

  it('signs out whoever gets or loses a role', async () => {
    const id = await newStaff(admin, 'supervisor')
    const [governance, theirs] = [await browser(okafor), await browser(id)]
    assert.ok(await theirs.isIn())
    await governance.post(`/team/people/${id}/give-role`, { role: 'duty_lead' })
    assert.ok(!(await theirs.isIn()))
    const again = await browser(id)
    await governance.post(`/team/people/${id}/take-role`, { role: 'duty_lead' })
    assert.ok(!(await again.isIn()))
    const { rows } = await admin.query('select verb, reason from audit_event where subject_id = $1 order by n', [id])
    assert.deepEqual(rows, [
      { verb: 'staff.role-given', reason: 'duty_lead' },
      { verb: 'staff.role-taken', reason: 'duty_lead' },
    ])
  })

  it('takes everything from a leaver in one act', async () => {
    const id = await newStaff(admin, 'supervisor')
    await admin.query(
      `insert into passkey (staff_id, credential_id, public_key, counter, device) values ($1, $2, '\\x01', 0, 'A phone')`,
      [id, tokenHash(id)],
    )
    await admin.query(`insert into oidc_link (staff_id, issuer, subject) values ($1::uuid, 'https://idp', $1::text)`, [
      id,
    ])
    const [governance, theirs] = [await browser(okafor), await browser(id)]
    await governance.post(`/team/people/${id}/invite`)
    await governance.post(`/team/people/${id}/recover`)
    const path = linkIn((await lastMail('staff-invitation')).text)
    const invitedBrowser = await browser()
    await invitedBrowser.post(path)
    assert.equal((await governance.post(`/team/people/${id}/leave`)).status, 303)
    assert.ok(!(await theirs.isIn()))
    assert.equal((await invitedBrowser.get(path)).status, 404)
    for (const table of ['staff_role', 'staff_session', 'passkey', 'oidc_link', 'invitation', 'recovery']) {
      const { rowCount } = await admin.query(`select from ${table} where staff_id = $1 and ended_at is null`, [id])
      assert.equal(rowCount, 0, table)
    }
    const { rowCount } = await admin.query('select from one_time_code where subject = $1 and used_at is null', [id])
    assert.equal(rowCount, 0)
  })
})

describe('A coach who is let go', () => {
  it('is offered no more, and is nobody here', async () => {
    const id = crypto.randomUUID()
    await admin.query(
      `insert into coach (id, provider_id, email, name_shown, background, gender, languages, ethnically_diverse, modes,
         services, daily_cap, gap_minutes)
       values ($1, $2, 'ama@example.org', 'Ama', 'Midwife', 'woman', '{en}', false, '{video}', '{lay-too}', 8, 15)`,
      [id, elsewhere],
    )
    const [lead, coach] = [await browser(sam), await browser(id)]
    assert.ok(await coach.isIn())
    assert.match((await lead.get(`/team/people/${id}`)).html, /those ahead wait for another coach/)
    assert.equal((await lead.post(`/team/people/${id}/leave`)).status, 303)
    assert.ok(!(await coach.isIn()))
    const { rows } = await admin.query(
      'select c.active as offered, s.active as here from coach c join staff s on s.id = c.id where c.id = $1',
      [id],
    )
    assert.deepEqual(rows, [{ offered: false, here: false }])
    const { rows: trail } = await admin.query('select verb from audit_event where subject_id = $1 order by n', [id])
    assert.deepEqual(
      trail.map(({ verb }) => verb as string),
      ['coach.left', 'staff.left'],
    )
    assert.match((await lead.get(`/team/people/${id}`)).html, /Left/)
  })
})

describe('The review of every three months', () => {
  it('is overdue from the day after three months, signed once every line has an answer, and kept', async () => {
    await admin.query('delete from access_review')
    await admin.query(`update staff set made_at = '2026-08-24T12:00Z' where id = $1`, [sam])
    const governance = await browser(okafor)
    assert.match((await governance.get('/team/people')).html, /Overdue/)
    const lines = [
      ...(await governance.get('/team/people/review')).html.matchAll(/name="(role-[^"]+)"[^>]*value="kept"/g),
    ]
    const keys = [...new Set(lines.map(([, key]) => key!))]
    assert.ok(keys.length >= 5)
    const held = async (id: string, role: string) =>
      (
        await admin.query<{ key: string }>(
          `select 'role-' || id as key from staff_role where staff_id = $1 and role = $2 and ended_at is null`,
          [id, role],
        )
      ).rows[0]!.key
    const leaver = await held(otherRota, 'partner_rota')
    const all: Form = Object.fromEntries(keys.map((key) => [key, 'kept']))
    const { [leaver]: _, ...missing } = all
    assert.equal((await governance.post('/team/people/review', missing)).status, 422)
    const self = await held(okafor, 'governance')
    assert.equal((await governance.post('/team/people/review', { ...all, [self]: 'removed' })).status, 422)
    assert.equal((await governance.post('/team/people/review', { ...all, [leaver]: 'removed' })).to, '/team/people')
    assert.doesNotMatch((await governance.get('/team/people')).html, /Overdue/)
    const { rows } = await admin.query(
      `select v.signed_by as by, v.signed_as as as, l.decision from access_review v join access_review_line l on l.review_id = v.id
        where l.staff_id = $1`,
      [otherRota],
    )
    assert.deepEqual(rows, [{ by: okafor, as: 'governance', decision: 'removed' }])
    const { rowCount } = await admin.query('select from staff_role where staff_id = $1 and ended_at is null', [
      otherRota,
    ])
    assert.equal(rowCount, 0)
  })
})
