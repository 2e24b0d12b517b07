import type { Db } from '#lib/door'
import { isUuid } from '#lib/text'
import { record } from '#audit'
import type { KeyHolder } from '#vault'
import { NotFound, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { routesOf, teamOf, type Turn } from '../turn.ts'
import { pageIn } from '../pages/parts.ts'
import { listOfReplies } from '../replies/on-duty.ts'
import { openConcern } from './open.ts'
import { concernPage, dutyPage } from './pages.ts'
import { amOnDuty, openConcerns, takeConcern, turns } from './queries.ts'

const home = '/team/duty'
export type DutyPorts = { db: Db; vault: Pick<KeyHolder, 'unwrap'>; secret: Buffer }

/** Where whoever has the duty works. */
export function dutyRoutes(ports: DutyPorts): Route[] {
  const { get, post } = routesOf(ports.db, 'duty_lead')
  return [
    get(home, showDuty),
    post(`${home}/concerns/:id/take`, take),
    {
      method: 'POST',
      path: `${home}/concerns/:id`,
      may: 'duty_lead',
      takes: 'form',
      handle: (visit) => showConcern(ports, visit),
    },
  ]
}

async function showDuty({ tx, team, visit }: Turn): Promise<Reply> {
  const { viewer, now } = visit
  const onDuty = (await amOnDuty.one(tx))?.now ?? false
  const concerns = await openConcerns(tx)
  const replies = onDuty ? await listOfReplies(tx, now, pageIn(visit, 'replies')) : null
  return page(dutyPage({ team, now, onDuty, turns: await turns(tx, viewer.id), concerns, replies }))
}

async function take({ tx, visit: { params, viewer }, by }: Turn): Promise<Reply> {
  const id = params['id'] ?? ''
  if (!isUuid(id)) throw new NotFound()
  // Whoever was later than somebody else, or presses twice, sees on the page who has it.
  if (await takeConcern.one(tx, id, viewer.id))
    await record(tx, { verb: 'concern.taken', subjectKind: 'concern', subjectId: id, ...by })
  return seeOther(home)
}

async function showConcern(ports: DutyPorts, visit: Visit): Promise<Reply> {
  const id = visit.params['id'] ?? ''
  const texts = isUuid(id) ? await openConcern(ports, visit.viewer, id, visit.requestId) : null
  if (!texts) throw new NotFound()
  const team = await ports.db.withActor(visit.viewer.actor, (tx) => teamOf(tx, visit))
  return page(concernPage({ team, texts }))
}
