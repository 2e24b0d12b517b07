import assert from 'node:assert/strict'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { inspect } from './inspect.ts'
import { keyboard, pointer, type Hands } from './hands.ts'
import type { Product } from './product.ts'

export type Ways = BrowserContextOptions & {
  by?: 'pointer' | 'keyboard'
  /** For arranging: goes a way whose every page another journey checks. */
  knownWay?: boolean
  /** Another site that this person means to go to. */
  goesTo?: string
}

/**
 * Somebody with a browser of their own. Every page they come to is checked: valid HTML, nothing that axe finds, nothing
 * in the console, no scrolling sideways. `steps` counts the pages they sent off or left, `answers` what they filled in.
 */
export async function person(
  browser: Browser,
  product: Product,
  { by = 'pointer', knownWay = false, goesTo, ...ways }: Ways = {},
) {
  const context = await browser.newContext({ baseURL: product.url, ...ways })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const complaints = complaintsOf(page, [new URL(product.url).origin, ...(goesTo ? [goesTo] : [])])
  const hands: Hands = by === 'keyboard' ? keyboard(page) : pointer
  const counted = { steps: 0, answers: 0 }
  const look = async () => {
    if (!knownWay) await inspect(page, await last(), ways.javaScriptEnabled ?? true)
    assert.deepEqual(complaints, [])
  }
  let last = async () => ''
  const arrive = async (go: Promise<unknown>) => {
    const [response] = await Promise.all([page.waitForNavigation(), go])
    last = () => response!.text()
    counted.steps += 1
    await look()
    return response!.status()
  }
  const tick = async (box: Locator) => {
    counted.answers += 1
    await hands.tick(box)
  }
  return {
    page,
    context,
    counted,
    /** Goes to an address; gives the status of its answer. */
    open: async (path: string) => {
      const response = await page.goto(path)
      last = () => response!.text()
      await look()
      return response!.status()
    },
    heading: async () => (await page.locator('h1').innerText()).split('\n')[0]!.trim(),
    /** Chooses one of the answers; of the named question, where the page asks several. */
    choose: (label: string, of?: string) => {
      const where = of === undefined ? page : page.getByRole('group', { name: of })
      return tick(where.getByLabel(label).first())
    },
    tick,
    write: async (label: string | RegExp, text: string) => {
      counted.answers += 1
      await hands.write(page.getByLabel(label).first(), text)
    },
    /** Presses a button and comes to the next page; gives the status of its answer. */
    press: (name: string | RegExp) => arrive(hands.press(page.getByRole('button', { name }))),
    /** Presses Enter where the focus is, which sends the form. */
    enter: () => arrive(page.keyboard.press('Enter')),
    follow: (name: string | RegExp) => arrive(hands.press(page.getByRole('link', { name }).first())),
    leave: () => context.close(),
  }
}

export type Person = Awaited<ReturnType<typeof person>>

/**
 * What the browser complains of, and whatever it asks of another site; a page that comes back with errors is no complaint.
 */
function complaintsOf(page: Page, allowed: readonly string[]): string[] {
  const complaints: string[] = []
  page.on('request', (request) => {
    if (!allowed.includes(new URL(request.url()).origin)) complaints.push(`asks elsewhere: ${request.url()}`)
  })
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (4(04|05|09|22)|500)/.test(message.text()))
      complaints.push(message.text())
  })
  return complaints
}

/** The values of the times that a page offers, in order. */
export const timesOn = async (page: Page): Promise<string[]> => valuesOf(page.locator('input[name=start]'), 'value')

/** One attribute of everything found, in order. */
export async function valuesOf(found: Locator, attribute: string): Promise<string[]> {
  const values = await Promise.all((await found.all()).map((one) => one.getAttribute(attribute)))
  return values.map((value) => value ?? '')
}
