import { everybody, type Actor } from './actors.ts'
import type { Ids } from './asks.ts'
import { searchFor, type Canary, type Search } from './canaries.ts'
import { canaries, coaches } from './people.ts'
import { crawlWorld, type World } from './world.ts'

/** Everything that a crawl has: the product, everybody in it, what they could name, and what to look for. */
export type Crawl = {
  world: World
  actors: Actor[]
  ids: Ids
  search: Search
  /** Whether a client shares this with their coach. */
  shared: (canary: Canary) => boolean
}

export async function startCrawl(): Promise<Crawl> {
  const world = await crawlWorld()
  const { actors, bookings } = await everybody(world)
  const others: string[] = [coaches[0], actors.find(({ name }) => name === 'lead_ops')!.staffId!]
  for (const table of ['client', 'concern', 'data_complaint', 'client_contact', 'goal', 'reply']) {
    const { rows } = await world.admin.query<{ id: string }>(`select id from ${table} order by id limit 1`)
    others.push(rows[0]!.id)
  }
  return { world, actors, ids: { bookings, others }, search: searchFor(canaries), shared: isShared }
}

const isShared = ({ field }: Canary) => field !== 'unshared'
