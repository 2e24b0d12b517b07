import assert from 'node:assert/strict'
import { formOf, type Ask } from './asks.ts'
import type { Crawl } from './crawl.ts'
import { clients, coaches } from './people.ts'
import { ask } from './walk.ts'

/** What one person may open for a reason: asked before it is open, while it is, and after it is shut again. */
export type Opening = {
  /** Asked when nothing is open: nothing may show. */
  asks: Ask[]
  /** Opens it. */
  open: () => Promise<void>
  /** Asked by others while it is open: nothing may show to them. */
  others: Ask[]
  close: () => Promise<void>
}

const [client] = clients
const letter = client!.letter

/** A client's record behind glass: one of governance asks, another agrees, and only who asked reads it. */
export async function glass({ actors, world: { server, admin } }: Crawl): Promise<Opening> {
  const [asker, second, lead] = ['governance', 'a second governance', 'lead_ops'].map(named(actors))
  const home = '/team/governance/glass'
  const of = (actor: typeof asker, path: string) => post(actor!, `${home}/:id${path}`, `${home}/${id}${path}`)
  await ask(server, {
    ...post(asker!, home, home),
    body: formOf({ reference: client!.reference, reason: 'The coach died and nobody knows what was agreed' }),
  })
  const landing = await ask(server, { ...post(second!, '/team/governance', '/team/governance'), method: 'GET' })
  const id = new RegExp(`${home}/([\\da-f-]{36})/approve`).exec(landing.body)?.[1] ?? ''
  assert.notEqual(id, '', 'it waits for a second person')
  const asks = [of(asker, '/open')]
  return {
    asks,
    open: async () => {
      assert.equal((await ask(server, of(second, '/approve'))).statusCode, 303)
      // With a passkey just given, as it asks for.
      await admin.query('update staff_session set strong_at = clock_now() where staff_id = $1', [asker!.staffId])
      asker!.reader.glass.add(letter)
    },
    others: [of(second, '/open'), of(lead, '/open')],
    close: async () => {
      assert.equal((await ask(server, of(asker, '/end'))).statusCode, 303)
      asker!.reader.glass.clear()
    },
  }
}

/** A concern of level 4: name, number, place and words to whoever has the duty. */
export async function duty({ actors, world: { admin } }: Crawl): Promise<Opening> {
  const [lead, operations] = ['duty_lead', 'lead_ops'].map(named(actors))
  const { rows } = await admin.query<{ id: string }>('select id from concern where coach_id = $1', [coaches[0]])
  const path = '/team/duty/concerns/'
  const of = (actor: typeof lead) => post(actor!, `${path}:id`, `${path}${rows[0]!.id}`)
  return {
    asks: [of(lead)],
    open: async () => {
      await admin.query(
        `insert into duty_turn (staff_id, starts_at, ends_at) values ($1, clock_now(), clock_now() + interval '1 hour')`,
        [lead!.staffId],
      )
      lead!.reader.revealed.add(letter)
    },
    others: [of(operations)],
    close: async () => {
      await admin.query('delete from duty_turn where staff_id = $1', [lead!.staffId])
      lead!.reader.revealed.clear()
    },
  }
}

const named = (actors: Crawl['actors']) => (name: string) => actors.find((actor) => actor.name === name)!

const post = (actor: Ask['actor'], path: string, url: string): Ask => ({
  actor,
  route: { path, may: actor.reader.role as 'governance' },
  method: 'POST',
  url,
  body: formOf({}),
  asked: null,
})
