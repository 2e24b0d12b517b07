import { isUuid } from '#lib/text'
import { readDay } from '#lib/time'
import { field, NotFound, page, seeOther, type Reply, type Route, type Visit } from '#web'
import type { RoomPorts } from '../ports.ts'
import { answeredBefore } from '../cover/queries.ts'
import { swappable } from './choose.ts'
import { nameOf, swapPage } from './pages.ts'
import { answerSwap, offerSwap } from './queries.ts'

/** Offering a colleague a swap of two sessions, and what they answer. */
export const swapRoutes = (ports: RoomPorts): Route[] => [
  {
    method: 'GET',
    path: '/team/sessions/:id/swap',
    may: 'coach',
    level: 'code',
    handle: (visit) => choose(ports, visit, null),
  },
  {
    method: 'POST',
    path: '/team/sessions/:id/swap',
    may: 'coach',
    level: 'code',
    takes: 'form',
    handle: (visit) => choose(ports, visit, field(visit, 'with')),
  },
  {
    method: 'POST',
    path: '/team/swaps/:id',
    may: 'coach',
    level: 'code',
    takes: 'form',
    handle: (visit) => answer(ports, visit),
  },
]

/** Shows what could be swapped, or offers what was chosen of it: what is not on the list now is asked for again. */
async function choose({ db, availability }: RoomPorts, visit: Visit, chosen: string | null): Promise<Reply> {
  const { viewer, now, requestId } = visit
  const bookingId = idIn(visit)
  const day = readDay(visit.query['day'] ?? '')
  return db.withActor(viewer.actor, async (tx) => {
    const found = await swappable(tx, availability, { bookingId, coachId: viewer.id!, now, day })
    if (!found) throw new NotFound()
    const { own, sessions, days } = found
    // It is offered, cover is asked, or another coach or time is looked for: its page says which.
    if (own.asked) return seeOther(`/team/sessions/${bookingId}`)
    const wanted = sessions.find((one) => nameOf(one) === chosen)
    const offered = wanted && (await offerSwap.one(tx, bookingId, wanted.coachId, wanted.startsAt, requestId))
    if (offered?.id) return seeOther(`/team/sessions/${bookingId}`)
    const error =
      chosen === null
        ? null
        : chosen === ''
          ? 'Choose a session'
          : 'That session cannot be swapped any more. Choose another'
    const coachName = availability.coach(viewer.id!)?.name ?? ''
    return page(
      swapPage({ id: bookingId, coachName, startsAt: own.startsAt, now, sessions, day, days, error }),
      error === null ? {} : { status: 422 },
    )
  })
}

const answer = ({ db }: RoomPorts, visit: Visit): Promise<Reply> =>
  db.withActor(visit.viewer.actor, async (tx) => {
    const said = field(visit, 'answer')
    if (said !== 'agree' && said !== 'not') throw new NotFound()
    const [id, agreed] = [idIn(visit), said === 'agree']
    const answered = await answerSwap.one(tx, id, agreed, visit.requestId)
    const done = answered?.yes || (await answeredBefore.one(tx, id, agreed))?.yes
    return seeOther(done ? '/team/today' : '/team/today?gone=swap')
  })

function idIn({ params }: Visit): string {
  const id = params['id'] ?? ''
  if (!isUuid(id)) throw new NotFound()
  return id
}
