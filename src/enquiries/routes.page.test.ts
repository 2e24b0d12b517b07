import assert from 'node:assert/strict'
import { guardsWith } from '../../testing/staff.ts'
import { randomUUID } from 'node:crypto'
import { after, beforeEach, it } from 'node:test'
import { closed, serve } from '#web'
import { layDemoProgramme, layReference } from '../../seed/reference.ts'
import { freshDatabase } from '../../testing/database.ts'
import { assertValidHtml } from '../../testing/html.ts'
import { keysFor } from '../../testing/keys.ts'
import { anyone, codeOf, worker } from '#lib/door'
import { query, text } from '#lib/sql'
import { enquiriesVerb, enquiryRoutes, forgetEnquiries } from './index.ts'

const { db, admin, setClock } = await freshDatabase()
await layReference(admin)
await layDemoProgramme(admin)
const now = Temporal.Instant.from('2026-11-23T19:00:00Z')
await setClock(now)
const { holder: vault } = await keysFor({ db })
const ports = { db, clock: () => now, baseUrl: 'http://localhost:3000', vault }
const verb = enquiriesVerb(() => vault)
const app = await serve({
  routes: enquiryRoutes(ports),
  ports,
  guards: guardsWith({ loopback: closed, demo: closed }),
})
after(() => app.close())
beforeEach(() => admin.query('truncate enquiry'))

const host = { host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }
const get = (url: string) => app.inject({ url, headers: host })
const send = (url: string, form: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url,
    headers: { ...host, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })
const kept = async () => (await admin.query('select * from enquiry')).rows
const awayDay = '/offers/lay-team-away-day/interest'
const marks = { 'team-size': '14', minutes: '240', aim: 'To breathe', dates: '14 January', email: 'mark@example.org' }

it('shows all six services with a way to each', async () => {
  const reply = await get('/offers')
  await assertValidHtml(reply.body)
  const links = [...reply.body.matchAll(/href="\/offers\/([\w-]+)"/g)].map((match) => match[1])
  assert.deepEqual(links, ['lay-too', 'lay-too-ed', 'lay-career', 'lay-team', 'lay-too-group', 'lay-team-away-day'])
})

it('leads from a service with times to booking, and from another to its form', async () => {
  const ways: [string, boolean, boolean][] = [
    ['lay-too', true, false],
    ['lay-team', true, true],
    ['lay-too-group', false, true],
    ['lay-team-away-day', false, true],
  ]
  for (const [key, books, asks] of ways) {
    const reply = await get(`/offers/${key}`)
    await assertValidHtml(reply.body)
    assert.equal(reply.body.includes(`href="/book/topic?offer=${key}"`), books, key)
    assert.equal(reply.body.includes(`href="/offers/${key}/interest"`), asks, key)
    assert.equal((await get(`/offers/${key}/interest`)).statusCode, asks ? 200 : 404, key)
    assert.equal((await get(`/offers/${key}/thank-you`)).statusCode, asks ? 200 : 404, key)
  }
})

it('has valid forms that ask nothing about an employer', async () => {
  for (const key of ['lay-too-group', 'lay-team', 'lay-team-away-day']) {
    const { body } = await get(`/offers/${key}/interest`)
    await assertValidHtml(body)
    assert.doesNotMatch(body, /name="(employer|workplace|organisation|practice)"/)
    assert.match(body, /we do not tell your employer/)
    await assertValidHtml((await get(`/offers/${key}/thank-you`)).body)
  }
})

it('lets Mark ask for an away day, and thanks him', async () => {
  const reply = await send(awayDay, { ...marks, id: randomUUID(), area: 'QHM' })
  assert.deepEqual([reply.statusCode, reply.headers.location], [303, '/offers/lay-team-away-day/thank-you'])
  const [row] = await kept()
  assert.deepEqual(
    [row.service_key, row.service_version, row.team_size, row.minutes, row.area],
    ['lay-team-away-day', 1, 14, 240, 'QHM'],
  )
  assert.doesNotMatch(JSON.stringify(row), /breathe|January|mark/)
  assert.match((await get(reply.headers.location!)).body, /0808 157 0123/)
})

it('keeps one enquiry of a form that was sent twice', async () => {
  const id = randomUUID()
  const replies = await Promise.all([send(awayDay, { ...marks, id }), send(awayDay, { ...marks, id })])
  assert.deepEqual(
    replies.map(({ statusCode }) => statusCode),
    [303, 303],
  )
  assert.equal((await kept()).length, 1)
})

it('takes an enquiry whose id is missing or was tampered with for a new one', async () => {
  for (const id of ['', 'x', "'; --"]) assert.equal((await send(awayDay, { ...marks, id })).statusCode, 303)
  assert.equal((await kept()).length, 3)
})

