import { Undo, type Db } from '#lib/door'
import { isUuid } from '#lib/text'
import { civilDate } from '#lib/time'
import { record } from '#audit'
import { asTyped, NotFound, page, seeOther, type FieldErrors, type Reply, type Route } from '#web'
import { peopleWith } from '../queries.ts'
import { routesOf, type Turn } from '../turn.ts'
import { home, turnsPage } from './pages.ts'
import { deleteTurn, insertTurn, turnsAhead, turnStands } from './queries.ts'
import { gaps } from './rules.ts'
import { readTurn, typedTurn, type TypedTurn } from './typed.ts'

/** Turns of duty, which governance gives. */
export function turnRoutes(db: Db): Route[] {
  const { get, post } = routesOf(db, 'governance')
  return [get(home, (turn) => show(turn, atFirst(turn), {})), post(home, give), post(`${home}/:id/take-back`, takeBack)]
}

const atFirst = ({ visit: { now } }: Turn): TypedTurn => ({
  who: '',
  on: asTyped(civilDate(now)),
  from: '8am',
  until: '10pm',
  days: '1',
})

/** Whoever may be given a turn: nobody gives one to themselves. */
const others = async ({ tx, visit: { viewer } }: Turn) =>
  (await peopleWith(tx, 'duty_lead')).filter(({ id }) => id !== viewer.id)

async function show(turn: Turn, typed: TypedTurn, errors: FieldErrors): Promise<Reply> {
  const { tx, team, visit } = turn
  const { now } = visit
  const turns = await turnsAhead(tx)
  const shown = turnsPage({
    team,
    now,
    turns,
    leads: await others(turn),
    empty: gaps(
      turns.filter(({ holds }) => holds),
      now,
    ),
    typed,
    errors,
  })
  return page(shown, Object.keys(errors).length > 0 ? { status: 422 } : {})
}

/** Gives all the turns that were asked for, or none. */
async function give(turn: Turn): Promise<Reply> {
  const { tx, visit, by } = turn
  const typed = typedTurn(visit)
  const known = (await others(turn)).map(({ id }) => id)
  const read = readTurn(typed, known, visit.now)
  if ('errors' in read) return show(turn, typed, read.errors)
  // Drawn before anything is given, so that it shows what stands once all of it is undone.
  const refused = await show(turn, typed, { who: 'They have a turn in this time already' })
  for (const { startsAt, endsAt } of read.turns) {
    const made = await insertTurn.one(tx, read.who, startsAt, endsAt)
    if (!made) throw new Undo(refused)
    await record(tx, { verb: 'duty.given', subjectKind: 'staff', subjectId: read.who, objectId: made.id, ...by })
  }
  return seeOther(home)
}

/** Takes a turn back. One that is not there was taken back by the same press, or by somebody else: that is what was wanted. */
async function takeBack({ tx, visit: { params }, by }: Turn): Promise<Reply> {
  const id = params['id'] ?? ''
  if (!isUuid(id)) throw new NotFound()
  const taken = await deleteTurn.one(tx, id)
  if (!taken && (await turnStands.one(tx, id))!.found) throw new NotFound()
  if (taken)
    await record(tx, { verb: 'duty.taken-back', subjectKind: 'staff', subjectId: taken.staffId, objectId: id, ...by })
  return seeOther(home)
}
