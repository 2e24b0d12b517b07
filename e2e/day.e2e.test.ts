import assert from 'node:assert/strict'
import { it } from 'node:test'
import { reachTimes, sayWho } from './journey.ts'
import { person, timesOn, valuesOf, type Person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()
const someone = await person(browser, product, { viewport: { width: 320, height: 568 } })

it('given the page of a day, when each time is chosen by its words, then it is that time that is chosen', async () => {
  await reachTimes(someone)
  await someone.follow(/^Tomorrow: \d+ times$/)
  assert.equal(await someone.heading(), 'Tomorrow, Wednesday 25 November')
  await chooseEach()
})

it('given no choice, when it is sent, then the same day comes back and the error leads to its first time', async () => {
  await someone.open(someone.page.url())
  const times = await timesOn(someone.page)
  assert.equal(await someone.press('Book this time'), 422)
  assert.equal(await someone.heading(), 'Tomorrow, Wednesday 25 November')
  assert.deepEqual(await timesOn(someone.page), times)
  await someone.page.getByRole('link', { name: 'Select a time' }).click()
  assert.equal(await someone.page.locator(':focus').getAttribute('value'), times[0])
  await chooseEach()
})

it('given the page of a day on which to move a booking to, then its times are chosen in the same way', async () => {
  await someone.tick(someone.page.locator('input[name=start]').last())
  await someone.press('Book this time')
  await sayWho(someone, { email: 'day@example.org' })
  await someone.press('Confirm and book')
  await someone.follow('Move it to another time')
  await someone.follow(/^Thursday 26 November: \d+ times$/)
  await chooseEach()
  const address = someone.page.url()
  assert.equal(await someone.press('Move to this time'), 200)
  assert.notEqual(someone.page.url(), address)
  assert.match(await someone.page.innerText('main'), /Thursday 26 November 2026/)
  await someone.follow('Move it to another time')
  await someone.follow(/^Tomorrow: \d+ times$/)
  assert.equal(await someone.press('Move to this time'), 422)
  assert.equal(await someone.heading(), 'Tomorrow, Wednesday 25 November')
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))

/** Clicks the words beside every time, morning, afternoon and evening, and sees that their own value is chosen. */
async function chooseEach() {
  const { page } = someone
  const ids = await valuesOf(page.locator('input[name=start]'), 'id')
  assert.equal(new Set(ids).size, ids.length, 'each time has an id of its own')
  for (const part of ['Morning', 'Afternoon', 'Evening']) await chooseEachOf(someone, part)
}

async function chooseEachOf({ page }: Person, part: string) {
  const group = page.getByRole('group', { name: part })
  const values = await valuesOf(group.locator('input[name=start]'), 'value')
  assert.ok(values.length > 1, `${part} has times`)
  for (const [index, value] of values.entries()) {
    await group.locator('label').nth(index).click()
    assert.equal(await page.locator('input[name=start]:checked').getAttribute('value'), value)
  }
}