it('says what is wrong at the top and beside the field, keeps nothing, and loses nothing that was typed', async () => {
  const aim = 'Say <b>thanks</b> & "rest"'
  const reply = await send(awayDay, { ...marks, aim, 'team-size': 'a dozen', email: 'mark@' })
  assert.equal(reply.statusCode, 422)
  await assertValidHtml(reply.body)
  assert.match(reply.body, /<title>Error: /)
  for (const field of ['team-size', 'email']) {
    assert.ok(reply.body.includes(`href="#${field}"`), field)
    assert.ok(reply.body.includes(`id="${field}-error"`), field)
  }
  for (const typed of ['value="a dozen"', 'value="mark@"', 'Say &lt;b&gt;thanks&lt;/b&gt; &amp; ', '14 January'])
    assert.ok(reply.body.includes(typed), typed)
  assert.match(reply.body, /value="240"[^>]* checked/)
  assert.deepEqual(await kept(), [])
})

it('answers the same for a service that is not there and one that takes no interest', async () => {
  const bodies = [
    await get('/offers/nothing/interest'),
    await get('/offers/lay-too/interest'),
    await send('/offers/lay-too/interest', marks),
  ]
  assert.deepEqual(
    bodies.map(({ statusCode }) => statusCode),
    [404, 404, 404],
  )
  assert.deepEqual(await kept(), [])
})

it('cannot be read back by the pages, nor the address by an operator', async () => {
  const read = (column: string) => query({ [column]: text }, `select ${column}::text as ${column} from enquiry`)
  for (const [actor, column] of [
    [anyone, 'id'],
    [worker, 'sealed_email'],
    [worker, 'sealed_aim'],
  ] as const)
    await assert.rejects(
      db.withActor(actor, (tx) => read(column)(tx)),
      (error) => codeOf(error) === '42501',
      column,
    )
})

async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), progress() {} }
  return { status: await verb.run(args, io, { db }), out, err }
}

it('is listed without the person, shown for a task after that was recorded, and answered', async () => {
  const id = randomUUID()
  await send(awayDay, { ...marks, id })
  const { out } = await run('list')
  assert.equal(out.length, 1)
  assert.doesNotMatch(out[0]!, /mark|breathe/)
  const shown = await run('show', id, '--task', 'CALL-17')
  assert.ok(shown.out.includes('email\tmark@example.org'))
  assert.ok(shown.out.includes('aim\tTo breathe'))
  const events = () => admin.query('select verb, reason from audit_event where subject_id = $1 order by id', [id])
  assert.deepEqual((await events()).rows, [
    { verb: 'enquiry.shown', reason: 'task CALL-17' },
    { verb: 'key.opened', reason: 'contact' },
  ])
  assert.equal((await run('answered', id)).status, 0)
  assert.equal((await run('answered', id)).status, 1)
  assert.deepEqual((await run('list')).out, [])
})

it('is not shown without a task, nor when there is none', async () => {
  const id = randomUUID()
  await send(awayDay, { ...marks, id })
  const wrong = [
    ['show', id],
    ['show', id, '--task', ''],
    ['show', id, '--task', 'mark rang'],
    ['show', randomUUID(), '--task', 'A1'],
  ]
  for (const args of [...wrong, ['show', 'x', '--task', 'A1'], ['answered', 'x'], ['list', 'x'], []]) {
    const { status, out, err } = await run(...args)
    assert.deepEqual([status, out, err.length], [1, [], 1], args.join(' '))
  }
  assert.equal((await admin.query('select from audit_event where subject_id = $1', [id])).rowCount, 0)
})

it('is deleted 30 days after the answer, and after a year in any case', async () => {
  const [answered, waiting] = [randomUUID(), randomUUID()]
  for (const id of [answered, waiting]) await send(awayDay, { ...marks, id })
  await run('answered', answered)
  const at = async (later: { hours: number }) => {
    await setClock(now.add(later))
    return db.withActor(worker, forgetEnquiries)
  }
  assert.equal(await at({ hours: 30 * 24 }), 0)
  assert.equal(await at({ hours: 30 * 24 + 1 }), 1)
  assert.equal(await at({ hours: 365 * 24 }), 0)
  assert.equal(await at({ hours: 365 * 24 + 1 }), 1)
  await setClock(now)
})

it('takes nobody new while a service is paused, says so in the words of whoever paused it, and loses nothing typed', async () => {
  const words = 'We plan no away days before January.'
  await admin.query(
    `insert into pause (service_key, during, words) values ('lay-team-away-day', '[2026-11-23T18:00Z,2026-11-23T20:00Z)', $1)`,
    [words],
  )
  const all = await get('/offers')
  await assertValidHtml(all.body)
  assert.match(all.body, /New bookings are paused: [^]*We plan no away days before January\./)
  assert.equal(all.body.match(/New bookings are paused\./g)?.length, 1)
  const offer = await get('/offers/lay-team-away-day')
  await assertValidHtml(offer.body)
  assert.ok(offer.body.includes(words) && !offer.body.includes(awayDay))
  assert.equal((await get(awayDay)).headers.location, '/offers/lay-team-away-day')
  const sent = await send(awayDay, marks)
  assert.equal(sent.statusCode, 409)
  assert.ok(sent.body.includes(words) && sent.body.includes('To breathe'))
  assert.deepEqual(await kept(), [])
  assert.ok((await get('/offers/lay-too-group')).body.includes('/offers/lay-too-group/interest'))
})
