import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dev } from '../seed/cast.ts'
import { personBehind } from '../testing/keys.ts'
import { twin } from './twins.ts'
import { withoutChance } from './without-chance.ts'

/** Whoever tries addresses on a form that takes one learns nothing of whose they are, from the first try to the limit. */
const { admin, vault, routes, server } = await twin({ roles: [] })
const { rows } = await admin.query<{ id: string; reference: string }>(
  `select b.id, b.reference from booking b
    where b.status = 'booked' and b.starts_at > clock_now() order by b.starts_at limit 1`,
)
const client = { ...rows[0]!, email: (await personBehind(admin, vault, rows[0]!.id))!.email! }
const known = { client: client.email, coach: dev.email }
// The client is kept apart from each coach but one, and has proved who they are: nobody else could be offered less.
await admin.query('update booking set verified_at = clock_now() where id = $1', [client.id])
await admin.query(
  `insert into kept_apart (client_id, coach_id)
     select b.client_id, c.id from booking b join coach c on c.id <> b.coach_id where b.id = $1 on conflict do nothing`,
  [client.id],
)
const unknown = 'nobody.at.all@example.org'

type Jar = Map<string, string>
let peers = 0

/** Somebody from an address of their own on the net, without cookies. */
const stranger = () => ({ jar: new Map() as Jar, remoteAddress: `198.51.100.${++peers}` })
type Stranger = ReturnType<typeof stranger>

async function ask({ jar, remoteAddress }: Stranger, method: 'GET' | 'POST', url: string, form?: string) {
  const reply = await server.inject({
    method,
    url,
    remoteAddress,
    headers: {
      host: 'localhost:3000',
      'sec-fetch-site': 'same-origin',
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(form === undefined ? {} : { payload: form }),
  })
  for (const { name, value } of reply.cookies) jar.set(name, value)
  const { date: _, 'set-cookie': __, 'content-length': ___, ...headers } = reply.headers
  return {
    status: reply.statusCode,
    headers,
    cookies: reply.cookies.map(({ value, ...cookie }) => ({ ...cookie, length: value.length })),
    body: reply.body,
  }
}

/** Every form on a page that anybody can open which takes an email address. */
async function formsWithAddress() {
  const pages = routes.filter(({ method, may, path }) => method === 'GET' && may === 'anyone' && !path.includes(':'))
  const found = new Map<string, string>()
  for (const { path } of pages) {
    const { body } = await ask(stranger(), 'GET', path)
    for (const [form] of body.matchAll(/<form[^>]*method="post"[^]*?<\/form>/g)) {
      const name = /<input[^>]*name="(email|contact)"/.exec(form)?.[1]
      if (name) found.set(/action="([^"]*)"/.exec(form)?.[1] ?? path, name)
    }
  }
  return [...found].map(([action, name]) => ({ action, name }))
}

/** What is written for each try, by kind: as many codes and messages for one address as for another. */
const written = async () =>
  (
    await admin.query<{ codes: string; messages: string }>(
      'select (select count(*) from one_time_code) as codes, (select count(*) from message) as messages',
    )
  ).rows[0]!

/**
 * Five tries with one address by each of two strangers, every one followed to where it leads, with a wrong code there; and
 * what they left behind.
 */
async function tries(action: string, name: string, address: string) {
  const [strangers, before] = [[stranger(), stranger()], await written()]
  const form = new URLSearchParams({ reference: client.reference, [name]: address }).toString()
  const answers = []
  for (const someone of strangers.flatMap((each) => Array.from({ length: 5 }, () => each))) {
    const sent = await ask(someone, 'POST', action, form)
    answers.push(sent)
    const { location } = sent.headers
    if (location === undefined) continue
    answers.push(await ask(someone, 'GET', String(location)))
    answers.push(await ask(someone, 'POST', String(location), 'code=00000000'))
  }
  const after = await written()
  return {
    answers: answers.map((each) => ({ ...each, body: withoutChance(each.body.replaceAll(address, 'ADDRESS')) })),
    codes: Number(after.codes) - Number(before.codes),
    messages: Number(after.messages) - Number(before.messages),
  }
}

describe('enum-oracle', async () => {
  const forms = await formsWithAddress()

  it('knows the forms that take an address', () => {
    const actions = forms.map(({ action }) => action)
    for (const action of ['/team/sign-in', '/booking']) assert.ok(actions.includes(action), actions.join(', '))
  })

  for (const { action, name } of forms)
    it(`${action} answers alike for an address that is known and one that is not`, async () => {
      const nobody = await tries(action, name, unknown)
      for (const [who, address] of Object.entries(known))
        assert.deepEqual(await tries(action, name, address), nobody, `as the ${who}`)
    })

  it('/book/contact leads to the same coaches and times for a client who is kept apart from coaches, and for nobody', async () => {
    const someone = stranger()
    const send = (url: string, form: Record<string, string>) =>
      ask(someone, 'POST', url, new URLSearchParams(form).toString())
    await send('/book/topic', { topic: 'wellbeing' })
    await send('/book/coach', { who: 'anyone' })
    await send('/book/how', { mode: 'video' })
    const { body } = await ask(someone, 'GET', '/book/time')
    const start = /name="start"[^>]*value="([^"]+)"/.exec(body)![1]!
    assert.equal((await send('/book/time', { start })).headers.location, '/book/contact')
    const typed = async (email: string) => {
      const sent = await send('/book/contact', { name: 'Somebody', email, phone: '' })
      if (sent.headers.location === '/book/work-address') await send('/book/work-address', { choice: 'carry-on' })
      const answers = []
      for (const path of ['/book/choose-coach?filter=yes', '/book/time', '/coaches', '/book/about-work'])
        answers.push(await ask(someone, 'GET', path))
      return answers.map(({ status, body }) => ({ status, body: withoutChance(body.replaceAll(email, 'ADDRESS')) }))
    }
    const nobody = await typed(unknown)
    assert.equal(nobody[0]!.status, 200)
    assert.ok((nobody[0]!.body.match(/name="coach"/g) ?? []).length > 1)
    assert.deepEqual(await typed(client.email), nobody)
  })
})
