import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, it } from 'node:test'
import { NotFound, type Reply } from '#web'
import { freshDatabase } from '../../testing/database.ts'
import { codeOf } from './codes.ts'
import { guards, type Asking } from './guards.ts'
import { signInRoutes } from './routes.ts'

const { db, admin, setClock } = await freshDatabase()
const start = Temporal.Instant.from('2026-11-23T07:00:00Z')
const codeKey = Buffer.alloc(32, 5)
const dev = { key: 'dev', name: 'Dev', about: 'A coach, a practice nurse before', staffId: randomUUID() }
const amina = { key: 'amina', name: 'Amina <3', about: 'A receptionist on nights', staffId: null }
const posted: string[] = []
const routes = signInRoutes({
  db,
  codeKey,
  findStaff: async (_, email) => (email === 'dev@example.org' ? { id: dev.staffId } : null),
  sendCode: async (_, { codeId }) => void posted.push(codeId),
  cast: async () => [dev, amina],
})
const guard = guards({ db, clock: () => start, demo: true, staffById: async (_, id) => ({ id }) })

const asking = (more: Partial<Asking>): Asking => ({
  requestId: 'r-1',
  method: 'GET',
  path: '/team/today',
  params: {},
  query: {},
  form: {},
  json: undefined,
  headers: { host: 'localhost:3000' },
  cookies: {},
  address: '127.0.0.1',
  now: start,
  ...more,
})

/** A browser: keeps cookies, sends forms, is let in or not as the guards say. */
function newBrowser(address = '127.0.0.1') {
  const jar = new Map<string, string>()
  const send = async (method: 'GET' | 'POST', path: string, form: Record<string, string> = {}): Promise<Reply> => {
    const route = routes.find((known) => known.method === method && known.path === path)
    assert.ok(route, `${method} ${path}`)
    const visit = asking({
      method,
      path,
      form: Object.fromEntries(Object.entries(form).map(([name, value]) => [name, [value]])),
      cookies: Object.fromEntries(jar),
      address,
    })
    const viewer = await guard[route.may](visit)
    const reply = 'id' in viewer ? await route.handle({ ...visit, viewer }) : viewer
    for (const { name, value } of reply.cookies ?? []) value === null ? jar.delete(name) : jar.set(name, value)
    return reply
  }
  const coach = () => guard.coach(asking({ cookies: Object.fromEntries(jar) }))
  return { send, jar, coach }
}

/** The markup and status of a reply that is a page. */
function pageOf(reply: Reply) {
  assert.ok(reply.kind === 'page')
  return { markup: reply.page.markup, status: reply.status ?? 200 }
}

const toCode = (reply: Reply) => assert.ok(reply.kind === 'see-other' && reply.path === '/team/sign-in/code')
const lastCode = () => codeOf(codeKey, posted.at(-1)!)

beforeEach(async () => {
  await setClock(start)
  await admin.query('truncate one_time_code, team_session')
})

it('signs a coach in by the code that was sent, and out again', async () => {
  const { send, coach, jar } = newBrowser()
  toCode(await send('POST', '/team/sign-in', { email: ' Dev@Example.org ' }))
  const code = lastCode()
  assert.match(pageOf(await send('GET', '/team/sign-in/code')).markup, /autocomplete="one-time-code"/)
  const reply = await send('POST', '/team/sign-in/code', { code: `${code.slice(0, 4)} ${code.slice(4)}` })
  assert.ok(reply.kind === 'see-other' && reply.path === '/team/today')
  assert.deepEqual(await coach(), { kind: 'coach', id: dev.staffId })
  await send('POST', '/team/sign-out')
  assert.equal(jar.has('lay-team'), false)
  assert.equal((await coach()).kind, 'see-other')
})

it('answers alike whether or not somebody has the address: status, place, cookies, page, message planned', async () => {
  const seen = []
  for (const email of ['dev@example.org', 'nobody@example.org']) {
    const { send } = newBrowser()
    const before = posted.length
    const asked = await send('POST', '/team/sign-in', { email })
    const shown = pageOf(await send('GET', '/team/sign-in/code'))
    const wrong = pageOf(await send('POST', '/team/sign-in/code', { code: '12345678' }))
    const cookies = asked.cookies?.map(({ name, value, maxAgeSeconds }) => [name, value?.length, maxAgeSeconds])
    seen.push([{ ...asked, cookies }, shown, wrong, posted.length - before])
  }
  assert.deepEqual(seen[0], seen[1])
})

