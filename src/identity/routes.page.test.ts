import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { serve, type Route } from '#web'
import { freshDatabase } from '../../testing/database.ts'
import { newStaff } from '../../testing/staff.ts'
import { codeOf } from './codes.ts'
import { guards } from './guards.ts'
import { partyOf } from './passkeys/party.ts'
import { busyPage } from './pages/busy.ts'
import { signInRoutes } from './routes.ts'

const { db, admin, setClock } = await freshDatabase()
const start = Temporal.Instant.from('2026-11-23T07:00:00Z')
const codeKey = Buffer.alloc(32, 5)
const dev = { key: 'dev', name: 'Dev', about: 'A coach, a practice nurse before', staffId: randomUUID() }
const amina = { key: 'amina', name: 'Amina <3', about: 'A receptionist on nights', staffId: null }
await admin.query(`insert into staff (id, email, name) values ($1, 'dev@example.org', 'Dev')`, [dev.staffId])
await admin.query(
  `with here as (insert into provider (key, name) values ('kestrel', 'Kestrel') returning id)
   insert into staff_role (staff_id, role, provider_id) select $1, 'coach', id from here`,
  [dev.staffId],
)
const posted: string[] = []
const routes = signInRoutes({
  db,
  codeKey,
  sendCode: async (_, { codeId }) => void posted.push(codeId),
  tell: async () => {},
  origin: 'http://localhost:3000',
  party: partyOf('http://localhost:3000'),
  oidc: null,
  cast: async () => [dev, amina],
})
const ports = { clock: () => start, baseUrl: 'http://localhost:3000' }
const today: Route = {
  method: 'GET',
  path: '/team/today',
  may: 'coach',
  level: 'code',
  handle: async ({ viewer }) => ({ kind: 'json', body: viewer.id }),
}
const app = await serve({
  routes: [...routes, today],
  ports,
  guards: guards({ db, ...ports, demo: true }),
})
after(() => app.close())

/** A browser: keeps cookies, opens pages, sends forms. */
function newBrowser(remoteAddress = '127.0.0.1') {
  const jar = new Map<string, string>()
  const send = async (method: 'GET' | 'POST', url: string, form: Record<string, string> = {}) => {
    const sent = {
      method,
      url,
      remoteAddress,
      headers: { host: 'localhost:3000', 'sec-fetch-site': 'same-origin' },
      cookies: Object.fromEntries(jar),
    }
    const reply = await app.inject(
      method === 'GET'
        ? sent
        : {
            ...sent,
            headers: { ...sent.headers, 'content-type': 'application/x-www-form-urlencoded' },
            payload: new URLSearchParams(form).toString(),
          },
    )
    for (const { name, value } of reply.cookies)
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    return reply
  }
  /** The id of the coach who is signed in, or undefined. */
  const coach = async () => {
    const reply = await send('GET', '/team/today')
    return reply.statusCode === 200 ? reply.json<string>() : undefined
  }
  return { send, jar, coach }
}

type Answer = { statusCode: number; headers: Record<string, unknown>; body: string }

const leadsTo = ({ statusCode, headers }: Answer, path: string) =>
  assert.deepEqual([statusCode, headers['location']], [303, path])
const lastCode = () => codeOf(codeKey, posted.at(-1)!)

beforeEach(async () => {
  await setClock(start)
  await admin.query('truncate one_time_code, staff_session')
})

it('signs a coach in by the code that was sent, and out again', async () => {
  const { send, coach, jar } = newBrowser()
  leadsTo(await send('POST', '/team/sign-in', { email: ' Dev@Example.org ' }), '/team/sign-in/code')
  const code = lastCode()
  assert.match((await send('GET', '/team/sign-in/code')).body, /autocomplete="one-time-code"/)
  const typed = `${code.slice(0, 4)} ${code.slice(4)}`
  leadsTo(await send('POST', '/team/sign-in/code', { code: typed }), '/team/today')
  assert.equal(await coach(), dev.staffId)
  leadsTo(await send('POST', '/team/sign-out'), '/team/sign-in')
  assert.equal(jar.has('lay-team'), false)
  assert.equal(await coach(), undefined)
})

