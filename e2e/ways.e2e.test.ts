import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookFor, reachTimes, sayContact, takeFirstTime } from './journey.ts'
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

it('given the questions about work, when Enter is pressed in a field or on an answer, then they are sent as with Continue', async () => {
  const someone = await person(browser, product, { by: 'keyboard' })
  await reachTimes(someone)
  await takeFirstTime(someone)
  await sayContact(someone, { email: 'enter@example.org' })
  await someone.choose('I prefer not to say', 'What kind of place do you work in?')
  await someone.choose('I prefer not to say', 'Which is closest to your role?')
  assert.equal(await someone.enter(), 200)
  assert.equal(await someone.heading(), 'Check and book')
  await someone.page.goBack()
  await someone.page.locator('summary').focus()
  await someone.page.keyboard.press('Enter')
  await someone.write('Name, town or postcode', 'surgery')
  assert.equal(await someone.enter(), 422)
  assert.match(await someone.page.innerText('main'), /Select which of these is where you work/)
  await someone.press('Find')
  assert.equal(await someone.page.getByRole('group', { name: 'Which one?' }).count(), 1)
  await someone.leave()
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
