import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tokenHash } from '#identity'
import { device } from '../../testing/passkey.ts'
import {
  admin,
  at,
  browser,
  codeIn,
  dev,
  enrolled,
  lastMail,
  linkIn,
  now,
  okafor,
  origin,
  priya,
  sam,
  start,
} from '../../testing/people.ts'
import { newStaff } from '../../testing/staff.ts'

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
