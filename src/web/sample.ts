import { html, trusted } from '#lib/html'
import { anyone, SessionOver } from '#lib/door'
import { closed, onlyLoopback, openToAnyone, type Guard, type Guards } from './guards.ts'
import { layout } from './pages/layout.ts'
import { field, fields, NotAllowed, NotFound, page, seeOther, staffRoles, type Route, type StaffRole } from './route.ts'
import { serve, type Serving } from './serve.ts'

/** A server with one route of every sort, for the tests of this room. */
export const guards: Guards = {
  ...(Object.fromEntries(staffRoles.map((role) => [role, closed])) as Record<StaffRole, Guard>),
  anyone: openToAnyone,
  client: closed,
  staff: closed,
  loopback: onlyLoopback,
  demo: closed,
  coach: async (visit) =>
    visit.cookies['lay-team'] === 'dev' ? { kind: 'coach', id: 'dev', actor: anyone } : 'sign-in',
  'booking-key': async (visit) =>
    visit.headers['authorization'] === 'Bearer key'
      ? { kind: 'key', id: 'key', actor: anyone }
      : { kind: 'problem', status: 401, code: 'unauthorized', title: 'A key is needed' },
}
const hello = layout({ title: 'Hello', body: html`<h1>Hello</h1>` })
export const routes: Route[] = [
  { method: 'GET', path: '/', may: 'anyone', handle: async () => page(hello) },
  {
    method: 'GET',
    path: '/long',
    may: 'anyone',
    handle: async () => page(trusted(hello.markup + 'long '.repeat(500))),
  },
  { method: 'GET', path: '/of/:id', may: 'anyone', handle: async ({ params }) => json(params) },
  { method: 'GET', path: '/query', may: 'anyone', handle: async ({ query }) => json(query) },
  { method: 'GET', path: '/cookies', may: 'anyone', handle: async ({ cookies }) => json(cookies) },
  {
    method: 'GET',
    path: '/file',
    may: 'anyone',
    handle: async () => ({ kind: 'file', body: 'x', type: 'text/calendar', name: 'a"b\r\n.ics' }),
  },
  {
    method: 'POST',
    path: '/form',
    may: 'anyone',
    takes: 'form',
    handle: async (visit) => json({ name: field(visit, 'name'), all: fields(visit, 'many'), form: visit.form }),
  },
  { method: 'POST', path: '/away', may: 'anyone', handle: async ({ query }) => seeOther(query['to'] ?? '/') },
  {
    method: 'POST',
    path: '/in',
    may: 'anyone',
    handle: async () =>
      seeOther('/', [
        { name: 'lay-browser', value: 'secret' },
        { name: 'lay-answers', value: null },
      ]),
  },
  { method: 'GET', path: '/missing', may: 'anyone', handle: () => Promise.reject(new NotFound()) },
  { method: 'GET', path: '/forbidden', may: 'anyone', handle: () => Promise.reject(new NotAllowed()) },
  { method: 'GET', path: '/team/today', may: 'coach', handle: async ({ viewer }) => json(viewer) },
  { method: 'GET', path: '/team/over', may: 'coach', handle: () => Promise.reject(new SessionOver()) },
  { method: 'GET', path: '/dev/outbox', may: 'demo', handle: async () => json({}) },
  { method: 'GET', path: '/inside', may: 'loopback', handle: async () => json({}) },
  {
    method: 'POST',
    path: '/api/v1/things',
    may: 'booking-key',
    takes: 'json',
    handle: async (visit) => json(visit.json ?? 'no body'),
  },
  {
    method: 'DELETE',
    path: '/api/v1/things/:id',
    may: 'booking-key',
    handle: async () => ({ kind: 'empty', status: 204 }),
  },
]
export const json = (body: unknown) => ({ kind: 'json', body }) as const
export const baseUrl = 'https://coach.example'
export const now = Temporal.Instant.from('2026-11-23T10:00:00Z')
export const open = (more: Partial<Serving> = {}) =>
  serve({ routes, ports: { clock: () => now, baseUrl }, guards, ...more })
export const app = await open()
export const fromOurPage = { 'sec-fetch-site': 'same-origin' }
export const asForm = { ...fromOurPage, 'content-type': 'application/x-www-form-urlencoded' }
export const withKey = { authorization: 'Bearer key', 'content-type': 'application/json' }
export const post = (url: string, payload: string, headers: Record<string, string> = asForm) =>
  app.inject({ method: 'POST', url, headers, payload })
export const api = (payload: string | Buffer, headers: Record<string, string> = withKey) =>
  app.inject({ method: 'POST', url: '/api/v1/things', headers, payload })
