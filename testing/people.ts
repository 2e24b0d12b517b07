import assert from 'node:assert/strict'
import { after, beforeEach } from 'node:test'
import { guards } from '#identity'
import { worker, type Db } from '#lib/door'
import { serve } from '#web'
import { freshDatabase } from './database.ts'
import { assertValidHtml } from './html.ts'
import { device } from './passkey.ts'
import { newStaff, sessionOf } from './staff.ts'
import { peopleRenderers } from '../src/people/index.ts'
import { peopleRoutes } from '../src/people/routes.ts'

const { db, admin, setClock } = await freshDatabase()
export { admin, db }
export const start = Temporal.Instant.from('2026-11-25T09:00:00Z')
export let now = start
export const at = async (instant: Temporal.Instant) => {
  now = instant
  await setClock(now)
}
await at(start)
const codeKey = Buffer.alloc(32, 7)
export const origin = 'http://localhost:3000'
const settings = { db, clock: () => now, codeKey, baseUrl: origin, teamBaseUrl: null, oidc: null, cast: async () => [] }
const app = await serve({
  routes: peopleRoutes(settings),
  ports: settings,
  guards: guards({ db, clock: () => now, demo: false }),
})
after(() => app.close())
export const [sam, okafor, priya, dev, otherRota] = await Promise.all([
  newStaff(admin, 'lead_ops'),
  newStaff(admin, 'governance'),
  newStaff(admin, 'partner_rota'),
  newStaff(admin, 'coach'),
  newStaff(admin, 'partner_rota'),
])
export const elsewhere = (
  await admin.query<{ id: string }>(`insert into provider (key, name) values ('osprey', 'Osprey') returning id`)
).rows[0]!.id
await admin.query('update staff_role set provider_id = $1 where staff_id = $2', [elsewhere, otherRota])
await admin.query('update staff_role set provider_id = null where staff_id = any($1)', [[sam, okafor]])

beforeEach(async () => {
  await at(start)
  await admin.query('truncate staff_session, recovery, sign_in_question, sign_in_count, message, one_time_code cascade')
})

export type Form = Record<string, string>

const seen = new Set<string>()

/** A browser; signed in as somebody where one is named. Every page that it gets is checked. */
export async function browser(staffId?: string) {
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
export async function lastMail(kind: string) {
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
export const linkIn = (text: string) => new URL(/http:\S+/.exec(text)![0]).pathname
export const codeIn = (text: string) => /\b\d{8}\b/.exec(text)![0]

/** Through an invitation to a passkey, with a device of one's own. */
export async function enrolled(path: string, { get, post, challenge }: Awaited<ReturnType<typeof browser>>) {
  assert.equal((await get(path)).status, 200)
  assert.equal((await post(path)).to, `${path}/code`)
  const code = codeIn((await lastMail('sign-in-code')).text)
  assert.equal((await post(`${path}/code`, { code })).to, `${path}/set-up`)
  assert.match((await get(`${path}/set-up`)).html, /Make a passkey on this device/)
  const phone = device(origin)
  const made = await post(`${path}/passkey`, { credential: phone.create((await challenge(`${path}/passkey`))!) })
  return { phone, made, code }
}
