import { after } from 'node:test'
import { guards } from '#identity'
import { serve, type Route } from '#web'
import { browsing, type Form } from './browsing.ts'
import { assertValidHtml } from './html.ts'
import { sessionOf } from './staff.ts'
import type { bookingWorld } from './world.ts'

/**
 * Pages of staff over a world of their own, with the guards that the product has. Gives a browser: signed in as somebody,
 * by a passkey unless a level is named, or as nobody. Every page that it gets is checked. Ends with the test file.
 */
export async function staffPages(
  { db, admin, ports: { clock } }: Awaited<ReturnType<typeof bookingWorld>>,
  routes: readonly Route[],
) {
  const ports = { clock, baseUrl: 'http://localhost:3000' }
  const app = await serve({ routes: [...routes], ports, guards: guards({ db, clock, demo: false }) })
  after(() => app.close())

  return async (staffId: string | null, level: 1 | 2 = 2) => {
    const { jar, ask } = browsing(app, { host: 'localhost:3000' })
    if (staffId !== null) jar.set('lay-team', await sessionOf(admin, staffId, level))
    const send = async (method: 'GET' | 'POST', url: string, form?: Form) => {
      const { body: html, statusCode: status, headers } = await ask(method, url, form)
      if (html.startsWith('<!doctype')) await assertValidHtml(html)
      return { html, status, to: String(headers.location ?? '') }
    }
    return { get: (url: string) => send('GET', url), post: (url: string, form: Form = {}) => send('POST', url, form) }
  }
}
