import type { Db } from '#lib/door'
import { isUuid } from '#lib/text'
import { record } from '#audit'
import { readReference } from '#booking'
import { reviewAlert } from '#coaching'
import { field, NotFound, seeOther, type Reply, type Route } from '#web'
import { showGovernance } from '../landing/governance.ts'
import { routesOf, type Turn } from '../turn.ts'
import { reviewOpening, sessionByReference } from './queries.ts'
import { showTrail } from './trail.ts'

const home = '/team/governance'

/** Looking at what others looked at, and finding a session by its reference. */
export function reviewRoutes(db: Db): Route[] {
  const { get, post } = routesOf(db, 'governance')
  return [
    get(`${home}/trail`, showTrail),
    post(`${home}/openings/:id/review`, review),
    post(`${home}/alerts/:id/review`, seeAlert),
    post(`${home}/find`, find),
  ]
}

async function review({ tx, visit: { params, viewer }, by }: Turn): Promise<Reply> {
  const id = params['id'] ?? ''
  const reviewed = isUuid(id) ? await reviewOpening.one(tx, id, viewer.id) : undefined
  if (!reviewed) throw new NotFound()
  await record(tx, { verb: 'opening.reviewed', subjectKind: 'opening', subjectId: id, ...by })
  return seeOther(home)
}

async function seeAlert({ tx, visit: { params, viewer }, by }: Turn): Promise<Reply> {
  const id = params['id'] ?? ''
  const seen = isUuid(id) ? await reviewAlert.one(tx, id, viewer.id) : undefined
  if (!seen) throw new NotFound()
  await record(tx, { verb: 'records.reviewed', subjectKind: 'coach', subjectId: seen.staffId, ...by })
  return seeOther(home)
}

async function find(turn: Turn): Promise<Reply> {
  const typed = field(turn.visit, 'reference').slice(0, 100)
  const found = await sessionByReference.one(turn.tx, readReference(typed))
  if (!found) return showGovernance(turn, { typed, error: 'There is no session with this reference. Check it' })
  return seeOther(`${home}/sessions/${found.id}`)
}
