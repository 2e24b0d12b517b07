import { opening } from '#lib/door'
import { isUuid } from '#lib/text'
import { readNotesByGrant, type ReadPorts } from '#coaching'
import { field, NotFound, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { routesOf, teamOf, type Turn } from '../turn.ts'
import { askToBreak, isBothPeople, isStep, take } from './break.ts'
import { glassForm } from './form.ts'
import { notesPage } from './notes-page.ts'
import { openGlass, ownGrant } from './queries.ts'
import { readGlass, type TypedGlass } from './rules.ts'

const home = '/team/governance'
const nothing: TypedGlass = { reference: '', reason: '', minutes: '', tell: '', delay: '' }

/** Asking for one client's record, and the steps that the second person takes. */
export function glassRoutes(ports: ReadPorts): Route[] {
  const { get, post } = routesOf(ports.db, 'governance')
  const step = post(`${home}/glass/:id/:step`, taken)
  return [
    get(`${home}/glass`, async ({ team }) => page(glassForm({ team, typed: nothing, errors: {} }))),
    post(`${home}/glass`, ask),
    {
      method: 'POST',
      path: `${home}/glass/:id/open`,
      may: 'governance',
      takes: 'form',
      handle: (visit) => open(ports, visit),
    },
    { ...step, handle: (visit) => step.handle(visit).catch(ownRequest) },
  ]
}

async function ask({ tx, visit, team, by }: Turn): Promise<Reply> {
  const typed: TypedGlass = {
    reference: field(visit, 'reference'),
    reason: field(visit, 'reason'),
    minutes: field(visit, 'minutes'),
    tell: field(visit, 'tell'),
    delay: field(visit, 'delay'),
  }
  const read = readGlass(typed)
  if ('errors' in read) return page(glassForm({ team, typed, errors: read.errors }), { status: 422 })
  if ((await askToBreak(tx, read.asked, by)) !== null) return seeOther(home)
  const errors = { reference: 'We know nobody by this reference. Check it' }
  return page(glassForm({ team, typed, errors }), { status: 422 })
}

async function taken({ tx, visit: { params }, by }: Turn): Promise<Reply> {
  const [id, step] = [params['id'] ?? '', params['step'] ?? '']
  if (!isUuid(id) || !isStep(step) || !(await take(tx, step, id, by))) throw new NotFound()
  return seeOther(home)
}

/**
 * Opens the record for its holder. The passkey or its like must have been given within five minutes; the client is told
 * as it opens, and each reading is in their trail.
 */
async function open(ports: ReadPorts, visit: Visit): Promise<Reply> {
  const id = visit.params['id'] ?? ''
  if (!isUuid(id)) throw new NotFound()
  const actor = opening(visit.viewer.actor)
  const said = (await ports.db.withActor(actor, (tx) => openGlass.one(tx, id)))?.said
  if (said === 'step-up') return seeOther('/team/sign-in/again')
  const notes =
    said === 'open' ? await readNotesByGrant(ports, { actor, grantId: id, requestId: visit.requestId }) : null
  if (!notes) throw new NotFound()
  return ports.db.withActor(visit.viewer.actor, async (tx) => {
    const grant = await ownGrant.one(tx, id, visit.viewer.id)
    if (!grant) throw new NotFound()
    return page(notesPage({ team: await teamOf(tx, visit), grant, notes }))
  })
}

/** One's own request is for somebody else to decide: there is nothing here to do about it. */
function ownRequest(error: unknown): never {
  throw isBothPeople(error) ? new NotFound() : error
}
