import { html, trusted } from '#lib/html'
import { page, serve, type Reply, type Route, type Visit } from '#web'
import { baseUrl } from '../whole.ts'
import { toldApart } from './alike.ts'
import { acts, looks } from './asks.ts'
import type { Crawl } from './crawl.ts'
import type { Row } from './oracle.ts'
import { answered, clients, enquirers, said, texted, withCalendar } from './people.ts'
import type { Planted } from './planted.ts'
import { nothingSeen, walk, type Leak } from './walk.ts'

const contact: Row = 'client name and contact'
const [a, b] = [clients[0]!, clients[1]!]
const behind = ({ ids }: Crawl, id: string) => clients.find(({ letter }) => ids.bookings.get(letter) === id) ?? null

type Answering = (given: { visit: Visit; reply: () => Promise<Reply>; crawl: Crawl }) => Promise<Reply> | Reply

/** Some routes of the product, answering otherwise, asked for by everybody in every way. */
const at =
  (paths: string | string[], answer: Answering) =>
  async (crawl: Crawl): Promise<Leak[]> => {
    const { app, clock, log } = crawl.world
    const routes = [paths].flat().map((named): Route => {
      const route = crawl.world.routes.find(({ method, path }) => `${method} ${path}` === named)
      if (!route) throw new Error(`There is no ${named} to plant a leak at`)
      const reply = (visit: Visit) => () => route.handle(visit)
      return { ...route, handle: async (visit) => answer({ visit, reply: reply(visit), crawl }) }
    })
    const server = await serve({ ...app, routes, ports: { clock, baseUrl }, log })
    const seen = nothingSeen()
    await walk({ ...crawl, server, seen }, looks(routes, crawl.actors, crawl.ids), 1)
    const { first, last } = acts(routes, crawl.actors, crawl.ids)
    await walk({ ...crawl, server, seen }, [...first, ...last])
    const told = await toldApart(server, routes, crawl.actors[0]!, crawl.ids)
    await server.close()
    return [...seen.leaks, ...told]
  }

const saying = (text: string, status = 200) => page(html`<p>${text}</p>`, { status })