it('lets in one of 200 right tries at once, with one session', async () => {
  const { send } = newBrowser()
  await send('POST', '/team/sign-in', { email: 'dev@example.org' })
  const code = lastCode()
  const replies = await Promise.all(Array.from({ length: 200 }, () => send('POST', '/team/sign-in/code', { code })))
  assert.equal(replies.filter(({ statusCode }) => statusCode === 303).length, 1)
  assert.equal((await admin.query('select from staff_session')).rowCount, 1)
})

it('sends no code to anybody of staff but coaches: they look like somebody unknown', async () => {
  const id = await newStaff(admin, 'governance')
  const { send } = newBrowser()
  leadsTo(await send('POST', '/team/sign-in', { email: `${id}@example.org` }), '/team/sign-in/code')
  const { rows } = await admin.query<{ subject: string | null }>('select subject from one_time_code')
  assert.deepEqual(rows, [{ subject: null }])
})

it('answers alike whether or not somebody has the address, and plans a message for both', async () => {
  const seen = []
  for (const email of ['dev@example.org', 'nobody@example.org']) {
    const { send } = newBrowser()
    const before = posted.length
    const replies = [
      await send('POST', '/team/sign-in', { email }),
      await send('GET', '/team/sign-in/code'),
      await send('POST', '/team/sign-in/code', { code: '12345678' }),
    ]
    seen.push([...replies.map(outside), posted.length - before])
  }
  assert.deepEqual(seen[0], seen[1])
})

/** What somebody outside can tell of an answer, without what differs from one second or browser to the next. */
const outside = ({ statusCode, headers, body }: Answer) => [
  statusCode,
  { ...headers, date: null, 'set-cookie': String(headers['set-cookie']).replace(/=[\w-]{22};/, '=token;') },
  body,
]

it('leaves a browser in which somebody was signed in its own codes, however often strangers ask', async () => {
  const known = newBrowser()
  await known.send('POST', '/team/sign-in', { email: 'dev@example.org' })
  await known.send('POST', '/team/sign-in/code', { code: lastCode() })
  await known.send('POST', '/team/sign-out')
  for (let i = 0; i < 4; i++) await newBrowser().send('POST', '/team/sign-in', { email: 'dev@example.org' })
  const { rows } = await admin.query('select from one_time_code where subject is not null')
  assert.equal(rows.length, 4, 'strangers had three')
  await known.send('POST', '/team/sign-in', { email: 'dev@example.org' })
  leadsTo(await known.send('POST', '/team/sign-in/code', { code: lastCode() }), '/team/today')
})

it('lets nobody in with a code of another browser, or the code of a decoy', async () => {
  const [one, other] = [newBrowser(), newBrowser()]
  await one.send('POST', '/team/sign-in', { email: 'dev@example.org' })
  const code = lastCode()
  await other.send('POST', '/team/sign-in', { email: 'nobody@example.org' })
  for (const tried of [code, lastCode()])
    assert.equal((await other.send('POST', '/team/sign-in/code', { code: tried })).statusCode, 422)
  assert.equal(await other.coach(), undefined)
})

it('says beside the field and at the top what is wrong, and keeps what was typed', async () => {
  const { send } = newBrowser()
  const refused = async (path: string, form: Record<string, string>) => {
    const { statusCode, body } = await send('POST', path, form)
    assert.equal(statusCode, 422)
    assert.match(body, /<title>Error: /)
    return body
  }
  const email = await refused('/team/sign-in', { email: '"><img onerror>' })
  assert.match(email, /href="#email"[^>]*>\s*Enter an email address in the correct format/)
  assert.match(email, /id="email-error"/)
  assert.match(email, /value="&quot;&gt;&lt;img onerror&gt;"/)
  assert.match(await refused('/team/sign-in', {}), /Enter an email address\s*</)
  await send('POST', '/team/sign-in', { email: 'dev@example.org' })
  assert.match(await refused('/team/sign-in/code', { code: '1234' }), /href="#code"[^>]*>\s*Enter the code of 8 digits/)
  assert.match(await refused('/team/sign-in/code', { code: '12345678' }), /This code is not right, or it has ended/)
})

