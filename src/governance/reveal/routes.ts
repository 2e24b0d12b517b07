import { isUuid } from '#lib/text'
import { auditOf } from '#audit'
import { field, NotFound, page, seeOther, type FieldErrors, type Reply, type Route, type Visit } from '#web'
import { entriesTable } from '../review/trail.ts'
import { routesOf, teamOf, type Turn } from '../turn.ts'
import type { TypedTask } from './form.ts'
import { sessionPage, taskPage } from './pages.ts'
import { operationsSession, ownTask } from './queries.ts'
import { makeTask, reveal, type RevealPorts } from './reveal.ts'
import { readTask } from './rules.ts'

/** Sessions one by one, and whose they are: for each of the two roles that may ask, under its own pages. */
export function revealRoutes(ports: RevealPorts, may: 'lead_ops' | 'governance', home: string): Route[] {
  const { get, post } = routesOf(ports.db, may)
  const nothing = { typed: { kind: '', reason: '' }, errors: {} }
  return [
    get(`${home}/sessions/:id`, (turn) => session(turn, home, nothing)),
    post(`${home}/sessions/:id/reveals`, (turn) => ask(turn, home)),
    get(`${home}/reveals/:id`, (turn) => task(turn, home)),
    { method: 'POST', path: `${home}/reveals/:id`, may, takes: 'form', handle: (visit) => show(ports, visit, home) },
  ]
}

async function session(
  { tx, team, visit }: Turn,
  home: string,
  form: { typed: TypedTask; errors: FieldErrors },
): Promise<Reply> {
  const found = await operationsSession.one(tx, idIn(visit))
  if (!found) throw new NotFound()
  const trail = visit.viewer.kind === 'governance' ? await auditOf(tx, { subjectId: found.id }) : null
  const status = Object.keys(form.errors).length > 0 ? 422 : 200
  return page(
    sessionPage(found, { team, home, trail: trail && entriesTable('What was done', trail, visit.now), ...form }),
    { status },
  )
}

async function ask(turn: Turn, home: string): Promise<Reply> {
  const { tx, visit } = turn
  const typed = { kind: field(visit, 'kind'), reason: field(visit, 'reason') }
  const read = readTask(typed)
  if ('errors' in read) return session(turn, home, { typed, errors: read.errors })
  const made = await makeTask(tx, idIn(visit), read.task, visit.viewer, visit.requestId)
  if (made === null) throw new NotFound()
  return seeOther(`${home}/reveals/${made}`)
}

async function task({ tx, team, visit }: Turn, home: string): Promise<Reply> {
  const found = await ownTask.one(tx, idIn(visit), visit.viewer.id)
  if (!found) throw new NotFound()
  return page(taskPage(found, null, { team, home }))
}

/** Opens it where names are opened, and shows what was found; a task that is over is shown as that. */
async function show(ports: RevealPorts, visit: Visit, home: string): Promise<Reply> {
  const person = await reveal(ports, visit.viewer, idIn(visit), visit.requestId)
  return ports.db.withActor(visit.viewer.actor, async (tx) => {
    const found = await ownTask.one(tx, idIn(visit), visit.viewer.id)
    if (!found) throw new NotFound()
    return page(
      taskPage({ ...found, over: found.over || person === null }, person, { team: await teamOf(tx, visit), home }),
    )
  })
}

function idIn({ params }: Visit): string {
  const id = params['id'] ?? ''
  if (!isUuid(id)) throw new NotFound()
  return id
}
