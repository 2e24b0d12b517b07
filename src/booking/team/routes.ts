import { coachActor } from '#lib/door'
import { civilDate, startOfDay } from '#lib/time'
import { record } from '#audit'
import { maskNumber, phoneWindow } from '#meeting'
import { NotFound, page, type Reply, type Route, type Visit } from '#web'
import { isUuid } from '../ids.ts'
import type { RoomPorts } from '../ports.ts'
import { sessionOfCoach, sessionsOfCoach } from './queries.ts'
import { sessionPage } from './session.ts'
import { todayPage } from './today.ts'

const daysAhead = 7

/** The coach's pages of sessions: today and the days after, and one session. */
export const teamRoutes = (ports: RoomPorts): Route[] => [
  { method: 'GET', path: '/team/today', may: 'coach', handle: (visit) => today(ports, visit) },
  { method: 'GET', path: '/team/sessions/:id', may: 'coach', handle: (visit) => session(ports, visit, false) },
  {
    method: 'POST',
    path: '/team/sessions/:id/number',
    may: 'coach',
    takes: 'form',
    handle: (visit) => session(ports, visit, true),
  },
]

async function today(ports: RoomPorts, { viewer, now }: Visit): Promise<Reply> {
  const coachId = viewer.id!
  const first = civilDate(now)
  const rows = await ports.db.withActor(coachActor(coachId), (tx) =>
    sessionsOfCoach(tx, coachId, startOfDay(first), startOfDay(first.add({ days: daysAhead }))),
  )
  const byDay = Map.groupBy(rows, ({ startsAt }) => civilDate(startsAt).toString())
  const days = Array.from({ length: daysAhead }, (_, i) => first.add({ days: i }))
    .map((date) => ({
      date,
      sessions: (byDay.get(date.toString()) ?? []).map((row) => ({
        ...row,
        serviceName: serviceName(ports, row.serviceKey),
      })),
    }))
    .filter(({ date, sessions }) => date.equals(first) || sessions.length > 0)
  return page(todayPage({ coachName: ports.availability.coach(coachId)?.name ?? '', today: first, days }))
}

/** One's own session; another coach's does not exist. Showing the number is an act, recorded with it. */
async function session(ports: RoomPorts, visit: Visit, reveal: boolean): Promise<Reply> {
  const coachId = visit.viewer.id!
  const id = visit.params['id'] ?? ''
  if (!isUuid(id)) throw new NotFound()
  return ports.db.withActor(coachActor(coachId), async (tx) => {
    const found = await sessionOfCoach.one(tx, id, coachId)
    if (!found) throw new NotFound()
    const { sessionPhone, ...shown } = found
    const inWindow = phoneWindow({ ...found, now: visit.now })
    const whole = reveal && inWindow && sessionPhone !== null
    if (whole)
      await record(tx, {
        verb: 'booking.number-shown',
        subjectKind: 'booking',
        subjectId: id,
        actorKind: 'coach',
        actorId: coachId,
        requestId: visit.requestId,
      })
    const coach = ports.availability.coach(coachId)
    return page(
      sessionPage({
        ...shown,
        serviceName: serviceName(ports, found.serviceKey),
        coachName: coach?.name ?? '',
        inWindow,
        meetingLink: coach?.meetingLink ?? null,
        number:
          sessionPhone === null
            ? null
            : whole
              ? { shown: 'whole', text: sessionPhone }
              : { shown: 'masked', text: maskNumber(sessionPhone) },
      }),
    )
  })
}

const serviceName = ({ availability }: RoomPorts, key: string) =>
  availability.services().find((service) => service.key === key)?.name ?? key
