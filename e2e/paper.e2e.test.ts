import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Page } from 'playwright-core'
import { bookFor } from './journey.ts'
import { person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()

/** What a printer adds after each link that is on the paper. */
const addedAfterLinks = (page: Page) =>
  page.evaluate<[href: string, content: string][]>(`[...document.links].filter((link) => link.checkVisibility())
    .map((link) => [link.getAttribute('href'), getComputedStyle(link, '::after').content])`)

it('given an appointment, when its page is printed, then the paper says what it is and nothing that needs a screen', async () => {
  const amina = await person(browser, product, { knownWay: true })
  await bookFor(amina, { email: 'paper@example.org' })
  const { page } = amina
  const reference = await page.getByText('Your reference is').locator('strong').innerText()
  assert.ok(await page.getByRole('link', { name: 'Cancel it' }).isVisible())
  await page.emulateMedia({ media: 'print' })
  for (const words of ['You are booked', '45 minutes, by video', reference])
    assert.ok(await page.getByText(words).first().isVisible(), words)
  for (const words of ['Move it to another time', 'Cancel it', 'Add to calendar', 'Urgent help'])
    assert.equal(await page.getByRole('link', { name: words }).count(), 0, words)
  assert.equal(await page.getByRole('button').count(), 0)
  assert.equal(await page.getByLabel('Code of 8 digits').isVisible(), false)
  assert.doesNotMatch(await page.innerText('body'), /enter the code|move or cancel/i)
  await amina.leave()
})

it('given a page with links, when it is printed, then only addresses of others stand beside them', async () => {
  const reader = await person(browser, product, { knownWay: true })
  const { page } = reader
  await page.emulateMedia({ media: 'print' })
  const added: [href: string, content: string][] = []
  for (const path of ['/', '/urgent-help', '/privacy', '/booking']) {
    await page.goto(path)
    added.push(...(await addedAfterLinks(page)))
  }
  const ours = added.filter(([href]) => /^(\/|#|tel:|sms:)/.test(href))
  assert.ok(ours.length > 10)
  assert.deepEqual([...new Set(ours.map(([, content]) => content))], ['none'])
  const theirs = added.filter(([href]) => href.startsWith('https:'))
  assert.ok(theirs.length > 0 && theirs.every(([, content]) => content.includes('Link')))
  await reader.leave()
})
