import { isUuid } from '#lib/text'
import { NotFound, page, type Reply, type Route, type Visit } from '#web'
import type { DutyPorts } from '../duty/routes.ts'
import { routesOf, teamOf, type Turn } from '../turn.ts'
import { concernsPage, home, wordsPage } from './pages.ts'
import { concerns } from './queries.ts'
import { readConcern } from './read.ts'

/** Concerns, as governance sees them. */
export function concernRoutes(ports: DutyPorts): Route[] {
  const { get } = routesOf(ports.db, 'governance')
  return [
    get(home, show),
    { method: 'POST', path: `${home}/:id`, may: 'governance', takes: 'form', handle: (visit) => read(ports, visit) },
  ]
}

const show = async ({ tx, team, visit: { now } }: Turn): Promise<Reply> =>
  page(concernsPage({ team, now, all: await concerns(tx) }))

async function read(ports: DutyPorts, visit: Visit): Promise<Reply> {
  const id = visit.params['id'] ?? ''
  const words = isUuid(id) ? await readConcern(ports, visit.viewer, id, visit.requestId) : null
  if (words === null) throw new NotFound()
  const team = await ports.db.withActor(visit.viewer.actor, (tx) => teamOf(tx, visit))
  return page(wordsPage({ team, words }))
}
