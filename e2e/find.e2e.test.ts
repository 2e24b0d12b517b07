import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookFor } from './journey.ts'
import { person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()
const email = 'amina@example.org'

const booker = await person(browser, product, { knownWay: true })
const path = await bookFor(booker, { email })
const { rows } = await product.admin.query<{ reference: string }>('select reference from booking where id = $1', [
  path.split('/').at(-1),
])
const reference = rows[0]!.reference
await product.mailTo(email, /^Your appointment, /)
await booker.leave()

it('given another browser, when it opens the address of the booking, then there is no such page', async () => {
  const stranger = await person(browser, product)
  assert.equal(await stranger.open(path), 404)
  assert.equal(await stranger.heading(), 'Page not found')
  await stranger.leave()
})

it('given reference and address, when the code from the mail is entered, then the booking is there', async () => {
  const someone = await person(browser, product)
  await ask(someone, reference.toLowerCase().replace(/^..../, '$& '), 'AMINA@example.org')
  const mail = await product.mailTo(email, /^Your code$/)
  const [code] = /\b\d{8}\b/.exec(mail.text)!
  await someone.write('Code', code)
  await someone.press('Continue')
  assert.equal(new URL(someone.page.url()).pathname, path)
  assert.equal(await someone.heading(), 'You are booked')
  await someone.leave()
})

it('given facts that do not belong together, when a code is asked for, then the page is the same and no mail goes', async () => {
  const before = (await product.outbox()).length
  const wrong = await person(browser, product)
  const seen = [await ask(wrong, reference, 'somebody.else@example.org'), await ask(wrong, 'ABCDEFGH', email)]
  const right = await person(browser, product, { knownWay: true })
  const expected = await ask(right, reference, email)
  assert.deepEqual(seen, [expected, expected])
  await product.allSent()
  const after = (await product.outbox()).slice(before)
  assert.deepEqual(
    after.map(({ to, subject }) => [to, subject]),
    [[email, 'Your code']],
    'one mail, for the facts that were right',
  )
  await wrong.write('Code', /\b\d{8}\b/.exec(after[0]!.text)![0])
  assert.equal(await wrong.press('Continue'), 422, 'a code works only in the browser that asked for it')
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))

async function ask(someone: typeof booker, typed: string, contact: string) {
  await someone.open('/booking')
  await someone.write('Reference', typed)
  await someone.write('The email address or phone number you gave', contact)
  const status = await someone.press('Continue')
  return { status, path: new URL(someone.page.url()).pathname, text: await someone.page.innerText('main') }
}
