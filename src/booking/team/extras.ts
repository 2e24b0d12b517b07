import type { Tx } from '#lib/sql'
import { isUuid } from '#lib/text'
import { civilDate, toInstant } from '#lib/time'
import { field, NotFound, seeOther, type Reply, type Route, type Visit } from '#web'
import { answeredBefore, askForCover, coversForMe, giveCover, stopCover } from '../cover/queries.ts'
import { closeTime, notThatDay, openTime } from '../gaps/answer.ts'
import { openedIn } from '../gaps/opened.ts'
import { askedDays, proposal } from '../gaps/propose.ts'
import { answersOf, kindsWanted } from '../gaps/queries.ts'
import type { RoomPorts } from '../ports.ts'
import { readInstant } from '../times-model.ts'
import { swapRoutes } from '../swap/routes.ts'
import { swapsOffered } from '../swap/queries.ts'
import { sessionOfCoach } from './queries.ts'

/** What Today asks of a coach besides their sessions: time for those who wait, and sessions of colleagues. */
export async function extrasOf(tx: Tx, { availability }: RoomPorts, { viewer, now, query }: Visit) {
  const coachId = viewer.id!
  const [answers, asked, offered, wanted] = await Promise.all([
    answersOf(tx, coachId, civilDate(now)),
    coversForMe(tx),
    swapsOffered(tx),
    kindsWanted(tx),
  ])
  const named = <T extends { serviceKey: string }>(one: T) => ({
    ...one,
    serviceName: availability.services().find(({ key }) => key === one.serviceKey)?.name ?? one.serviceKey,
  })
  const days = askedDays(now).filter(
    (day) => !answers.some((one) => one.answer === 'not' && one.day === day.toString()),
  )
  return {
    proposed: await proposal(tx, availability, coachId, { now, days, wanted }),
    opened: await openedIn(tx, coachId, now, answers),
    gone: Object.hasOwn(goneWords, query['gone'] ?? '') ? goneWords[query['gone']!]! : null,
    covers: asked.map(named),
    swaps: offered.map(named),
  }
}

/** The answers to what Today asks, and asking for cover of one's own session. */
export function extraRoutes(ports: RoomPorts): Route[] {
  const post = (path: string, handle: (visit: Visit) => Promise<Reply>): Route => ({
    method: 'POST',
    path,
    may: 'coach',
    level: 'code',
    takes: 'form',
    handle,
  })
  return [
    post('/team/gaps', (visit) => answerGap(ports, visit)),
    post('/team/covers/:id', (visit) => take(ports, visit)),
    post('/team/sessions/:id/cover', (visit) => ask(ports, visit)),
    post('/team/sessions/:id/cover/stop', (visit) => stop(ports, visit)),
    ...swapRoutes(ports),
  ]
}

async function answerGap(ports: RoomPorts, visit: Visit): Promise<Reply> {
  const [from, until] = [readInstant(field(visit, 'from')), readInstant(field(visit, 'until'))]
  if (from === null || until === null) throw new NotFound()
  const time = { startsAt: from, endsAt: until }
  const answer = field(visit, 'answer')
  if (answer === 'close')
    return (await closeTime(ports, visit, time)) === 'taken' ? gone('taken') : seeOther('/team/today')
  if (answer !== 'open') await notThatDay(ports, visit, civilDate(toInstant(from)))
  else if ((await openTime(ports, visit, time)) === 'gone') return gone('time')
  return seeOther('/team/today')
}

/** Why a press came to nothing, as Today says it. */
const goneWords: Readonly<Record<string, string>> = {
  time: 'You cannot open that time any more. Something else is in it now.',
  taken: 'Somebody has booked the time that you opened, so it stays open.',
  cover: 'Somebody else has taken that session, or it is not asked for any more.',
  stop: 'That is not yours to stop any more: a colleague takes the session, it is cancelled, or you did not ask for cover yourself.',
  swap: 'That swap is not offered any more.',
}
const gone = (what: keyof typeof goneWords): Reply => seeOther(`/team/today?gone=${what}`)

const take = ({ db }: RoomPorts, { params, viewer, requestId }: Visit): Promise<Reply> =>
  db.withActor(viewer.actor, async (tx) => {
    const id = idIn(params)
    const given = await giveCover.one(tx, id, viewer.id, requestId)
    const mine = given?.yes || (await answeredBefore.one(tx, id, true))?.yes
    return mine ? seeOther('/team/today') : gone('cover')
  })

const ask = ({ db }: RoomPorts, { params, viewer, requestId }: Visit): Promise<Reply> =>
  db.withActor(viewer.actor, async (tx) => {
    const own = await sessionOfCoach.one(tx, idIn(params), viewer.id)
    if (!own) throw new NotFound()
    // Its page says that another coach or time is looked for: nobody need be asked.
    if (own.sought === null) await askForCover(tx, viewer.id, own.startsAt, requestId)
    return seeOther(`/team/sessions/${own.id}`)
  })

const stop = ({ db }: RoomPorts, { params, viewer, requestId }: Visit): Promise<Reply> =>
  db.withActor(viewer.actor, async (tx) => {
    const own = await sessionOfCoach.one(tx, idIn(params), viewer.id)
    if (!own) throw new NotFound()
    const stopped = await stopCover.one(tx, own.id, requestId)
    if (!stopped?.yes && (own.covered !== null || own.status !== 'booked')) return gone('stop')
    return seeOther(`/team/sessions/${own.id}`)
  })

function idIn(params: Visit['params']): string {
  const id = params['id'] ?? ''
  if (!isUuid(id)) throw new NotFound()
  return id
}
