import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { launchBrowserIn } from '../testing/browser.ts'
import { eventually } from '../testing/running.ts'
import { openBrowser, startProduct } from './product.ts'

/** Another site, which says what it was told of where somebody comes from. */
const asked: string[] = []
const elsewhere = createServer((socket) =>
  socket.once('data', (request) => {
    asked.push(request.toString())
    socket.end(
      'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<title>Weather</title><h1>Rain</h1>',
    )
  }),
).listen(0, '127.0.0.1')
await once(elsewhere, 'listening')
after(() => elsewhere.close())
const weather = `http://localhost:${(elsewhere.address() as AddressInfo).port}/weather`

const product = await startProduct(undefined, weather)
const browser = await openBrowser()
const canary = 'Zinnober-Quittenbaum'
const mailbox = 'zinnober.quittenbaum@gmail.com'

/** Answers what is asked up to the page for names and contacts, and types there without sending it. */
async function typing(page: Page) {
  await page.goto(`${product.url}/book/topic`)
  await page.locator('input[value=wellbeing]').check()
  await send(page)
  await page.locator('input[value=anyone]').check()
  await send(page)
  await page.locator('input[value=video]').check()
  await send(page)
  await page.locator('input[name=start]').first().check()
  await send(page)
  await page.locator('input[name=name]').fill(canary)
}
const send = async (page: Page) =>
  void (await Promise.all([page.waitForNavigation(), page.locator('main form button').last().click()]))

/** Leaves, and looks at what is left: in the browser, and behind each press of Back. */
async function leaveAndLookBack(page: Page, context: BrowserContext, leave: () => Promise<unknown>) {
  await Promise.all([page.waitForURL(weather), leave()])
  assert.equal(await page.title(), 'Weather')
  assert.doesNotMatch(asked.at(-1)!, /referer|127\.0\.0\.1/i)
  await assertForgotten(context)
  for (let back = 0; back < 6; back += 1) {
    if ((await page.goBack({ waitUntil: 'load' }).catch(() => null)) === null) break
    const shown = await page.content()
    const typed = await page
      .locator('input')
      .evaluateAll(
        '(all) => all.filter((each) => each.checked || each.type === "text").map((each) => each.value).join()',
      )
    assert.ok(!`${shown}${String(typed)}`.includes(canary), page.url())
    assert.doesNotMatch(page.url(), /contact/, 'the page that somebody left is no longer behind them')
  }
  await page.goto(`${product.url}/book/check`)
  assert.doesNotMatch(page.url(), /check/, 'nothing is answered any more')
}

/** The cookies of a journey go with the press, which the browser may send on while it is elsewhere already. */
const assertForgotten = (context: BrowserContext) =>
  eventually('no cookie is left', async () => (await context.cookies()).length === 0)

describe('somebody who must leave in a hurry', () => {
  it('given no script, when they press the button, then they are elsewhere and Back shows nothing', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await typing(page)
    await leaveAndLookBack(page, context, () => page.getByRole('button', { name: 'Leave this site' }).click())
    await context.close()
  })

  for (const [how, leave] of [
    ['press the button', (page: Page) => page.getByRole('button', { name: 'Leave this site' }).click()],
    [
      'press Escape three times',
      async (page: Page) => {
        for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape')
      },
    ],
  ] as const)
    it(`given a script, when they ${how}, then they are elsewhere at once and Back shows nothing`, async () => {
      const context = await browser.newContext()
      const page = await context.newPage()
      await typing(page)
      await leaveAndLookBack(page, context, () => leave(page))
      await context.close()
    })

  it('given a browser that keeps things on disk, when they left, then nothing they typed or sent is on it', async () => {
    const home = await mkdtemp(join(tmpdir(), 'lay-leave-'))
    const context = await launchBrowserIn(home)
    try {
      const page = await context.newPage()
      await typing(page)
      await page.locator('input[value=email]').check()
      await page.locator('input[name=email]').fill(mailbox)
      await send(page)
      assert.match(page.url(), /about-work/)
      await page.goBack()
      assert.equal(await page.locator('input[name=name]').inputValue(), canary, 'until then nothing is lost')
      await leaveAndLookBack(page, context, () => page.getByRole('button', { name: 'Leave this site' }).click())
      await context.close()
      const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      assert.ok(files.length > 5, 'the browser did keep files')
      for (const { parentPath, name } of files) {
        const bytes = readFileSync(join(parentPath, name))
        for (const form of [canary, mailbox].flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]))
          assert.ok(!bytes.includes(form), join(parentPath, name).slice(home.length))
      }
    } finally {
      await context.close()
      await rm(home, { recursive: true, force: true })
    }
  })
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
