import type { Server } from '#web'
import type { Ask } from './asks.ts'
import { unfolded, type Canary, type Search } from './canaries.ts'
import { maySee } from './oracle.ts'

/** Somebody was shown what the matrix does not let them see. */
export type Leak = { client: string; row: string; field: string; form: string; to: string; where: string }

/** What the walk saw: leaks, how much was asked, of which kinds of data somebody rightly saw something, and on which route. */
export type Seen = {
  leaks: Leak[]
  requests: number
  answered: Map<number, number>
  rightly: Set<string>
  shown: Map<string, Set<string>>
}

export const nothingSeen = (): Seen => ({
  leaks: [],
  requests: 0,
  answered: new Map(),
  rightly: new Set(),
  shown: new Map(),
})

export type Walking = {
  server: Pick<Server, 'inject'>
  search: Search
  seen: Seen
  shared: (canary: Canary) => boolean
}

/** Asks everything, some requests at a time, and looks at each answer, and at the one to which it leads. */
export async function walk(walking: Walking, asks: readonly Ask[], parallel = 8): Promise<void> {
  let next = 0
  const go = async () => {
    while (next < asks.length) await look(walking, asks[next++]!)
  }
  await Promise.all(Array.from({ length: parallel }, go))
}

async function look(walking: Walking, asking: Ask): Promise<void> {
  const { location } = await answered(walking, asking)
  if (location?.startsWith('/') && !location.startsWith('//'))
    await answered(walking, { actor: asking.actor, route: null, method: 'GET', url: location, asked: null })
}

/** One request, from another machine. */
export function ask(server: Pick<Server, 'inject'>, { actor, method, url, body }: Omit<Ask, 'route'>) {
  return server.inject({
    method,
    url,
    remoteAddress: '192.0.2.7',
    headers: {
      host: 'localhost:3000',
      'sec-fetch-site': 'same-origin',
      'accept-encoding': 'identity',
      ...(actor.cookie ? { cookie: actor.cookie } : {}),
      ...(actor.bearer ? { authorization: `Bearer ${actor.bearer}` } : {}),
      ...(body ? { 'content-type': body.type } : {}),
    },
    ...(body ? { payload: body.text } : {}),
  })
}

async function answered(
  { server, search, seen, shared }: Walking,
  asking: Omit<Ask, 'route'> & { route: Ask['route'] | null },
) {
  const { actor, method, url, body } = asking
  const reply = await ask(server, asking)
  seen.requests++
  seen.answered.set(reply.statusCode, (seen.answered.get(reply.statusCode) ?? 0) + 1)
  const what = `${method} ${url} ${reply.statusCode}`
  // Whoever names somebody may be told the name again, as a form gives back what was typed.
  const typed = new Set(
    search(decodeURIComponent(sound(`${url} ${body?.text ?? ''}`.replaceAll('+', ' ')))).map(({ text }) => text),
  )
  const parts: [string, string][] = [
    ['body', unfolded(reply.body)],
    ...Object.entries(reply.headers).map(([name, value]): [string, string] => [
      `header ${name}`,
      [value].flat().join('\n'),
    ]),
  ]
  for (const [where, text] of parts)
    for (const sighting of search(text)) {
      if (typed.has(sighting.text)) continue
      const { client, row, field, form } = sighting
      if (maySee(actor.reader, sighting, { shared: shared(sighting), asked: asking.asked }))
        see(seen, actor.reader.role, row, asking.route)
      else seen.leaks.push({ client, row, field, form, to: actor.name, where: `${what}, ${where}` })
    }
  return { location: reply.headers.location }
}

function see({ rightly, shown }: Seen, role: string, row: string, route: Ask['route'] | null) {
  rightly.add(`${role}: ${row}`)
  if (route) shown.set(route.path, (shown.get(route.path) ?? new Set()).add(row))
}

/** Without percent signs that begin nothing. */
const sound = (text: string) => text.replace(/%(?![\da-f]{2})/gi, '').replace(/%[89a-f][\da-f]/gi, '')

/** A leak in one line. */
export const wordsOf = ({ client, row, field, form, to, where }: Leak) =>
  `${to} sees ${field} of client ${client} (${row}; ${form}): ${where}`
