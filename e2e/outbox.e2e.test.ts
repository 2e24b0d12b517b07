import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookFor } from './journey.ts'
import { person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()

it('given mail with long links and its source, when the outbox is read on a phone, then nothing goes off the side', async () => {
  const reader = await person(browser, product, { viewport: { width: 375, height: 667 } })
  await bookFor(reader, { email: `${'long'.repeat(15)}@${'domain'.repeat(9)}.example.org` })
  await product.allSent()
  await reader.open('/dev/outbox')
  for (const summary of await reader.page.locator('summary').all()) await summary.click()
  assert.ok((await reader.page.locator('details[open] pre').count()) > 0)
  const wide = await reader.page.evaluate<number>('document.documentElement.scrollWidth')
  assert.equal(wide, 375)
})
