import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type pg from 'pg'
import { worker, type Db } from '#lib/door'
import { html } from '#lib/html'
import { page, type Route, type StaffRole } from '#web'
import { dev } from '../seed/cast.ts'
import { idOf } from '../seed/random.ts'
import { becomes, personBehind } from '../testing/keys.ts'
import { openSealed, type Sealed } from '../src/booking/sealed.ts'
import type { KeyHolder } from '../src/vault/index.ts'
import { twin, type Twin } from './twins.ts'
import { withoutChance } from './without-chance.ts'

/**
 * Two worlds that differ in nothing but what one client said of themselves. Whatever an employer, a commissioner, a
 * provider's manager or the lead provider's operations ask for, each of their bytes must be the same in both.
 */
const readers = ['commissioner', 'partner_rota', 'lead_ops'] as const satisfies readonly StaffRole[]
const actors = ['employer', ...readers] as const
type Actor = (typeof actors)[number]

/** The client is whoever has the next session that Dev will hold; these are all sessions of theirs. */
const theirSessions = `select b.id from booking b where b.contact_hashes && (
  select contact_hashes from booking where coach_id = '${dev.coachId}' and status = 'booked' and starts_at > clock_now()
   order by starts_at limit 1)`

const changed = { name: 'Somebody Else Entirely', email: 'another.address@example.org', phone: '+447700900899' }

async function changeTheClient(admin: pg.Client, vault: KeyHolder) {
  const { rows } = await admin.query<{ id: string }>(theirSessions)
  const ids = rows.map(({ id }) => id)
  for (const id of ids) await becomes(admin, vault, id, { ...changed, adjustments: ['captions', 'companion'] })
  await admin.query(`update booking set contact_hashes = array[sha256('another')] where id = any ($1)`, [ids])
}

/** Pages that tell of the client, each in another way: what is compared must see them all. */
const leaks = (db: Db, vault: KeyHolder): Route[] => {
  const theClient = async () => {
    const row = await db.withActor(worker, async (tx) => {
      const [first] = await tx.send(
        '',
        `select b.id, b.client_id as "clientId", sealed_name as "sealedName", sealed_adjustments as "sealedAdjustments"
           from booking_person p join booking b on b.id = p.booking_id
        where b.coach_id = '${dev.coachId}' and b.status = 'booked' order by b.starts_at limit 1`,
        [],
      )
      return first as Sealed & { id: string; clientId: string }
    })
    const ring = await vault.unwrap([{ subject: row.clientId, purpose: 'contact' }], worker)
    const { name, adjustments } = openSealed(ring.of(row.clientId, 'contact'), row.id, row)
    return { name: name ?? '', adjustments }
  }
  const leak = (path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    path: `/leak/${path}`,
    may: 'anyone',
    handle,
  })
  return [
    leak('name', async () => page(html`${(await theClient()).name}`)),
    leak('length', async () => page(html`${'x'.repeat((await theClient()).name.length)}`)),
    leak('status', async () => page(html``, { status: (await theClient()).adjustments.length > 1 ? 404 : 200 })),
    leak('header', async () => ({ ...page(html``), headers: { etag: (await theClient()).name.slice(0, 1) } })),
    leak('cookie', async () =>
      page(html``, { cookies: [{ name: 'lay-browser', value: 'x'.repeat((await theClient()).name.length) }] }),
    ),
  ]
}

const one = await twin({ roles: readers, leaks })
const other = await twin({ roles: readers, leaks, change: changeTheClient })
const { rows } = await one.admin.query<{ id: string; reference: string }>(
  `select b.id, b.reference from booking b
    where b.id in (${theirSessions}) order by b.starts_at desc`,
)
const theirs = { ...rows[0]!, email: (await personBehind(one.admin, one.vault, rows[0]!.id))!.email! }

/** What stands in the place of each `:name` of a path: theirs, somebody's, nobody's, and what is no id. */
const ids = [theirs.id, dev.coachId!, idOf('nobody'), theirs.reference, '2026-Q3', 'x']

/** Forms that name the client: by the address of one world, of the other, and by one of nobody. */
const forms = [theirs.email, changed.email, 'nobody.at.all@example.org'].map((email) =>
  new URLSearchParams({
    reference: theirs.reference,
    contact: email,
    email,
    code: '12345678',
    who: 'helen',
  }).toString(),
)

type Ask = { actor: Actor; method: 'GET' | 'HEAD' | 'POST'; url: string; form?: string }

/** Whoever takes calls is told whether a reference and a contact belong together: that is what it is for, and on record. Nobody else is. */
const byTwoFacts = { actor: 'lead_ops', method: 'POST', path: '/team/operations/behalf/find' }

const asks = ({ routes }: Twin): Ask[] =>
  routes.flatMap(({ method, path, takes }) => {
    const compared = actors.filter(
      (actor) => actor !== byTwoFacts.actor || method !== byTwoFacts.method || path !== byTwoFacts.path,
    )
    return urls(path).flatMap((url): Ask[] =>
      compared.flatMap((actor): Ask[] => {
        if (method === 'GET') return heads(url).map((each) => ({ actor, method: each, url }))
        if (method !== 'POST') return []
        return takes === 'form' ? forms.map((form) => ({ actor, method, url, form })) : [{ actor, method, url }]
      }),
    )
  })

/** Headers alone are asked for where the path names the client, and where it names nothing. */
const heads = (url: string) =>
  url.includes(theirs.id) || url.includes('?') ? (['GET', 'HEAD'] as const) : (['GET'] as const)

const urls = (path: string) =>
  path.includes(':') ? ids.map((id) => path.replace(/:\w+/g, id)) : [path, `${path}?reference=${theirs.reference}`]

async function answer({ server, sessions }: Twin, { actor, method, url, form }: Ask) {
  const token = actor === 'employer' ? null : sessions.get(actor)!
  const reply = await server.inject({
    method,
    url,
    remoteAddress: '192.0.2.7',
    headers: {
      host: 'localhost:3000',
      'sec-fetch-site': 'same-origin',
      'accept-encoding': 'identity',
      ...(token ? { cookie: `lay-team=${token}` } : {}),
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(form === undefined ? {} : { payload: form }),
  })
  const { date: _, 'set-cookie': __, ...headers } = reply.headers
  return {
    status: reply.statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, withoutChance(String(value))])),
    cookies: reply.cookies.map(({ value, ...cookie }) => ({ ...cookie, length: value.length })),
    body: withoutChance(reply.body),
  }
}

describe('Two worlds that differ only in what one client said', () => {
  for (const { path } of leaks(one.db, one.vault))
    it(`are told apart by ${path}, which no product has`, async () => {
      const ask: Ask = { actor: 'employer', method: 'GET', url: path }
      assert.notDeepEqual(await answer(other, ask), await answer(one, ask))
    })

  const all = asks(one)
  for (const actor of actors)
    it(`look the same to the ${actor}, in every answer of every route`, async (test) => {
      const own = all.filter((ask) => ask.actor === actor)
      let opened = 0
      for (const ask of own) {
        const [here, there] = await Promise.all([answer(one, ask), answer(other, ask)])
        assert.deepEqual(there, here, `${ask.method} ${ask.url} ${ask.form ?? ''}`)
        if (here.status === 200) opened++
        for (const text of [theirs.email, changed.email, changed.name])
          assert.ok(!here.body.includes(text) || ask.form !== undefined, `${ask.url} says ${text}`)
      }
      assert.ok(opened > 10, `${opened} answers with something in them`)
      test.diagnostic(`${own.length} answers compared, ${opened} of them pages or files`)
    })
})
