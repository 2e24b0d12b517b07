import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookFor } from './journey.ts'
import { person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()
const email = 'amina@example.org'
const phone = { viewport: { width: 375, height: 667 } }

it('given somebody with an appointment, when a second one is booked, then the code from the mail keeps it', async () => {
  const amina = await person(browser, product, phone)
  await bookFor(amina, { email })
  assert.match(await amina.page.innerText('main'), /There is nothing else you need to do/)
  const path = await bookFor(amina, { email })
  assert.equal(await amina.heading(), 'You are booked')
  assert.match(await amina.page.innerText('main'), /Enter the code we sent by [\d:]+[ap]m to keep this one too/)
  const mail = await product.mailTo(email, /^Your appointment, /)
  assert.ok(mail)
  await amina.write('Code of 8 digits', '00000000')
  assert.equal(await amina.press('Keep this appointment'), 422)
  await amina.press('Send the code again')
  assert.match(await amina.page.innerText('main'), /A new code is on its way/)
  await product.allSent()
  const codes = (await product.outbox()).flatMap(({ to, text }) =>
    to === email ? (/: (\d{8})$/m.exec(text)?.[1] ?? []) : [],
  )
  assert.equal(codes.length, 2)
  await amina.write('Code of 8 digits', codes[1]!)
  assert.equal(await amina.press('Keep this appointment'), 200)
  assert.doesNotMatch(await amina.page.innerText('main'), /[Ee]nter the code/)
  const { rows } = await product.admin.query(
    'select status, verified_at is not null as verified, release_at from booking where id = $1',
    [path.split('/').at(-1)],
  )
  assert.deepEqual(rows, [{ status: 'booked', verified: true, release_at: null }])
  await amina.leave()
})

it('given somebody who mistyped, when the contact is corrected to a work address, then it is asked about and saved', async () => {
  const mark = await person(browser, product, phone)
  await bookFor(mark, { name: 'Mark', email: 'mrak@example.org', how: 'By phone', phone: '07700 900456' })
  await mark.follow('Correct your name, email address or phone number')
  assert.equal(await mark.page.getByLabel('Phone number').inputValue(), '07700 900456')
  await mark.write('Email address', 'mark@nhs.net')
  await mark.press('Save')
  assert.equal(await mark.heading(), 'This looks like a work address')
  await mark.press('Carry on')
  assert.equal(await mark.heading(), 'You are booked')
  await product.mailTo('mark@nhs.net', /^Your appointment, /)
  await mark.leave()
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
