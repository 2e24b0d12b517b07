import assert from 'node:assert/strict'
import { markIn } from '../testing/pages.ts'
import type { Product } from './product.ts'

export type Form = Record<string, string>

/** A browser without a window: it sends what pages send, and keeps its cookies. */
export function plainBrowser({ server, url: base }: Product) {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = async (method: 'GET' | 'POST', url: string, form: Form = {}) => {
    const reply = await server.inject({
      method,
      url,
      headers: {
        host: new URL(base).host,
        'sec-fetch-site': 'same-origin',
        cookie: cookie(),
        ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(method === 'POST' ? { payload: new URLSearchParams(form).toString() } : {}),
    })
    for (const { name, value } of reply.cookies) jar.set(name, value)
    return reply
  }
  return { send, cookie, has: (name: string) => jar.has(name) }
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
