import assert from 'node:assert/strict'
import { markIn } from '../testing/pages.ts'
import { browsing } from '../testing/browsing.ts'
import type { Product } from './product.ts'

/** A browser of this machine without a window. */
export function plainBrowser({ server, url }: Product) {
  const { jar, cookie, ask } = browsing(server, { host: new URL(url).host })
  return { send: ask, cookie, has: (name: string) => jar.has(name) }
}

export type PlainBrowser = ReturnType<typeof plainBrowser>

/** Answers every question, with a time kept: at the page where one checks and books. */
export async function answerAll({ send }: Pick<PlainBrowser, 'send'>): Promise<void> {
  await send('POST', '/book/topic', { topic: 'wellbeing' })
  await send('POST', '/book/coach', { who: 'anyone' })
  await send('POST', '/book/how', { mode: 'video' })
  const [, start] = /name="start"[^>]*value="([^"]+)"/.exec((await send('GET', '/book/time')).body)!
  await send('POST', '/book/time', { start: start! })
  await send('POST', '/book/contact', { name: 'Amina', email: 'amina@gmail.com' })
  const work = { setting: 'prefer-not-to-say', role: 'prefer-not-to-say' }
  assert.equal((await send('POST', '/book/about-work', work)).headers.location, '/book/check')
}

/** Presses the button of the page where one checks. */
export async function confirm({ send }: Pick<PlainBrowser, 'send'>) {
  return send('POST', '/book/check', { mark: markIn((await send('GET', '/book/check')).body) })
}

/** Signs Dev in at the demonstration's own door. */
export async function signDevIn(browser: PlainBrowser): Promise<void> {
  await browser.send('POST', '/dev/sign-in', { who: 'dev' })
  assert.ok(browser.has('lay-team'))
}
