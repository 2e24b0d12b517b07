import { appointmentsOfClient, claimAppointment, type Claimed } from '#booking'
import {
  agreeToJoin,
  browserOf,
  enrolmentOf,
  grantBrowser,
  recordAct,
  stopChange,
  stopJoinToMe,
  waitingChanges,
} from '#identity'
import { isUuid } from '#lib/text'
import { NotFound, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { homePage } from './pages/home.ts'
import type { PrivacyPorts } from './ports.ts'

/** The first of somebody's own pages: facts of their bookings, and changes that wait. */
export const homeRoutes = (ports: PrivacyPorts): Route[] => [
  { method: 'GET', path: '/you', may: 'client', level: 'code', handle: (visit) => showHome(ports, visit) },
  {
    method: 'POST',
    path: '/you/appointments/:id',
    may: 'client',
    level: 'code',
    takes: 'form',
    handle: (visit) => openAppointment(ports, visit),
  },
  {
    method: 'POST',
    path: '/you/appointments/:id/mine',
    may: 'client',
    level: 'code',
    takes: 'form',
    handle: (visit) => claim(ports, visit),
  },
  {
    method: 'POST',
    path: '/you/changes/:id/stop',
    may: 'client',
    level: 'code',
    takes: 'form',
    handle: (visit) => stopOne(ports, visit),
  },
  {
    method: 'POST',
    path: '/you/changes/:id/agree',
    may: 'client',
    takes: 'form',
    handle: (visit) => agree(ports, visit),
  },
]

async function showHome({ db }: PrivacyPorts, { viewer, now, query }: Visit): Promise<Reply> {
  const model = await db.withActor(viewer.actor, async (tx) => {
    const { more, passphrase, atOnce } = await enrolmentOf(tx)
    return {
      hasPassphrase: passphrase,
      more,
      atOnce,
      changes: await waitingChanges(tx),
      appointments: await appointmentsOfClient(tx),
    }
  })
  const said = saidOf(query['said'])
  return page(homePage({ ...model, now, said, strong: viewer.level === 'strong' }))
}

const saidOf = (said: string | undefined) =>
  (['stopped', 'set', 'agreed', 'mine', 'passes', 'tomorrow'] as const).find((one) => one === said) ?? null
const saidOfClaim: Record<Claimed, string> = { mine: 'mine', waits: 'passes', 'too-many': 'tomorrow' }

const grantHours = 1

/** Lets this browser act for one of the client's own bookings for an hour; its page is that of every booking. */
async function openAppointment({ db }: PrivacyPorts, visit: Visit): Promise<Reply> {
  const id = visit.params['id'] ?? ''
  const own = await db.withActor(visit.viewer.actor, appointmentsOfClient)
  if (!isUuid(id) || !own.some((each) => each.id === id)) throw new NotFound()
  const browser = browserOf(visit)
  await db.withActor(browser.actor, (tx) => grantBrowser(tx, id, browser.hash, visit.now.add({ hours: grantHours })))
  return seeOther(`/booking/${id}`, browser.cookies)
}

/** Says that an appointment which was booked elsewhere is one's own. */
async function claim({ db }: PrivacyPorts, { params, viewer, requestId }: Visit): Promise<Reply> {
  const id = params['id'] ?? ''
  const became = isUuid(id) ? await db.withActor(viewer.actor, (tx) => claimAppointment(tx, id, requestId)) : null
  if (!became) throw new NotFound()
  return seeOther(`/you?said=${saidOfClaim[became]}`)
}

/** Whoever is signed in, however surely, can stop what has not come true. */
async function stopOne({ db }: PrivacyPorts, { params, viewer, requestId }: Visit): Promise<Reply> {
  const id = params['id'] ?? ''
  if (!isUuid(id)) throw new NotFound()
  await db.withActor(viewer.actor, async (tx) => {
    const stopped = (await stopChange.one(tx, id)) ?? (await stopJoinToMe.one(tx, id))
    if (!stopped?.id) throw new NotFound()
    await recordAct(tx, 'client.change-stopped', viewer.id!, requestId)
  })
  return seeOther('/you?said=stopped')
}

/** Lets this account come to another that asked for it: whoever has a passphrase or passkey proves it for that. */
async function agree({ db }: PrivacyPorts, { params, viewer, requestId }: Visit): Promise<Reply> {
  const id = params['id'] ?? ''
  if (!isUuid(id)) throw new NotFound()
  await db.withActor(viewer.actor, async (tx) => {
    if (!(await agreeToJoin.one(tx, id))?.id) throw new NotFound()
    await recordAct(tx, 'client.join-agreed', viewer.id!, requestId)
  })
  return seeOther('/you?said=agreed')
}
