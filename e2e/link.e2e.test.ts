import assert from 'node:assert/strict'
import { it } from 'node:test'
import { fullWhenWords } from '#lib/time'
import { bookFor } from './journey.ts'
import { person, valuesOf } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()

const booker = await person(browser, product, { knownWay: true })
const id = (await bookFor(booker, { email: 'amina@example.org' })).split('/').at(-1)!
const mail = await product.mailTo('amina@example.org', /^Your appointment, /)
const link = /http:\S+\/visit\/\S+/.exec(mail.text)![0]
await booker.leave()
await product.allSent()

it('given the link of a message, when anybody opens it, then it shows day and time and nothing about the person', async () => {
  const { rows } = await product.admin.query<{ at: string }>(
    `select to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from booking where id = $1`,
    [id],
  )
  const reader = await person(browser, product)
  await reader.open(link)
  const text = await reader.page.innerText('main')
  assert.ok(text.includes(fullWhenWords(Temporal.Instant.from(rows[0]!.at))), text)
  assert.doesNotMatch(await reader.page.content(), /Amina|amina@|How I am doing/)
  assert.deepEqual(await reader.context.cookies(), [], 'reading leaves nothing in the browser')
})

it('given a mail scanner that opens and fetches everything there, then nothing has changed', async () => {
  const before = await state()
  const scanner = await person(browser, product)
  await scanner.open(link)
  for (const path of await valuesOf(scanner.page.locator('a[href^="/"]'), 'href'))
    await scanner.context.request.get(path)
  for (const method of ['GET', 'HEAD'])
    for (const path of [link, `${link}/join`]) await scanner.context.request.fetch(path, { method })
  await product.allSent()
  assert.deepEqual(await state(), before)
})

it('given a link that nobody was sent, then there is no such page', async () => {
  const somebody = await person(browser, product)
  assert.equal(await somebody.open(link.replace(/.{4}$/, 'AAAA')), 404)
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))

/** Everything that says what is booked and what was done. */
async function state() {
  const { rows } = await product.admin.query(
    `select (select jsonb_agg(to_jsonb(b) order by b.id) from booking b) as bookings,
            (select jsonb_agg(to_jsonb(c) order by c.booking_id, c.sequence) from booking_change c) as changes,
            (select count(*) from claim) as claims, (select count(*) from audit_event) as acts,
            (select count(*) from message) as messages, (select count(*) from captured_message) as sent`,
  )
  return rows[0] as unknown
}