it('does not count as a try what cannot be a code', async () => {
  const { send, coach } = newBrowser()
  await send('POST', '/team/sign-in', { email: 'dev@example.org' })
  for (let i = 0; i < 9; i++) await send('POST', '/team/sign-in/code', { code: 'dev' })
  await send('POST', '/team/sign-in/code', { code: lastCode() })
  assert.equal(await coach(), dev.staffId)
})

it('says when a browser has asked for too many codes', async () => {
  const { send } = newBrowser()
  for (let i = 0; i < 3; i++)
    leadsTo(await send('POST', '/team/sign-in', { email: 'dev@example.org' }), '/team/sign-in/code')
  const { statusCode, body, headers } = await send('POST', '/team/sign-in', { email: 'dev@example.org' })
  assert.deepEqual([statusCode, headers['retry-after']], [429, '900'])
  assert.match(body, /Wait 15 minutes/)
})

it('starts again where the browser has not asked for a code', async () => {
  leadsTo(await newBrowser().send('GET', '/team/sign-in/code'), '/team/sign-in')
})

describe('in a demonstration', () => {
  before(() => admin.query('insert into demonstration default values'))
  after(() => admin.query('delete from demonstration'))

  it('gives a new session at each sign-in and ends the one before', async () => {
    const { send, jar } = newBrowser()
    await send('POST', '/dev/sign-in', { who: 'dev' })
    const before = jar.get('lay-team')
    await send('POST', '/dev/sign-in', { who: 'dev' })
    assert.notEqual(jar.get('lay-team'), before)
    assert.equal((await admin.query('select 1 from staff_session')).rowCount, 1)
  })

  it('lets one be anybody in the demonstration, by one button each', async () => {
    const { send, coach } = newBrowser()
    const { body } = await send('GET', '/dev/sign-in')
    assert.equal(body.match(/<button/g)?.length, 2)
    assert.match(body, /Go on as Amina &lt;3/)
    leadsTo(await send('POST', '/dev/sign-in', { who: 'dev' }), '/team/today')
    assert.equal(await coach(), dev.staffId)
    leadsTo(await send('POST', '/dev/sign-in', { who: 'amina' }), '/')
    assert.equal(await coach(), undefined)
  })

  it('lets a script sign in, which sends no more than the form', async () => {
    const reply = await app.inject({
      method: 'POST',
      url: '/dev/sign-in',
      headers: { host: 'localhost:3000', 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'who=dev',
    })
    leadsTo(reply, '/team/today')
  })
})

it('has no demonstration for anybody elsewhere, and nobody in it who is not of the cast', async () => {
  const away = newBrowser('192.0.2.1')
  assert.equal((await away.send('GET', '/dev/sign-in')).statusCode, 404)
  assert.equal((await away.send('POST', '/dev/sign-in', { who: 'dev' })).statusCode, 404)
  for (const who of ['', 'nobody', dev.staffId])
    assert.equal((await newBrowser().send('POST', '/dev/sign-in', { who })).statusCode, 404)
})

it('takes a form from none but its own pages', async () => {
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.org' }]) {
    const form = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost:3000' }
    const payload = 'email=dev%40example.org'
    const reply = await app.inject({ method: 'POST', url: '/team/sign-in', headers: { ...form, ...headers }, payload })
    assert.equal(reply.statusCode, 403)
  }
})

it('writes pages that are valid HTML', async () => {
  const { send } = newBrowser()
  const pages = [await send('GET', '/team/sign-in'), await send('POST', '/team/sign-in', { email: 'x' })]
  await send('POST', '/team/sign-in', { email: 'dev@example.org' })
  pages.push(
    await send('GET', '/team/sign-in/code'),
    await send('POST', '/team/sign-in/code', {}),
    await send('GET', '/dev/sign-in'),
  )
  const check = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'] })
  const busy = busyPage({ action: '/book/time', fields: { start: '"<b>' }, seconds: 9, back: '/book/how' })
  for (const body of [...pages.map((reply) => reply.body), busy.markup]) {
    const { results } = await check.validateString(body)
    assert.deepEqual(
      results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => [ruleId, message, line])),
      [],
    )
  }
})
