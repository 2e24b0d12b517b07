import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookFor } from './journey.ts'
import { person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()
const phone = { width: 375, height: 667 }

for (const javaScriptEnabled of [true, false])
  it(`given somebody who has booked, when they go back, then they are at what they booked (scripts: ${javaScriptEnabled})`, async () => {
    const email = `back-${javaScriptEnabled}@example.org`
    const booker = await person(browser, product, { knownWay: true, viewport: phone, javaScriptEnabled })
    const path = await bookFor(booker, { email })
    const { page } = booker
    for (let times = 0; times < 3; times++) {
      await page.goBack()
      assert.equal(new URL(page.url()).pathname, path)
      assert.equal(await page.locator('h1').innerText(), 'You are booked')
    }
    await booker.leave()
  })

it('given a link from a message on another device, when they follow it, then the contact alone is asked', async () => {
  const mail = await product.mailTo('back-true@example.org', /^Your appointment, /)
  const reader = await person(browser, product, { viewport: phone })
  await reader.open(/http:\S+\/visit\/\S+/.exec(mail.text)![0])
  await Promise.all([reader.page.waitForNavigation(), reader.page.getByText('Move or cancel it').click()])
  await reader.write('The email address or phone number you gave', 'back-true@example.org')
  await reader.press('Send me a code')
  assert.equal(new URL(reader.page.url()).pathname, '/booking/code')
  await reader.leave()
})
