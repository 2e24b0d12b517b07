import assert from 'node:assert/strict'
import { after } from 'node:test'
import { makeSlowDown } from '#identity'
import { closed, onlyLoopback, openToAnyone, serve } from '#web'
import { bookingRoutes } from '../src/booking/routes.ts'
import { assertValidHtml } from './html.ts'
import { coachId, type bookingWorld } from './world.ts'

export type Form = Record<string, string | readonly string[]>

export const work = { setting: 'prefer-not-to-say', role: 'prefer-not-to-say' }
export const contact = { name: 'Amina', email: 'amina@example.org', phone: '' }

/** The pages of booking over a world of their own, and people who use them without a window. Ends with the test file. */
export async function bookingPages(world: Awaited<ReturnType<typeof bookingWorld>>, { textSender = true } = {}) {
  const baseUrl = 'http://localhost:3000'
  const app = await serve({
    routes: bookingRoutes({
      ...world.ports,
      textSender,
      baseUrl,
      answersKey: Buffer.alloc(32, 3),
      contactKey: Buffer.alloc(32, 4),
      phone: '01632 960 100',
      slowDown: makeSlowDown({ clock: world.ports.clock }),
    }),
    ports: { clock: world.ports.clock, baseUrl },
    guards: {
      anyone: openToAnyone,
      coach: async () => ({ kind: 'coach', id: coachId(1) }),
      'booking-key': closed,
      demo: onlyLoopback,
      loopback: onlyLoopback,
    },
  })
  after(() => app.close())

  /** Somebody's browser: it keeps its cookies. Every page that it gets is checked. */
  const browser = () => {
    const jar = new Map<string, string>()
    const ask = async (method: 'GET' | 'POST', url: string, form: Form = {}) => {
      const headers = {
        host: 'localhost:3000',
        'sec-fetch-site': 'same-origin',
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      }
      const pairs = Object.entries(form).flatMap(([name, value]) =>
        [value].flat().map((one) => [name, one] as [string, string]),
      )
      const type = { 'content-type': 'application/x-www-form-urlencoded' }
      const reply = await app.inject(
        method === 'GET'
          ? { method, url, headers }
          : { method, url, headers: { ...headers, ...type }, payload: new URLSearchParams(pairs).toString() },
      )
      for (const { name, value, maxAge } of reply.cookies) {
        if (maxAge === 0) jar.delete(name)
        else jar.set(name, value)
      }
      const html = reply.body
      if (html.startsWith('<!doctype')) await assertValidHtml(html)
      return { status: reply.statusCode, html, location: String(reply.headers.location ?? '') }
    }
    return { get: (url: string) => ask('GET', url), post: (url: string, form: Form = {}) => ask('POST', url, form) }
  }

  /** As far as the page that offers times. */
  const atTimes = async (mode: 'video' | 'phone' = 'video', who = 'anyone', someone = browser()) => {
    await someone.post('/book/topic', { topic: 'wellbeing' })
    await someone.post('/book/coach', { who })
    assert.equal((await someone.post('/book/how', { mode })).location, '/book/time')
    return someone
  }

  /** With a time kept, at the page that asks where to send the details. */
  const atContact = async (mode: 'video' | 'phone' = 'video', by = browser()) => {
    const someone = await atTimes(mode, 'anyone', by)
    const [start] = startsIn((await someone.get('/book/time')).html)
    assert.equal((await someone.post('/book/time', { start: start! })).location, '/book/contact')
    return someone
  }

  /** Name and contacts; carries on where the address might be one of work. */
  const sayContact = async (someone: ReturnType<typeof browser>, named: Partial<typeof contact> = {}) => {
    const sent = await someone.post('/book/contact', { ...contact, ...named })
    if (sent.location !== '/book/work-address') return sent
    return someone.post('/book/work-address', { choice: 'carry-on' })
  }

  /** Booked; gives the path of the booking too. */
  const booked = async (named: Partial<typeof contact> = {}, mode: 'video' | 'phone' = 'video', by = browser()) => {
    const someone = await atContact(mode, by)
    await sayContact(someone, named)
    assert.equal((await someone.post('/book/about-work', work)).location, '/book/check')
    const { location } = await someone.post('/book/check')
    assert.match(location, /^\/booking\/[\da-f-]{36}$/)
    return { someone, path: location }
  }

  return { app, browser, atTimes, atContact, sayContact, booked }
}

export type Someone = ReturnType<Awaited<ReturnType<typeof bookingPages>>['browser']>

/** The values of the times that a page offers, in order. */
export const startsIn = (html: string) =>
  [...html.matchAll(/name="start"[^>]*value="([^"]+)"/g)].map(([, value]) => value!)

/** The values of everything chosen on a page. */
export const checkedIn = (html: string) =>
  [...html.matchAll(/<input[^>]*type="(?:radio|checkbox)"[^>]*>/g)]
    .filter(([input]) => / checked/.test(input))
    .map(([input]) => /value="([^"]*)"/.exec(input)![1])

/** A form that came back: it says what is wrong at the top, and each of these leads to its field. */
export const assertRefused = ({ status, html }: { status: number; html: string }, ...sentences: string[]) => {
  assert.equal(status, 422)
  assert.match(html, /<title>Error: /)
  assert.match(html, /There is a problem/)
  for (const [, id] of html.matchAll(/<a href="#([\w-]+)">/g))
    if (id !== 'maincontent') assert.ok(html.includes(`id="${id}"`), `the error leads to its field ${id}`)
  for (const sentence of sentences) assert.ok(html.includes(sentence), sentence)
}
