import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after } from 'node:test'
import { clientGuard, codeOf, makeSlowDown } from '#identity'
import { civilDate } from '#lib/time'
import { serve, type Route } from '#web'
import { visitToken } from '../src/booking/links.ts'
import { bookingRoutes } from '../src/booking/routes.ts'
import { browsing, type Form } from './browsing.ts'
import { assertValidHtml } from './html.ts'
import { coachGuard, guardsWith } from './staff.ts'
import { baseUrl, roomOver } from './room.ts'
import { coachId, type bookingWorld } from './world.ts'

export const work = { setting: 'prefer-not-to-say', role: 'prefer-not-to-say' }
export const contact = { name: 'Amina', email: 'amina@example.org', phone: '' }

type Arranged = {
  textSender?: boolean
  /** How an address that is slowed down waits; by default it really does. */
  wait?: (millis: number) => Promise<unknown>
  /** The programme's own number. */
  phone?: () => string | null
  /** Whether there is anything in easy read or another language. */
  plain?: () => boolean
  /** Further routes, of rooms above. */
  more?: readonly Route[]
  /** Whether every page is checked: not where hundreds come to pages that other tests check. */
  checked?: boolean
}

/** The pages of booking over a world of their own, and people who use them without a window. Ends with the test file. */
export async function bookingPages(
  world: Awaited<ReturnType<typeof bookingWorld>>,
  {
    textSender = true,
    wait,
    checked = true,
    phone = () => '01632 960 100',
    plain = () => false,
    more = [],
  }: Arranged = {},
) {
  const app = await serve({
    routes: [
      ...bookingRoutes(
        roomOver(world, {
          textSender,
          phone,
          dutyPhone: () => '01632 960 999',
          plain,
          slowDown: makeSlowDown({ clock: world.ports.clock, ...(wait ? { wait } : {}) }),
        }),
      ),
      ...more,
    ],
    ports: { clock: world.ports.clock, baseUrl },
    guards: guardsWith({ coach: coachGuard(world.admin, coachId(1)), client: clientGuard(world.db) }),
  })
  after(() => app.close())

  /** Somebody's browser: it keeps its cookies for as long as they are meant to last. Every page that it gets is checked. */
  const browser = () => {
    const { jar, ask: send } = browsing(app, {
      host: 'localhost:3000',
      now: () => world.ports.clock().epochMilliseconds,
    })
    const ask = async (method: 'GET' | 'POST', url: string, form: Form = {}) => {
      const reply = await send(method, url, form)
      const html = reply.body
      if (checked && html.startsWith('<!doctype')) await assertValidHtml(html)
      return { status: reply.statusCode, html, location: String(reply.headers.location ?? '') }
    }
    return {
      jar,
      get: (url: string) => ask('GET', url),
      post: (url: string, form: Form = {}) => ask('POST', url, form),
    }
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

  /** Presses the button of the page where one checks, with the mark of what it showed. */
  const confirm = async (someone: ReturnType<typeof browser>) =>
    someone.post('/book/check', { mark: markIn((await someone.get('/book/check')).html) })

  /** Booked; gives the path of the booking too, and that to which it led. */
  const booked = async (named: Partial<typeof contact> = {}, mode: 'video' | 'phone' = 'video', by = browser()) => {
    const someone = await atContact(mode, by)
    await sayContact(someone, named)
    assert.equal((await someone.post('/book/about-work', work)).location, '/book/check')
    const { location } = await confirm(someone)
    const [said, path] = /^(\/booking\/[\da-f-]{36})(?:\?said=no-code)?$/.exec(location) ?? []
    assert.ok(said && path, location)
    return { someone, path, said }
  }

  /** The newest code that went out about the booking behind a path; undefined where there is none. */
  const codeFor = async (path: string, purpose: 'keep' | 'booking') => {
    const { rows } = await world.admin.query<{ id: string }>(
      'select id from one_time_code where subject = $1 and purpose = $2 order by issued_at desc limit 1',
      [idOf(path), purpose],
    )
    return rows[0] && codeOf(world.ports.codeKey, rows[0].id)
  }

  /** Another browser, which proves itself by reference, contact and the code that was sent. */
  const proved = async (path: string, given: string, someone = browser()) => {
    const { rows } = await world.admin.query<{ reference: string }>('select reference from booking where id = $1', [
      idOf(path),
    ])
    await someone.post('/booking', { reference: rows[0]!.reference, contact: given })
    const code = await codeFor(path, 'booking')
    assert.equal((await someone.post('/booking/code', { code: code! })).location, path)
    return someone
  }

  /** Somebody with an appointment at 10am that day, for 45 minutes, and a way to be some time from its start. */
  const atTen = async (mode: 'video' | 'phone') => {
    const email = `${randomUUID()}@example.org`
    const start = civilDate(world.ports.clock())
      .toZonedDateTime({ timeZone: 'Europe/London', plainTime: '10:00' })
      .toInstant()
    const { someone, path } = await booked({ email, phone: '07700 900123' }, mode)
    await world.admin.query(
      `update booking set starts_at = $2, ends_at = $2::timestamptz + interval '45 minutes' where id = $1`,
      [idOf(path), start.toString()],
    )
    return { someone, path, email, fromStart: (time: Temporal.DurationLike) => world.setNow(start.add(time)) }
  }

  /** The page that the messages of a booking lead to. */
  const linkTo = (path: string) => `/visit/${visitToken(world.ports.linkKey, idOf(path))}`

  return { app, browser, atTimes, atContact, sayContact, confirm, booked, codeFor, proved, atTen, linkTo }
}

export type Someone = ReturnType<Awaited<ReturnType<typeof bookingPages>>['browser']>

/** The main heading of a page. */
export const headingOf = (html: string) => /<h1[^>]*>\s*([^<]*?)\s*</.exec(html)?.[1]

/** The id of the booking behind a path. */
export const idOf = (path: string) => path.split('/').at(-1)!

/** The mark of the answers that the page where one checks shows; empty on any other page. */
export const markIn = (html: string) => /name="mark" value="([^"]+)"/.exec(html)?.[1] ?? ''

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
