import { randomUUID } from 'node:crypto'
import { anyone, holding, opening, signedIn, type Actor as DbActor } from '#lib/door'
import { roleOf } from '#identity'
import type { StaffRole } from '#web'
import { newStaff, sessionOf } from '../../testing/staff.ts'
import { bookByKey, bookOnPages, enquire, makeKey, signInByCode, someBrowser, type SomeBrowser } from './book.ts'
import { sayEverything } from './content.ts'
import type { Reader, Role } from './oracle.ts'
import { clients, coaches, enquirers } from './people.ts'
import type { World } from './world.ts'

/** Somebody who asks: what their requests carry, as whom their transactions run, and what the matrix knows of them. */
export type Actor = {
  name: string
  reader: Reader
  cookie: string
  bearer: string | null
  /** As whom the database is asked directly, in each way that they can reach it. */
  door: DbActor[]
  staffId: string | null
}

const readerOf = (role: Role, own: Iterable<string> = []): Reader => ({
  role,
  own: new Set(own),
  revealed: new Set(),
  glass: new Set(),
})

/** Everybody, with the clients booked and signed in. Also says which booking is whose. */
export async function everybody(world: World) {
  const keys = { own: await makeKey(world, 'Own', 'booking'), other: await makeKey(world, 'Other', 'booking') }
  const bookings = new Map<string, string>()
  const actors: Actor[] = [outsider('anyone')]
  for (const client of clients) {
    const browser = someBrowser(world)
    const booked = client.byKey ? bookByKey(world, client, keys.own) : bookOnPages(world, client, browser)
    bookings.set(client.letter, await booked)
    // Whom another system booked for has no account here until they prove a contact.
    if (client.byKey) continue
    await signInByCode(world, client, browser)
    if (client.letter < 'c') {
      const elsewhere = someBrowser(world)
      await signInByCode(world, client, elsewhere)
      actors.push(await clientOf(world, `client ${client.letter} by a code`, client.letter, elsewhere))
    }
    await world.admin.query(
      `update client_session set level = 2, strong_at = clock_now() where hash = sha256(convert_to($1, 'utf8'))`,
      [browser.jar.get('lay-you')],
    )
    actors.push(await clientOf(world, `client ${client.letter}`, client.letter, browser))
  }
  for (const one of enquirers) await enquire(someBrowser(world), one)
  actors.push(
    outsider('another browser', await startedBrowser(world)),
    key('a key', keys.own, ['f']),
    key('another key', keys.other),
    key('a key for figures', await makeKey(world, 'Figures', 'metrics')),
    ...(await allStaff(world)),
  )
  await sayEverything(world, actors)
  return { actors, bookings }
}

export type Everybody = Awaited<ReturnType<typeof everybody>>

const outsider = (name: string, browser?: SomeBrowser): Actor => ({
  name,
  reader: readerOf('employer'),
  cookie: browser?.cookie() ?? '',
  bearer: null,
  door: [browser ? holding(`browser:${browser.jar.get('lay-browser')}`) : anyone],
  staffId: null,
})

const key = (name: string, bearer: string, own: string[] = []): Actor => ({
  ...outsider(name),
  reader: readerOf('key', own),
  bearer,
  door: [holding(`key:${bearer}`)],
})

/** Somebody at another place who has begun to book. */
async function startedBrowser(world: World): Promise<SomeBrowser> {
  const browser = someBrowser(world)
  await browser.ask('POST', '/book/topic', { topic: 'career' })
  return browser
}

async function clientOf({ admin }: World, name: string, letter: string, { jar, cookie }: SomeBrowser): Promise<Actor> {
  const token = jar.get('lay-you')!
  const { rows } = await admin.query<{ id: string }>(
    `select client_id as id from client_session where hash = sha256(convert_to($1, 'utf8'))`,
    [token],
  )
  const browser = jar.get('lay-browser')
  return {
    name,
    reader: readerOf('client', [letter]),
    cookie: cookie(),
    bearer: null,
    door: [
      signedIn({ role: 'lay_client', token, account: rows[0]!.id }),
      ...(browser ? [holding(`browser:${browser}`)] : []),
    ],
    staffId: null,
  }
}

async function allStaff(world: World): Promise<Actor[]> {
  const { admin } = world
  const ownOf = (coach: string) => clients.filter((client) => client.coach === coach).map(({ letter }) => letter)
  const made: Actor[] = []
  const add = async (name: string, role: StaffRole, id: string, own: string[] = [], level: 1 | 2 = 2) => {
    const token = await sessionOf(admin, id, level)
    const actor = signedIn({ role: roleOf[role], token, account: id })
    made.push({
      name,
      reader: readerOf(role, own),
      cookie: `lay-team=${token}`,
      bearer: null,
      // Whoever takes calls writes for callers as the public role.
      door: [actor, opening(actor), ...(role === 'lead_ops' ? [{ ...anyone, claim: actor.claim }] : [])],
      staffId: id,
    })
  }
  for (const [n, id] of coaches.entries()) await add(`coach ${n + 1}`, 'coach', id, [...ownOf(id), `coach ${n + 1}`])
  await add('coach 1 by a code', 'coach', coaches[0], [...ownOf(coaches[0]), 'coach 1'], 1)
  const others = ['supervisor', 'lead_ops', 'governance', 'duty_lead', 'commissioner', 'evaluator', 'sysadmin'] as const
  for (const role of others) await add(role, role, await newStaff(admin, role))
  await add('a second governance', 'governance', await newStaff(admin, 'governance', randomUUID()))
  for (const provider of ['kestrel', 'wren']) {
    const id = await newStaff(admin, 'partner_rota')
    await admin.query(
      'update staff_role set provider_id = (select id from provider where key = $2) where staff_id = $1',
      [id, provider],
    )
    await add(`rota of ${provider}`, 'partner_rota', id)
  }
  return made
}
