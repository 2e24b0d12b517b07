import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookFor } from './journey.ts'
import { person, type Ways } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()

const ways: Record<string, Ways> = {
  'with nothing but a keyboard': { by: 'keyboard' },
  'without scripts': { javaScriptEnabled: false },
  'in a window of 320 pixels': { viewport: { width: 320, height: 568 } },
}

for (const [index, [way, settings]] of Object.entries(ways).entries()) {
  it(`given somebody ${way}, when they book by video, then they are booked and told so by mail`, async () => {
    const email = `way.${index}@example.org`
    const someone = await person(browser, product, settings)
    await bookFor(someone, { how: 'By video', email })
    assert.equal(await someone.heading(), 'You are booked')
    assert.match((await product.mailTo(email, /^Your appointment, /)).text, /open the link below/)
    await someone.follow('Cancel it')
    await someone.press('Cancel the appointment')
    assert.equal(await someone.heading(), 'This appointment is cancelled')
    await someone.leave()
  })
}

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
