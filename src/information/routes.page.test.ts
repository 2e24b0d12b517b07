import assert from 'node:assert/strict'
import { guardsWith } from '../../testing/staff.ts'
import { after, it } from 'node:test'
import { closed, cookies, serve } from '#web'
import { layDemoProgramme, layReference } from '../../seed/reference.ts'
import { freshDatabase } from '../../testing/database.ts'
import { assertValidHtml } from '../../testing/html.ts'
import { informationRoutes, keepHelp } from './index.ts'

const { db, admin } = await freshDatabase()
await layReference(admin)
let now = Temporal.Instant.from('2026-11-23T23:59:59Z')
const ports = { db, clock: () => now, baseUrl: 'http://localhost:3000' }
const help = await keepHelp({ ...ports, demo: false, onFault: () => {} })
after(() => help.stop())
const app = await serve({
  routes: informationRoutes({ ...ports, help, demo: false }),
  ports,
  guards: guardsWith({ loopback: closed, demo: closed }),
})
after(() => app.close())

const get = async (url: string) => {
  const reply = await app.inject({ url, headers: { host: 'localhost:3000' } })
  assert.equal(reply.statusCode, 200, url)
  return reply.body
}
const paths = [
  '/urgent-help',
  '/privacy',
  '/privacy/2026-11-23',
  '/privacy/2026-11-25',
  '/security',
  '/cookies',
  '/accessibility',
  '/who-pays',
]

it('has valid pages before the programme has said anything of itself, and leaves no gap in them', async () => {
  for (const path of paths) {
    const body = await get(path)
    await assertValidHtml(body)
    assert.doesNotMatch(body, /null|undefined|call  |write to </, path)
  }
})

it('shows every urgent contact with a way to press it, emergency first, and the dated changes of the day', async () => {
  await admin.query(`update helpline set valid_to = '2026-11-24' where key = 'samaritans'`)
  const before = await get('/urgent-help')
  assert.ok(before.indexOf('href="tel:999"') < before.indexOf('href="tel:111"'))
  for (const way of ['tel:999', 'tel:111', 'tel:116123', 'sms:85258', 'tel:03000303300'])
    assert.ok(before.includes(`href="${way}"`), way)
  now = Temporal.Instant.from('2026-11-24T00:00:00Z')
  assert.ok(!(await get('/urgent-help')).includes('tel:116123'))
})

it('says the bounds of confidentiality wherever it promises confidentiality', async () => {
  const body = await get('/privacy')
  for (const bound of ['seriously harmed', 'child', 'serious crime', 'patients']) assert.ok(body.includes(bound), bound)
})

it('promises nothing that cannot be kept', async () => {
  for (const path of paths)
    assert.doesNotMatch(
      await get(path),
      /end-to-end|anonymous|nobody can ever|unhackable|military|100%|guarantee/i,
      path,
    )
})

it('names the cookies that are really set', async () => {
  const body = await get('/cookies')
  for (const [name, { does }] of Object.entries(cookies)) assert.ok(body.includes(name) && body.includes(does), name)
  for (const life of ['60 days', '30 minutes', '24 hours']) assert.ok(body.includes(life), life)
})

it('says who runs it, who pays and how to reach them once the programme has said so', async () => {
  await layDemoProgramme(admin)
  for (const path of paths) await assertValidHtml(await get(path))
  assert.match(await get('/who-pays'), /paid for by the integrated care boards/)
  for (const path of ['/privacy', '/privacy/2026-11-23', '/security', '/accessibility'])
    assert.match(await get(path), /href="tel:08081570123">0808 157 0123</, path)
})

it('shows an earlier notice as one, and none of a day that had none', async () => {
  assert.match(await get('/privacy/2026-11-23'), /an earlier notice, in force from Monday 23 November 2026/)
  assert.doesNotMatch(await get('/privacy/2026-11-25'), /an earlier notice/)
  for (const day of ['2026-11-24', 'x', '__proto__'])
    assert.equal((await app.inject(`/privacy/${day}`)).statusCode, 404)
})

it('says in an earlier notice who was answerable then', async () => {
  await admin.query(
    `insert into programme_version (version, valid_from, name, area, controller)
     values (9, '2026-11-25T01:00:00Z', 'Looking After', 'England', 'Somebody Later'),
            (8, '2026-11-24T00:00:00Z', 'Looking After', 'England', 'Somebody Between')`,
  )
  assert.match(await get('/privacy/2026-11-23'), /Somebody Between/)
})

it('says whom to tell of a weakness, until a day that is to come; nothing while no way is known', async () => {
  await admin.query('delete from programme_version where version > 1')
  assert.equal((await app.inject('/.well-known/security.txt')).statusCode, 404)
  await admin.query(`update programme_version set email = 'help@example.org', phone = '0808 157 0123'`)
  const { headers } = await app.inject('/.well-known/security.txt')
  assert.equal(headers['content-type'], 'text/plain; charset=utf-8')
  const lines = (await get('/.well-known/security.txt')).trim().split('\n')
  assert.deepEqual(
    lines.filter((line) => !line.startsWith('Expires: ')),
    [
      'Contact: mailto:help@example.org',
      'Contact: tel:+448081570123',
      'Preferred-Languages: en',
      'Canonical: http://localhost:3000/.well-known/security.txt',
      'Policy: http://localhost:3000/security',
    ],
  )
  const expires = Temporal.Instant.from(lines.find((line) => line.startsWith('Expires: '))!.slice(9))
  const ahead = now.until(expires).total('hours') / 24
  assert.ok(ahead > 150 && ahead < 366)
})