it('lets nobody in with a code of another browser, or the code of a decoy', async () => {
  const [one, other] = [newBrowser(), newBrowser()]
  await one.send('POST', '/team/sign-in', { email: 'dev@example.org' })
  const code = lastCode()
  await other.send('POST', '/team/sign-in', { email: 'nobody@example.org' })
  for (const tried of [code, lastCode()])
    assert.equal(pageOf(await other.send('POST', '/team/sign-in/code', { code: tried })).status, 422)
  assert.equal((await other.coach()).kind, 'see-other')
})

it('says beside the field and at the top what is wrong, and keeps what was typed', async () => {
  const { send } = newBrowser()
  const markup = async (path: string, form: Record<string, string>) => {
    const { status, markup } = pageOf(await send('POST', path, form))
    assert.equal(status, 422)
    assert.match(markup, /<title>Error: /)
    return markup
  }
  const email = await markup('/team/sign-in', { email: '"><img onerror>' })
  assert.match(email, /href="#email"[^>]*>\s*Enter an email address in the correct format/)
  assert.match(email, /id="email-error"/)
  assert.match(email, /value="&quot;&gt;&lt;img onerror&gt;"/)
  assert.match(await markup('/team/sign-in', {}), /Enter an email address\s*</)
  await send('POST', '/team/sign-in', { email: 'dev@example.org' })
  assert.match(await markup('/team/sign-in/code', { code: '1234' }), /href="#code"[^>]*>\s*Enter the code of 8 digits/)
  assert.match(await markup('/team/sign-in/code', { code: '12345678' }), /This code is not right, or it has ended/)
})

it('does not count as a try what cannot be a code', async () => {
  const { send, coach } = newBrowser()
  await send('POST', '/team/sign-in', { email: 'dev@example.org' })
  for (let i = 0; i < 9; i++) await send('POST', '/team/sign-in/code', { code: 'dev' })
  await send('POST', '/team/sign-in/code', { code: lastCode() })
  assert.equal((await coach()).kind, 'coach')
})

it('says when a browser has asked for too many codes', async () => {
  const { send } = newBrowser()
  for (let i = 0; i < 3; i++) toCode(await send('POST', '/team/sign-in', { email: 'dev@example.org' }))
  const reply = await send('POST', '/team/sign-in', { email: 'dev@example.org' })
  assert.equal(pageOf(reply).status, 429)
  assert.match(pageOf(reply).markup, /Wait 15 minutes/)
  assert.equal(reply.headers?.['retry-after'], '900')
})

it('starts again where the browser has not asked for a code', async () => {
  const reply = await newBrowser().send('GET', '/team/sign-in/code')
  assert.ok(reply.kind === 'see-other' && reply.path === '/team/sign-in')
})

it('gives a new session at each sign-in and ends the one before', async () => {
  const { send, jar } = newBrowser()
  await send('POST', '/dev/sign-in', { who: 'dev' })
  const before = jar.get('lay-team')
  await send('POST', '/dev/sign-in', { who: 'dev' })
  assert.notEqual(jar.get('lay-team'), before)
  assert.equal((await admin.query('select 1 from team_session')).rowCount, 1)
})

it('lets one be anybody in the demonstration, by one button each', async () => {
  const { send, coach } = newBrowser()
  const { markup } = pageOf(await send('GET', '/dev/sign-in'))
  assert.equal(markup.match(/<button/g)?.length, 2)
  assert.match(markup, /Go on as Amina &lt;3/)
  const asDev = await send('POST', '/dev/sign-in', { who: 'dev' })
  assert.ok(asDev.kind === 'see-other' && asDev.path === '/team/today')
  assert.deepEqual(await coach(), { kind: 'coach', id: dev.staffId })
  const asAmina = await send('POST', '/dev/sign-in', { who: 'amina' })
  assert.ok(asAmina.kind === 'see-other' && asAmina.path === '/')
  assert.equal((await coach()).kind, 'see-other')
})

it('has no demonstration for anybody elsewhere, and nobody in it who is not of the cast', async () => {
  await assert.rejects(newBrowser('192.0.2.1').send('GET', '/dev/sign-in'), NotFound)
  await assert.rejects(newBrowser('192.0.2.1').send('POST', '/dev/sign-in', { who: 'dev' }), NotFound)
  for (const who of ['', 'nobody', dev.staffId])
    await assert.rejects(newBrowser().send('POST', '/dev/sign-in', { who }), NotFound)
})
