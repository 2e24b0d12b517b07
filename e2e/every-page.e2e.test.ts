import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertValidHtml } from '../testing/html.ts'
import { dev } from '../seed/cast.ts'
import { answerAll, plainBrowser, signDevIn } from './answered.ts'
import { startProduct } from './product.ts'

const product = await startProduct()
const someone = plainBrowser(product)
const [client, stopped, session] = [await booked(), await oneId('coach_pattern'), await oneId('booking')]
await answerAll(someone)
await signDevIn(someone)

/** What is no page: it is for machines, or leads on to a page. */
const noPages = [
  '/book',
  '/book/workplaces.json',
  '/booking/:id/calendar.ics',
  '/calendars/:file',
  '/api/openapi.json',
  '/dev/outbox.json',
  '/dev/outbox/:id/appointment.ics',
  '/healthz',
  '/readyz',
  '/metrics',
]

/** An address for each page whose path has open parts. */
const addresses: Record<string, string[]> = {
  '/book/time/:date': ['/book/time/2026-11-25', '/book/time/2027-11-25'],
  '/booking/:id': [client.path],
  '/booking/:id/cancel': [`${client.path}/cancel`],
  '/booking/:id/move': [`${client.path}/move`],
  '/booking/:id/move/:date': [`${client.path}/move/2026-11-26`],
  '/booking/:id/contact': [`${client.path}/contact`],
  '/book/coaches/:id': [`/book/coaches/${dev.coachId}`],
  '/visit/:token': [client.link],
  '/team/sessions/:id': [`/team/sessions/${session}`],
  '/team/times/week/:id/stop': [`/team/times/week/${stopped}/stop`],
  '/offers/:service': ['/offers/lay-too', '/offers/lay-too-ed', '/offers/lay-team', '/offers/lay-too-group'],
  '/offers/:service/interest': ['/offers/lay-too-group/interest', '/offers/lay-team-away-day/interest'],
  '/offers/:service/thank-you': ['/offers/lay-too-group/thank-you'],
}

describe('every page that the product has', () => {
  const paths = product.routes
    .filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/v1/') && !noPages.includes(path))
    .map(({ path }) => path)
  for (const path of paths)
    it(`is valid HTML with each id once: ${path}`, async () => {
      for (const address of addresses[path] ?? [path]) {
        const { statusCode, body } = await someone.send('GET', address)
        assert.equal(statusCode, 200, `${address} was really opened`)
        await assertValidHtml(body)
        const ids = [...body.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
        assert.deepEqual(ids, [...new Set(ids)], address)
      }
    })

  it('is one of those above', () => {
    const known = product.routes.map(({ path }) => path)
    for (const path of [...noPages, ...Object.keys(addresses)]) assert.ok(known.includes(path), path)
  })
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))

/** A booking of this browser, and the link of its message. */
async function booked() {
  await answerAll(someone)
  const path = String((await someone.send('POST', '/book/check')).headers.location)
  const { text } = await product.mailTo('amina@gmail.com', /^Your appointment, /)
  return { path, link: new URL(/http:\S+\/visit\/\S+/.exec(text)![0]).pathname }
}

/** The id of something that belongs to Dev. */
async function oneId(table: 'coach_pattern' | 'booking'): Promise<string> {
  const { rows } = await product.admin.query<{ id: string }>(`select id from ${table} where coach_id = $1 limit 1`, [
    dev.coachId,
  ])
  return rows[0]!.id
}
