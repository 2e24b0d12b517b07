import type { Db } from '#lib/door'
import { isUuid } from '#lib/text'
import { field, NotFound, page, seeOther, type Reply, type Route } from '#web'
import { routesOf, type Turn } from '../turn.ts'
import { askToBreak, isBothPeople, isStep, take } from './break.ts'
import { glassForm } from './form.ts'
import { readGlass, type TypedGlass } from './rules.ts'

const home = '/team/governance'
const nothing: TypedGlass = { reference: '', reason: '', minutes: '', tell: '', delay: '' }

/** Asking for one client's record, and the steps that the second person takes. */
export function glassRoutes(db: Db): Route[] {
  const { get, post } = routesOf(db, 'governance')
  const step = post(`${home}/glass/:id/:step`, taken)
  return [
    get(`${home}/glass`, async ({ team }) => page(glassForm({ team, typed: nothing, errors: {} }))),
    post(`${home}/glass`, ask),
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

/** One's own request is for somebody else to decide: there is nothing here to do about it. */
function ownRequest(error: unknown): never {
  throw isBothPeople(error) ? new NotFound() : error
}
