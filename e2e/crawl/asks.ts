import { randomUUID } from 'node:crypto'
import type { Route } from '#web'
import { spellings } from '../spellings.ts'
import type { Actor } from './actors.ts'
import { clients } from './people.ts'

/** One request of somebody's. `asked` names what a request by itself asks to be shown. */
export type Ask = {
  actor: Actor
  route: Pick<Route, 'path' | 'may' | 'takes' | 'level'>
  method: 'GET' | 'HEAD' | 'POST' | 'DELETE'
  url: string
  body?: { type: string; text: string }
  asked: string | null
}

/** What can stand in the place of a path's `:name`. */
export type Ids = {
  /** Bookings, each with its client's letter. */
  bookings: ReadonlyMap<string, string>
  /** Other things that somebody has: coaches, staff, clients, concerns, contacts. */
  others: readonly string[]
}

const odd = ['x', '%27%20or%201%3D1--', '..%2f..%2fetc']
const absent = '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f'

/** How many different ids a path with an open part is asked with. */
export const idCount = (ids: Ids) => ids.bookings.size + ids.others.length + odd.length + 1

const isOpen = ({ path }: Pick<Route, 'path'>) => path.includes(':')
const fill = (path: string, id: string) => path.replace(/:\w+/g, id)

/** Whether a guard would let this actor as far as the handler: then what is in the path decides, and is varied. */
export function comesIn({ may }: Pick<Route, 'may'>, { reader, bearer, staffId }: Actor): boolean {
  if (may === 'anyone') return true
  if (may === 'staff') return staffId !== null
  if (may === 'booking-key') return bearer !== null
  if (may === 'demo' || may === 'loopback') return false
  return may === reader.role
}

/** Everything that is looked at: each route by each actor; all ids by whoever comes in, one by whoever does not. */
export function looks(routes: readonly Route[], actors: readonly Actor[], ids: Ids): Ask[] {
  return routes
    .filter(({ method }) => method === 'GET')
    .flatMap((route) =>
      actors.flatMap((actor): Ask[] => {
        const inside = comesIn(route, actor)
        const mine = idOf(actor, ids)
        const urls = !isOpen(route)
          ? [
              route.path,
              ...(inside
                ? [mine, othersOf(actor, ids)].map(
                    (id) =>
                      `${route.path}?date=2026-11-24&from=2026-11-23&reference=${referenceOf(actor)}&session=${id}`,
                  )
                : []),
            ]
          : (inside ? everyId(route, actor, ids) : [mine]).map((id) => fill(route.path, id))
        const get = urls.map((url): Ask => ({ actor, route, method: 'GET', url, asked: null }))
        return [...get, { actor, route, method: 'HEAD', url: fill(route.path, mine), asked: null }]
      }),
    )
}

/** All there is where only some come in; where anyone does, one's own, three others', and what is nothing. */
function everyId({ may }: Pick<Route, 'may'>, actor: Actor, ids: Ids): string[] {
  const all = [...ids.bookings.values()]
  if (may !== 'anyone') return [...all, ...ids.others, absent, ...odd]
  const mine = idOf(actor, ids)
  return [mine, ...all.filter((id) => id !== mine).slice(-3), ids.others[0]!, absent, odd[0]!]
}
/** The asker's own id of a kind; somebody else's where the asker has none. */
const idOf = ({ reader }: Actor, { bookings }: Ids) => bookings.get([...reader.own][0] ?? 'a')!
const otherOf = ({ reader }: Actor) => clients.find(({ letter }) => !reader.own.has(letter))!
const referenceOf = (actor: Actor) => otherOf(actor).reference
const othersOf = (actor: Actor, { bookings }: Ids) => bookings.get(otherOf(actor).letter)!

/** Every route in other spellings, by somebody who may not come in and by somebody who may. */
export function misspelt(routes: readonly Route[], actors: readonly Actor[], ids: Ids): Ask[] {
  return routes
    .filter(({ path }) => path !== '/')
    .flatMap((route) => {
      const method = route.method === 'DELETE' ? 'GET' : route.method
      const inside = actors.find((actor) => comesIn(route, actor) && actor.reader.role !== 'employer')
      return [actors[0]!, ...(inside ? [inside] : [])].flatMap((actor) =>
        Object.values(spellings).map((spell): Ask => {
          const url = fill(spell(route.path), idOf(actor, ids))
          return { actor, route, method, url, asked: null, ...(method === 'POST' ? { body: formOf({}) } : {}) }
        }),
      )
    })
}