/** Leaks in what routes answer, each asked for by everybody in every way. */
export const inAnswers: Planted[] = [
  {
    what: 'a coach’s page of any session',
    client: 'b',
    row: contact,
    find: at('GET /team/sessions/:id', ({ visit, crawl }) => saying(behind(crawl, visit.params['id']!)?.name ?? '')),
  },
  {
    what: 'a name in a redirect’s query',
    client: 'a',
    row: contact,
    find: at('GET /book', () => ({ kind: 'see-other', path: `/book/topic?for=${a.name}` })),
  },
  {
    what: 'one more column on the rota',
    client: 'a',
    row: 'booking time and mode',
    find: at('GET /team/rota', () => page(html`<table><tr><td>10:45am</td><td>${a.reference}</td></tr></table>`)),
  },
  {
    what: 'a page kept for the next who asks',
    client: 'a',
    row: contact,
    find: async (crawl) => {
      let kept: Reply | null = null
      return at('GET /you/data', async ({ reply }) => {
        const own = kept ?? (await reply())
        if (own.kind === 'page' && own.page.markup.includes(a.name)) kept = own
        return own
      })(crawl)
    },
  },
  {
    what: 'an error that says whose it was',
    client: 'a',
    row: contact,
    find: at('GET /offers/:service', () => saying(`Failing row contains (${enquirers[0]!.email})`, 404)),
  },
  {
    what: 'names in a file of figures',
    client: 'c',
    row: contact,
    find: at('GET /what-your-employer-can-see/sessions.csv', () => ({
      kind: 'file',
      type: 'text/csv; charset=utf-8',
      name: 'sessions.csv',
      body: `service,sessions\r\nlay-too,"5 (${clients[2]!.name})"\r\n`,
    })),
  },
  {
    what: 'a count that tells whether somebody is here',
    client: 'a',
    row: contact,
    find: at('POST /booking', ({ visit }) => saying(`${visit.form['contact']?.[0] === a.email ? 1 : 0} found`)),
  },
  {
    what: 'a header for debugging',
    client: 'd',
    row: contact,
    find: at('GET /cookies', async ({ reply }) => ({ ...(await reply()), headers: { 'x-debug': clients[3]!.email } })),
  },
  {
    what: 'a cookie that says who it is',
    client: 'b',
    row: contact,
    find: at('GET /who-pays', async ({ reply }) => ({
      ...(await reply()),
      cookies: [{ name: 'lay-browser', value: Buffer.from(`x${b.name}`).toString('base64url') }],
    })),
  },
  {
    what: 'a comment in the markup',
    client: 'e',
    row: contact,
    find: at('GET /privacy', () => page(trusted(`<p>Hello</p><!-- ${clients[4]!.name} -->`))),
  },
  {
    what: 'base64 in an attribute',
    client: 'f',
    row: contact,
    find: at('GET /team/supervisor', () =>
      page(html`<p data-row="${Buffer.from(`{"n":"${clients[5]!.name}"}`).toString('base64')}">1</p>`),
    ),
  },
  {
    what: 'a file named after somebody',
    client: 'a',
    row: contact,
    find: at('GET /booking/:id/calendar.ics', ({ visit, crawl }) => {
      const name = behind(crawl, visit.params['id']!)?.name ?? 'x'
      return { kind: 'file', type: 'text/calendar', name: `${name}.ics`, body: '' }
    }),
  },
  {
    what: 'an address behind a link',
    client: 'd',
    row: contact,
    find: at('GET /team/operations', () => {
      const escaped = [...clients[3]!.email].map((one) => `%${one.charCodeAt(0).toString(16)}`).join('')
      return page(html`<a href="mailto:${escaped}">Write</a>`)
    }),
  },
  {
    what: 'a conflict that names the other',
    client: 'c',
    row: contact,
    find: at('POST /api/v1/bookings', () => ({
      kind: 'problem',
      status: 409,
      code: 'slot-taken',
      title: 'Taken',
      detail: `by ${clients[2]!.digits}`,
    })),
  },
  {
    what: 'nothing here, said otherwise where there is something',
    client: 'a',
    row: 'booking time and mode',
    find: at('GET /booking/:id/move', ({ visit, crawl }) =>
      saying(behind(crawl, visit.params['id']!) ? 'Not yours' : 'Not found', 404),
    ),
  },
  {
    what: 'a goal that was not shared, in a coach’s day',
    client: 'a',
    row: 'goals and actions text',
    find: at('GET /team/today', () => saying(said[0]!.goal)),
  },
  {
    what: 'a name without a task',
    client: 'b',
    row: contact,
    find: at('POST /team/operations/sessions/:id/reveals', ({ visit, crawl }) =>
      saying(behind(crawl, visit.params['id']!)?.name ?? ''),
    ),
  },
  {
    what: 'what somebody answered to a text, in the list of answers',
    client: 'b',
    row: contact,
    find: at('GET /team/operations/replies', () => saying(answered[0]!.words)),
  },
  {
    what: 'the number of a coach, to whoever plans their time',
    client: texted.coach,
    row: 'coach number or calendar',
    find: at('GET /team/rota', () => saying(texted.phone)),
  },
  {
    what: 'where a coach’s own calendar is, in a calendar for others',
    client: withCalendar.coach,
    row: 'coach number or calendar',
    find: at('GET /team/people', () => saying(withCalendar.address)),
  },
  {
    what: 'whom a call was about, once it is booked',
    client: 'c',
    row: contact,
    find: at('GET /team/operations/behalf', () => saying(clients[2]!.phone)),
  },
  {
    what: 'a coach’s notes, to governance without a grant',
    client: 'd',
    row: 'coach private notes',
    find: at('GET /team/governance', () => saying(said[1]!.note)),
  },
]
