import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { assertValidHtml } from '../testing/html.ts'

/**
 * Throws unless the page is sound: valid as it was sent, nothing that axe finds, one heading, no scrolling sideways.
 * Without scripts axe cannot run; the same pages are seen with them elsewhere.
 */
export async function inspect(page: Page, sent: string, scripts: boolean): Promise<void> {
  await assertValidHtml(sent)
  assert.equal(await page.locator('h1').count(), 1, 'a page has one main heading')
  const wide = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  assert.ok(wide <= 0, `${new URL(page.url()).pathname} is ${wide} pixels wider than the window`)
  if (!scripts) return
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const said = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`,
  )
  assert.deepEqual(said, [], `axe on ${new URL(page.url()).pathname}`)
}
