import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()

describe('Amina asks what her employer can see', async () => {
  const someone = await person(browser, product)

  it('given the start page, when she follows the question, then the answer is first, and its limits after it', async () => {
    await someone.open('/')
    await someone.follow(/What your employer can see/)
    assert.equal(await someone.heading(), 'What your employer can see')
    const words = await someone.page.innerText('main')
    assert.match(words, /About you, nothing/)
    assert.ok(words.indexOf('The limits of this promise') < words.indexOf('The newest table'))
  })

  it('then the table is there as those who pay get it: the last quarter, nobody from 1 to 7', async () => {
    const table = await someone.page.innerText('table')
    assert.match(table, /July to September 2026/)
    assert.ok((await someone.page.locator('tbody tr').count()) > 30)
    for (const [figure] of table.matchAll(/(?<![\d,-])[\d,]+(?![\d,-])/g)) assert.doesNotMatch(figure, /^[1-9]$/)
  })

  it('when she downloads it, then the file holds the same table', async () => {
    const [file] = await Promise.all([
      someone.page.waitForEvent('download'),
      someone.page.getByRole('link', { name: 'Download this table (CSV)' }).click(),
    ])
    assert.equal(file.suggestedFilename(), 'sessions-2026-Q3-v1.csv')
  })
})
