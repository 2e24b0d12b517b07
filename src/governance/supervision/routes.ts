import type { Db } from '#lib/door'
import { isUuid } from '#lib/text'
import { record } from '#audit'
import { field, NotFound, page, seeOther, type FieldErrors, type Reply, type Route } from '#web'
import { peopleWith } from '../queries.ts'
import { routesOf, type Turn } from '../turn.ts'
import { home, supervisionPage, type TypedSupervision } from './pages.ts'
import { endSupervision, insertSupervision, supervised } from './queries.ts'

/** Who supervises which coach, which governance decides. */
export function supervisionRoutes(db: Db): Route[] {
  const { get, post } = routesOf(db, 'governance')
  return [
    get(home, (turn) => show(turn, { coach: '', supervisor: '' }, {})),
    post(home, assign),
    post(`${home}/:id/end`, end),
  ]
}

async function show({ tx, team }: Turn, typed: TypedSupervision, errors: FieldErrors): Promise<Reply> {
  const shown = supervisionPage({
    team,
    coaches: await supervised(tx),
    known: await peopleWith(tx, 'supervisor'),
    typed,
    errors,
  })
  return page(shown, Object.keys(errors).length > 0 ? { status: 422 } : {})
}

async function assign(turn: Turn): Promise<Reply> {
  const { tx, visit, by } = turn
  const typed = { coach: field(visit, 'coach'), supervisor: field(visit, 'supervisor') }
  const errors = {
    ...(isUuid(typed.coach) ? {} : { coach: 'Select a coach' }),
    ...(isUuid(typed.supervisor) ? {} : { supervisor: 'Select a supervisor' }),
  }
  if (Object.keys(errors).length > 0) return show(turn, typed, errors)
  const made = await insertSupervision.one(tx, typed.supervisor, typed.coach)
  if (!made)
    return show(turn, typed, {
      supervisor: 'Select somebody else: they supervise this coach already, or are the coach',
    })
  const about = { subjectKind: 'staff', subjectId: typed.coach, objectId: made.id } as const
  await record(tx, { verb: 'supervision.assigned', ...about, ...by })
  return seeOther(home)
}

async function end({ tx, visit: { params }, by }: Turn): Promise<Reply> {
  const id = params['id'] ?? ''
  const ended = isUuid(id) ? await endSupervision.one(tx, id) : undefined
  if (!ended) throw new NotFound()
  await record(tx, { verb: 'supervision.ended', subjectKind: 'staff', subjectId: ended.coachId, objectId: id, ...by })
  return seeOther(home)
}
