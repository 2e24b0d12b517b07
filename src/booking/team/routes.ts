import { record, type AuditEvent } from '#audit'
import { atCommit, type Tx } from '#lib/sql'
import { isUuid } from '#lib/text'
import { civilDate, startOfDay } from '#lib/time'
import { joinStep, type Mode } from '#meeting'
import { field, NotFound, page, type Reply, type Route, type Visit } from '#web'
import type { RoomPorts } from '../ports.ts'
import { numberOf, revealed, type ShownNumber } from './number.ts'
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
]

/** The days ahead; with the number of one session, where the coach asked to see it. */
async function today(ports: RoomPorts, visit: Visit, asked: string | null): Promise<Reply> {
  const coachId = visit.viewer.id!
  const first = civilDate(visit.now)
  const { rows, shown } = await ports.db.withActor(visit.viewer.actor, async (tx) => ({
    rows: await sessionsOfCoach(tx, coachId, startOfDay(first), startOfDay(first.add({ days: daysAhead }))),
    shown: asked === null ? null : await revealed(tx, await ownSession(tx, asked, coachId), visit),
  }))
  const byDay = Map.groupBy(rows, ({ startsAt }) => civilDate(startsAt).toString())
  const days = Array.from({ length: daysAhead }, (_, i) => first.add({ days: i }))
    .map((date) => ({
      date,
      sessions: (byDay.get(date.toString()) ?? []).map((row) =>
        cardOf(ports, visit, row, row.id === asked ? shown : numberOf(row, visit)),
      ),
    }))
    .filter(({ date, sessions }) => date.equals(first) || sessions.length > 0)
  return page(todayPage({ ...coachOf(ports, visit), today: first, days }))
}

/** One's own session; another coach's does not exist. Showing the number is an act, recorded with it. */
async function session(ports: RoomPorts, visit: Visit, reveal: boolean): Promise<Reply> {
  const coachId = visit.viewer.id!
  return ports.db.withActor(visit.viewer.actor, async (tx) => {
    const found = await ownSession(tx, visit.params['id'] ?? '', coachId)
    atCommit(record(tx, openedBy(found.id, visit)))
    const number = reveal ? await revealed(tx, found, visit) : numberOf(found, visit)
    return page(sessionPage({ ...coachOf(ports, visit), ...cardOf(ports, visit, found, number) }))
  })
}

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

/** What the pages know of a session: never more of its number than is shown. */
function cardOf({ availability }: RoomPorts, { now, viewer }: Visit, row: Row, number: ShownNumber | null) {
  const { sessionPhone: _, ...rest } = row
  const serviceName = availability.services().find(({ key }) => key === row.serviceKey)?.name ?? row.serviceKey
  const meetingLink = availability.coach(viewer.id!)?.meetingLink ?? null
  const step = joinStep({ ...row, mode: row.mode as Mode, meetingLink, now })
  return { ...rest, serviceName, number, canJoin: row.status === 'booked' && step === 'open-link' }
}

function coachOf({ availability }: RoomPorts, { viewer }: Visit) {
  const coach = availability.coach(viewer.id!)
  return { coachName: coach?.name ?? '', meetingLink: coach?.meetingLink ?? null }
}
