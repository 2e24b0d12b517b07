import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { operator } from '#lib/door'
import { codeOf, createKey } from '#identity'
import { browsing } from '../../testing/browsing.ts'
import { idOf, markIn, startsIn } from '../../testing/pages.ts'
import type { Client, enquirers } from './people.ts'
import type { World } from './world.ts'

/** A browser somewhere in the world, not on this machine. */
export const someBrowser = ({ server, clock }: World) =>
  browsing(server, { host: 'localhost:3000', address: '192.0.2.7', now: () => clock().epochMilliseconds })
export type SomeBrowser = ReturnType<typeof someBrowser>

const to = (reply: Awaited<ReturnType<SomeBrowser['ask']>>) => String(reply.headers.location ?? reply.body)

/** Books as a person does, page by page, keeps the booking by its code, and signs in. Gives its id. */
export async function bookOnPages(world: World, client: Client, browser: SomeBrowser): Promise<string> {
  const { ask } = browser
  await ask('POST', '/book/topic', { topic: 'wellbeing' })
  await ask('POST', '/book/coach', { who: 'choose' })
  await ask('POST', '/book/choose-coach', { coach: client.coach })
  await ask('POST', '/book/how', { mode: client.mode, adjustments: ['captions'] })
  const [start] = startsIn((await ask('GET', '/book/time')).body)
  await ask('POST', '/book/time', { start: start! })
  const by = client.email === '' ? ['text'] : ['text', 'email']
  await ask('POST', '/book/contact', { name: client.name, email: client.email, phone: client.phone, by })
  const work = { setting: 'prefer-not-to-say', role: 'prefer-not-to-say', workplace: client.employer }
  const seen = await ask('POST', '/book/about-work', { ...work, find: 'yes' })
  assert.ok(seen.body.includes(client.employer), 'the workplace is found in the request itself')
  const area = /<option value="(\w+)"[^>]* selected/.exec(seen.body)?.[1] ?? ''
  const place = /name="place"[^>]*value="(\w+)"/.exec(seen.body)?.[1] ?? ''
  assert.equal(to(await ask('POST', '/book/about-work', { ...work, area, place })), '/book/check')
  const mark = markIn((await ask('GET', '/book/check')).body)
  const [path] = to(await ask('POST', '/book/check', { mark })).split('?')
  assert.match(path!, /^\/booking\/[\da-f-]{36}$/)
  const id = idOf(path!)
  await named(world, id, client)
  return id
}

/** Another system books for somebody by its key. Gives the booking's id. */
export async function bookByKey(world: World, client: Client, key: string): Promise<string> {
  const call = async (url: string, payload: object) => {
    const headers = { authorization: `Bearer ${key}`, host: 'localhost:3000', 'content-type': 'application/json' }
    const reply = await world.server.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload })
    assert.equal(reply.statusCode, 201, reply.body)
    return reply.json<{ id: string }>().id
  }
  const free = await world.server.inject({
    url: '/api/v1/availability?service=lay-too&mode=video&limit=1',
    headers: { authorization: `Bearer ${key}`, host: 'localhost:3000' },
  })
  const { start } = free.json<{ slots: { start: string }[] }>().slots[0]!
  const hold = await call('/holds', { service: 'lay-too', start, mode: 'video', coach: client.coach })
  const { name, email, phone } = client
  const id = await call('/bookings', { hold, client: { name, email, phone } })
  await named(world, id, client)
  return id
}

/** References are drawn; here each becomes one that can be looked for. */
const named = ({ admin }: World, id: string, { reference }: Client) =>
  admin.query('update booking set reference = $2 where id = $1', [id, reference])

export const makeKey = ({ db }: World, name: string, scope: 'booking' | 'metrics') =>
  db.withActor(operator, (tx) => createKey(tx, { name, scope }))

/** Signs a client in by the code that goes to their address. */
export async function signInByCode(
  { admin, codeKey }: World,
  { email, phone }: Client,
  { ask }: SomeBrowser,
): Promise<void> {
  assert.equal(to(await ask('POST', '/you/sign-in', { contact: email || phone })), '/you/sign-in/code')
  const { rows } = await admin.query<{ id: string }>(
    `select id from one_time_code where purpose = 'client' order by ctid desc limit 1`,
  )
  assert.equal(to(await ask('POST', '/you/sign-in/code', { code: codeOf(codeKey, rows[0]!.id) })), '/you')
}

/** Leaves words about an away day. */
export async function enquire({ ask }: SomeBrowser, { email, aim, dates }: (typeof enquirers)[number]): Promise<void> {
  const words = { id: randomUUID(), 'team-size': '14', minutes: '240', aim, dates, email }
  assert.equal(
    to(await ask('POST', '/offers/lay-team-away-day/interest', words)),
    '/offers/lay-team-away-day/thank-you',
  )
}