/** A form with whatever any form has, right as far as that can be; it says nothing that anybody else is. */
export const formOf = (more: Record<string, string>) => ({
  type: 'application/x-www-form-urlencoded',
  text: new URLSearchParams({ ...fields, id: randomUUID(), ...more }).toString(),
})
/** A form with a file in it that says something. */
const fileNaming = (text: string) => ({
  type: 'multipart/form-data; boundary=edge',
  text: `--edge\r\nContent-Disposition: form-data; name="file"; filename="${text}.ics"\r\n\r\n${text}\r\n--edge--\r\n`,
})
const address = 'nobody.at.all@example.org'
const fields = {
  topic: 'wellbeing',
  who: 'anyone',
  mode: 'video',
  name: 'Somebody',
  email: address,
  contact: address,
  phone: '',
  setting: 'prefer-not-to-say',
  role: 'prefer-not-to-say',
  code: '12345678',
  reference: 'AAAA2222',
  seen: '',
  kind: 'call-back',
  reason: 'They asked us to call them back today',
  minutes: '15',
  tell: 'now',
  choice: 'carry-on',
  'team-size': '12',
  aim: 'To talk',
  dates: 'In May',
  words: 'A word about how it went',
  passphrase: 'four green boats',
  rule: 'x',
  starts: '09:00',
  ends: '10:00',
  date: '2026-12-24',
  from: '2026-12-24',
  until: '2026-12-25',
  next: '/you',
}

/** Acts that end something of somebody's come after all others. */
const ends = (path: string) => /cancel|known|move|remove|stop|end$|lift|:step/.test(path)
/** Those that end sessions, or change what they open, come last: whoever acts here keeps no new cookie. */
const endsSessions = (path: string) =>
  /sign-out|sign-ins|leave$|delete|role$|recover|passphrase|passkey|confirm/.test(path)

/** Every act of every route, tried by each actor on what is others', and at last on what is their own: in two parts. */
export function acts(routes: readonly Route[], actors: readonly Actor[], ids: Ids): { first: Ask[]; last: Ask[] } {
  const all = routes
    .filter(({ method }) => method !== 'GET')
    .flatMap((route) => actors.flatMap((actor) => tries(route, actor, ids)))
  const { first = [], last = [] } = Object.groupBy(all, ({ route: { path } }) =>
    endsSessions(path) ? 'last' : 'first',
  )
  return { first: first.toSorted((a, b) => Number(ends(a.route.path)) - Number(ends(b.route.path))), last }
}

function tries(route: Route, actor: Actor, ids: Ids): Ask[] {
  const mine = idOf(actor, ids)
  // Forms that are open to all are not read otherwise for staff, but for those of their own sign-in.
  const inside =
    comesIn(route, actor) && (route.may !== 'anyone' || actor.staffId === null || route.path.startsWith('/team'))
  const within = inside ? [...everyId(route, actor, ids).filter((id) => id !== mine), mine] : [mine]
  const urls = isOpen(route) ? within.map((id) => fill(route.path, id)) : [route.path]
  const asked = /number|today/.test(route.path) ? 'number' : null
  return urls.flatMap((url) =>
    bodies(route, actor, ids)
      .slice(inside ? 0 : -1)
      .map((body): Ask => ({ actor, route, method: route.method, url, asked, ...(body ? { body } : {}) })),
  )
}

/** What is sent along: a form of nobody's, and one that names somebody else, as whoever tries would. */
function bodies({ takes, method }: Pick<Route, 'takes' | 'method'>, actor: Actor, ids: Ids) {
  if (method === 'DELETE' || takes === undefined || takes === 'none') return [undefined]
  const other = clients.find(({ letter }) => !actor.reader.own.has(letter))!
  const session = ids.bookings.get(other.letter)!
  if (takes === 'json')
    return [
      {
        type: 'application/json',
        text: JSON.stringify({ hold: session, client: { name: 'Somebody', email: address } }),
      },
    ]
  if (takes === 'file') return [fileNaming(other.reference)]
  const contact = other.email || other.phone
  return [formOf({}), formOf({ contact, email: contact, reference: other.reference, session, booking: session })]
}
