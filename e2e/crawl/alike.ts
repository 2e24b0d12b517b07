import type { Server } from '#web'
import { withoutChance } from '../without-chance.ts'
import type { Actor } from './actors.ts'
import type { Ask, Ids } from './asks.ts'
import { formOf } from './asks.ts'
import { leakOf } from './channels.ts'
import { ask } from './walk.ts'
import { canaries, clients } from './people.ts'
import type { Route } from '#web'
import type { Leak } from './walk.ts'

const absent = '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f'

/**
 * What is not shown can still be told: an answer that is another one for somebody who is here than for nobody at all.
 * Asked by somebody without rights, of each path with an open part, and of each form that takes a contact or a reference.
 */
export async function toldApart(
  server: Pick<Server, 'inject'>,
  routes: readonly Route[],
  actor: Actor,
  { bookings }: Pick<Ids, 'bookings'>,
): Promise<Leak[]> {
  const known = clients[0]!
  const leaks: Leak[] = []
  const compare = async (one: Ask, other: Ask, field: string) => {
    const [here, nowhere] = [plain(await ask(server, one), one), plain(await ask(server, other), other)]
    if (here === nowhere) return
    const canary = canaries.find(({ client, field: of }) => client === known.letter && of === field)!
    leaks.push(leakOf(canary, 'a difference', actor.name, `${one.method} ${one.route.path}`))
  }
  for (const route of routes) {
    const base = { actor, route, method: route.method, asked: null }
    if (route.path.includes(':') && route.method === 'GET') {
      const at = (id: string): Ask => ({ ...base, url: route.path.replace(/:\w+/g, id) })
      await compare(at(bookings.get(known.letter)!), at(absent), 'reference')
    }
    if (route.takes !== 'form' || route.path.includes(':')) continue
    const naming = (contact: string, reference: string): Ask => ({
      ...base,
      url: route.path,
      body: formOf({ id: absent, contact, email: contact, reference }),
    })
    await compare(naming(known.email, known.reference), naming('zqvnomail@gmail.com', 'ZQVXH999'), 'email')
  }
  return leaks
}

/** An answer without what was asked, and without what is drawn anew for each. */
const plain = ({ statusCode, headers, cookies, body }: Awaited<ReturnType<typeof ask>>, { url, body: sent }: Ask) => {
  const said = [
    ...new URLSearchParams(sent?.text ?? '').values(),
    url.split('/').find((part) => part.length === 36) ?? '',
  ]
  const without = (text: string) =>
    withoutChance(said.filter((one) => one.length > 7).reduce((left, one) => left.replaceAll(one, 'SAID'), text))
  const kept = Object.entries(headers).filter(([name]) => !['date', 'set-cookie', 'content-length'].includes(name))
  return without(
    JSON.stringify([statusCode, kept, cookies.map(({ name, value }) => [name, value.length]), without(body)]),
  )
}
