import { record, type AuditEvent } from '#audit'
import { atCommit, type Tx } from '#lib/sql'
import { isUuid } from '#lib/text'
import { civilDate, startOfDay } from '#lib/time'
import { absenceNow, calendarWarning } from '#coaches'
import { joinStep, type Mode } from '#meeting'
import { field, NotFound, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { acknowledge } from '../acknowledge/acknowledge.ts'
import { knownRoute } from '../apart/known.ts'
import { recordOutcome, sessionOutcomes } from '../outcome.ts'
import type { RoomPorts } from '../ports.ts'
import { openSealed } from '../sealed.ts'
import { extraRoutes, extrasOf } from './extras.ts'
import { numberOf, recordShowing } from './number.ts'
import { outcomesNow } from './outcome.ts'
import { sessionOfCoach, sessionsOfCoach } from './queries.ts'
import { sessionPage } from './session.ts'
import { todayPage } from './today.ts'

const daysAhead = 7

/** The coach's pages of sessions: today and the days after, and one session. */
export const teamRoutes = (ports: RoomPorts): Route[] => [
  { method: 'GET', path: '/team/today', may: 'coach', level: 'code', handle: (visit) => today(ports, visit, null) },
  {
    method: 'POST',
    path: '/team/today',
    may: 'coach',
    level: 'code',
    takes: 'form',
    handle: (visit) => today(ports, visit, field(visit, 'session')),
  },
  {
    method: 'GET',
    path: '/team/sessions/:id',
    may: 'coach',
    level: 'code',
    handle: (visit) => session(ports, visit, false),
  },
  {
    method: 'POST',
    path: '/team/sessions/:id/number',
    may: 'coach',
    level: 'code',
    takes: 'form',
    handle: (visit) => session(ports, visit, true),
  },
  {
    method: 'POST',
    path: '/team/sessions/:id/acknowledge',
    may: 'coach',
    level: 'code',
    takes: 'form',
    handle: (visit) => sayThere(ports, visit),
  },
  {
    method: 'POST',
    path: '/team/sessions/:id/outcome',
    may: 'coach',
    level: 'code',
    takes: 'form',
    handle: (visit) => sayOutcome(ports, visit),
  },
  ...extraRoutes(ports),
  knownRoute(ports),
]

/** The days ahead; with the number of one session, where the coach asked to see it. */
async function today(ports: RoomPorts, visit: Visit, asked: string | null): Promise<Reply> {
  const coachId = visit.viewer.id!
  const first = civilDate(visit.now)
  const { rows, away, calendar, extras } = await ports.db.withActor(visit.viewer.actor, async (tx) => {
    if (asked !== null) await recordShowing(tx, await ownSession(tx, asked, coachId), visit)
    const until = startOfDay(first.add({ days: daysAhead }))
    const [rows, away, calendar, extras] = await Promise.all([
      sessionsOfCoach(tx, coachId, startOfDay(first), until),
      absenceNow(tx, coachId, visit.now),
      calendarWarning(tx, coachId, visit.now),
      extrasOf(tx, ports, visit),
    ])
    return { rows, away, calendar, extras }
  })
  const cards = await cardsOf(ports, visit, rows, asked)
  const byDay = Map.groupBy(cards, ({ startsAt }) => civilDate(startsAt).toString())
  const days = Array.from({ length: daysAhead }, (_, i) => first.add({ days: i }))
    .map((date) => ({
      date,
      sessions: byDay.get(date.toString()) ?? [],
    }))
    .filter(({ date, sessions }) => date.equals(first) || sessions.length > 0)
  return page(todayPage({ ...coachOf(ports, visit), today: first, now: visit.now, days, away, calendar, ...extras }))
}

/** Keeps how a session came out; where it cannot be said now, its page says what can. */
async function sayOutcome({ db }: RoomPorts, visit: Visit): Promise<Reply> {
  const { params, viewer, requestId, now } = visit
  const id = params['id'] ?? ''
  const outcome = sessionOutcomes.find((one) => one === field(visit, 'outcome'))
  if (!isUuid(id) || !outcome) throw new NotFound()
  const answer = await db.withActor(viewer.actor, (tx) =>
    recordOutcome(tx, { bookingId: id, outcome, coachId: viewer.id!, requestId, now }),
  )
  if (answer === 'none') throw new NotFound()
  return seeOther(answer === 'recorded' || answer === 'again' ? `/team/today#session-${id}` : `/team/sessions/${id}`)
}

/** One's own session; another coach's does not exist. Showing the number is an act, recorded with it. */
async function session(ports: RoomPorts, visit: Visit, reveal: boolean): Promise<Reply> {
  const coachId = visit.viewer.id!
  const found = await ports.db.withActor(visit.viewer.actor, async (tx) => {
    const own = await ownSession(tx, visit.params['id'] ?? '', coachId)
    atCommit(record(tx, openedBy(own.id, visit)))
    if (reveal) await recordShowing(tx, own, visit)
    return own
  })
  const [card] = await cardsOf(ports, visit, [found], reveal ? found.id : null)
  return page(sessionPage({ ...coachOf(ports, visit), ...card! }))
}

/** A coach says that they will be there. Said once more, or of what is not asked, it changes nothing. */
const sayThere = ({ db }: RoomPorts, visit: Visit): Promise<Reply> =>
  db.withActor(visit.viewer.actor, async (tx) => {
    const { id } = await ownSession(tx, visit.params['id'] ?? '', visit.viewer.id!)
    await acknowledge(tx, id, visit)
    return seeOther(`/team/today#session-${id}`)
  })

const openedBy = (id: string, { viewer, requestId }: Visit): AuditEvent => ({
  verb: 'booking.opened',
  subjectKind: 'booking',
  subjectId: id,
  actorKind: 'coach',
  actorId: viewer.id,
  requestId,
})

type Row = NonNullable<Awaited<ReturnType<typeof sessionOfCoach.one>>>

async function ownSession(tx: Tx, id: string, coachId: string): Promise<Row> {
  const found = isUuid(id) ? await sessionOfCoach.one(tx, id, coachId) : undefined
  if (!found) throw new NotFound()
  return found
}

/**
 * What the pages know of sessions, opened with the keys of their clients in one go: never more of a number than is shown.
 * `whole` is the session whose number was asked for.
 */
async function cardsOf(ports: RoomPorts, visit: Visit, rows: readonly Row[], whole: string | null) {
  const { availability, vault } = ports
  const wanted = rows.map(({ clientId }) => ({ subject: clientId, purpose: 'contact' as const }))
  const ring = await vault.unwrap(wanted, visit.viewer.actor)
  const meetingLink = availability.coach(visit.viewer.id!)?.meetingLink ?? null
  return rows.map(
    ({
      id,
      startsAt,
      endsAt,
      status,
      mode,
      serviceKey,
      unsure,
      acknowledged,
      covered,
      coverBy,
      coverMissed,
      swapWith,
      swapAt,
      swapMissed,
      sought,
      soughtTold,
      clientId,
      ...sealed
    }) => {
      const swap =
        swapWith === null || swapAt === null
          ? null
          : { coach: availability.coach(swapWith)?.name ?? 'a colleague', at: swapAt, missed: swapMissed }
      const ahead = Temporal.Instant.compare(startsAt, visit.now) > 0
      const away =
        ahead && status === 'booked' && sought !== null ? { letGo: sought === 'let-go', told: soughtTold } : null
      const asked = { acknowledged, covered, coverBy, coverMissed, swap, sought: away }
      const session = { id, startsAt, endsAt, status, mode, unsure, ahead, ...asked }
      const { name, sessionPhone, adjustments } = openSealed(ring.of(clientId, 'contact'), id, sealed)
      const step = joinStep({ ...session, mode: mode as Mode, meetingLink, now: visit.now })
      return {
        ...session,
        name,
        adjustments,
        serviceName: availability.services().find(({ key }) => key === serviceKey)?.name ?? serviceKey,
        number: numberOf({ ...session, sessionPhone }, visit, id === whole),
        canJoin: status !== 'cancelled' && away === null && step === 'open-link',
        outcomes: outcomesNow({ startsAt, status }, visit.now),
      }
    },
  )
}

function coachOf({ availability, dutyPhone }: RoomPorts, { viewer }: Visit) {
  const coach = availability.coach(viewer.id!)
  return { coachName: coach?.name ?? '', meetingLink: coach?.meetingLink ?? null, dutyPhone: dutyPhone() }
}
