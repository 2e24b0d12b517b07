import assert from 'node:assert/strict'
import { it } from 'node:test'
import { withDevice } from './device.ts'
import { bookFor } from './journey.ts'
import { person, type Person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

// A passkey belongs to a name, never to a bare address.
const product = await startProduct(undefined, undefined, { host: 'localhost' })
const browser = await openBrowser()
const passphrase = 'four small green boats'
const amina = 'amina.account@example.org'
const mark = 'mark.account@example.org'

it('given Amina has just booked, when she chooses a passphrase in the same browser, then it works at once', async () => {
  const she = await person(browser, product, { by: 'keyboard' })
  await bookFor(she, { email: amina })
  await she.follow('Choose a passphrase')
  assert.equal(await she.heading(), 'Sign in to your pages')
  await signIn(she, amina)
  assert.equal(await she.heading(), 'Your pages')
  await she.follow('Choose a passphrase')
  await she.write('New passphrase', 'short')
  assert.equal(await she.press('Save passphrase'), 422)
  await she.write('New passphrase', passphrase)
  await she.press('Save passphrase')
  assert.match(await she.page.innerText('main'), /Your passphrase is set/)
  await product.mailTo(amina, /^A change was made$/)
  await she.follow('Where you are signed in')
  assert.match(await she.page.innerText('main'), /This browser[^]*with more than a code/)
  await she.leave()
})

it('given Mark at another device, when he signs in by a code, then he sees facts of his bookings and no more', async () => {
  const booker = await person(browser, product, { knownWay: true })
  const path = await bookFor(booker, { name: 'Marcus Aurelius', email: mark })
  await booker.leave()
  const he = await person(browser, product, { javaScriptEnabled: false, viewport: { width: 375, height: 667 } })
  await he.open('/booking')
  await he.follow('sign in to see all of your appointments')
  await signIn(he, mark)
  const seen = await he.page.innerText('main')
  assert.match(seen, /Your appointments[^]*by video/)
  for (const hidden of [mark, 'Marcus', 'Dev', 'wellbeing']) assert.ok(!seen.includes(hidden), hidden)
  await he.press(/^See, move or cancel/)
  assert.equal(new URL(he.page.url()).pathname, path)
  await he.open('/you/opened')
  assert.equal(await he.heading(), 'You need a passphrase for this')
  await he.press('Choose a passphrase')
  assert.match(await he.page.innerText('main'), /It will work in 3 days/)
  await he.write('New passphrase', passphrase)
  await he.press('Ask for this passphrase')
  assert.equal(await he.heading(), 'Your passphrase will work in 3 days')
  const { text } = await product.mailTo(mark, /^A change was asked for$/)
  assert.match(text, /\/you\/stop/)
  await he.open('/you/confirm')
  assert.equal(await he.heading(), 'You need a passphrase for this')
  await he.open('/you')
  await he.press('Stop this change')
  assert.match(await he.page.innerText('main'), /The change is stopped/)
  await he.press('Sign out')
  assert.equal(await he.open(path), 404)
  await he.leave()
})

it('given a passphrase that was forgotten, when another is asked for, then it works after 72 hours and not before', async () => {
  const she = await person(browser, product)
  await she.open('/you/opened')
  await signIn(she, amina, 2)
  await she.open('/you/opened')
  await she.write('Passphrase', 'four small grey boats')
  assert.equal(await she.press('Continue'), 422)
  await she.follow('I have forgotten my passphrase')
  await she.write('New passphrase', 'another phrase altogether')
  await she.press('Ask for this passphrase')
  const give = async (text: string) => {
    await she.open('/you/confirm?next=/you/opened')
    await she.write('Passphrase', text)
    return she.press('Continue')
  }
  assert.equal(await give('another phrase altogether'), 422)
  await product.admin.query(
    `update client_change set due_at = clock_now() + interval '1 minute' where kind = 'passphrase'`,
  )
  assert.equal(await give('another phrase altogether'), 422)
  await product.admin.query(`update client_change set due_at = clock_now() where kind = 'passphrase'`)
  assert.equal(await give('another phrase altogether'), 200)
  assert.equal(new URL(she.page.url()).pathname, '/you/opened')
  await she.leave()
})

it('given a device with a lock, when somebody makes a passkey, then it signs in and opens what a code does not', async () => {
  const email = 'nadia.account@example.org'
  const she = await person(browser, product)
  const device = await withDevice(she)
  const at = () => new URL(she.page.url()).pathname
  await bookFor(she, { email })
  await she.open('/you/sign-in')
  await signIn(she, email)
  await she.follow('Your passkeys')
  await she.press('Add a passkey on this device')
  assert.deepEqual([at(), await device.passkeys()], ['/you/passkeys', 1])
  assert.match(await she.page.innerText('main'), /Chrome on Linux, added/)
  await she.press('Sign out')
  await she.press('Sign in with your passkey')
  assert.equal(at(), '/you')
  await she.open('/you/contacts')
  assert.equal(await she.heading(), 'How we reach you')
  await she.press('Sign out')
  await signIn(she, email, 2)
  await she.open('/you/contacts')
  assert.equal(await she.heading(), 'Use your passkey')
  await she.press('Use your passkey')
  await she.open('/you/contacts')
  assert.equal(await she.heading(), 'How we reach you')
  await she.leave()
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))

/** From the page that asks for the contact to the page that signing in leads to. */
async function signIn(someone: Person, contact: string, nth = 1) {
  await someone.write('Email address or phone number', contact)
  await someone.press('Send me a code')
  await product.allSent()
  const codes = (await product.outbox()).filter(({ to, subject }) => to === contact && subject === 'Your code')
  assert.equal(codes.length, nth)
  await someone.write('Code', /\b\d{8}\b/.exec(codes.at(-1)!.text)![0])
  await someone.press('Sign in')
}
