import { randomUUID } from 'node:crypto'
import { anyone } from '#lib/door'
import { isUuid } from '#lib/text'
import { civilDate } from '#lib/time'
import {
  areasOn,
  currentServices,
  pausedNotice,
  pauseOf,
  pausesFrom,
  programme,
  type Pause,
  type Region,
  type Service,
} from '#organisations'
import type { KeyHolder } from '#vault'
import { field, fields, NotFound, page, seeOther, type Ports, type Reply, type Route, type Visit } from '#web'
import { interestPage } from './pages/interest.ts'
import { offerPage } from './pages/offer.ts'
import { offersPage } from './pages/offers.ts'
import { thanksPage } from './pages/thanks.ts'
import { keepEnquiry } from './queries.ts'
import { sealWritten } from './sealed.ts'
import { asksOf, readEnquiry, type Asks, type Typed } from './rules.ts'

type EnquiryPorts = Ports & { vault: Pick<KeyHolder, 'make'> }

/** What the programme offers, and the form for what cannot be booked by time. */
export const enquiryRoutes = (ports: EnquiryPorts): Route[] => [
  { method: 'GET', path: '/offers', may: 'anyone', handle: (visit) => offers(ports, visit) },
  { method: 'GET', path: '/offers/:service', may: 'anyone', handle: (visit) => offer(ports, visit) },
  { method: 'GET', path: '/offers/:service/interest', may: 'anyone', handle: (visit) => ask(ports, visit) },
  {
    method: 'POST',
    path: '/offers/:service/interest',
    may: 'anyone',
    takes: 'form',
    handle: (visit) => leave(ports, visit),
  },
  { method: 'GET', path: '/offers/:service/thank-you', may: 'anyone', handle: (visit) => thanks(ports, visit) },
]

const offers = ({ db }: Ports, { now }: Visit): Promise<Reply> =>
  db.withActor(anyone, async (tx) => {
    const [services, pauses] = [await currentServices(tx), await pausesFrom(tx, now)]
    return page(offersPage({ services, pauseNow: (key) => pauseOf(pauses, key, now), now }))
  })

const offer = async ({ db }: Ports, visit: Visit): Promise<Reply> => {
  const { service, pause } = await db.withActor(anyone, async (tx) => {
    const service = called(await currentServices(tx), visit)
    return { service, pause: await pauseNow(tx, service, visit) }
  })
  return page(offerPage({ service, pause, now: visit.now, takesInterest: asksOf(service) !== null }))
}

async function ask({ db }: Ports, visit: Visit): Promise<Reply> {
  const { service, asks, areas, pause } = await db.withActor(anyone, (tx) => known(tx, visit))
  if (pause) return seeOther(`/offers/${service.key}`)
  return page(interestPage({ service, asks, areas, typed: nothing, id: randomUUID() }))
}

async function leave({ db, vault }: EnquiryPorts, visit: Visit): Promise<Reply> {
  const typed = typedIn(visit)
  const id = isUuid(field(visit, 'id')) ? field(visit, 'id') : randomUUID()
  const { key, wrapped } = await vault.make(id, 'contact')
  return db.withActor(anyone, async (tx) => {
    const { service, asks, areas, pause } = await known(tx, visit)
    if (pause) {
      const paused = pausedNotice(pause, visit.now)
      return page(interestPage({ service, asks, areas, typed, id, paused }), { status: 409 })
    }
    const codes = areas.flatMap(({ boards }) => boards.map(({ code }) => code))
    const read = readEnquiry(typed, service, codes)
    if ('errors' in read)
      return page(interestPage({ service, asks, areas, typed, id, errors: read.errors }), { status: 422 })
    const { groupKind, suits, teamSize, minutes, area, ...written } = read.enquiry
    const { aim, dates, email } = sealWritten(key, id, written)
    const { kekId, wrapped: kept } = wrapped
    await keepEnquiry(
      tx,
      id,
      service.key,
      service.version,
      groupKind,
      suits,
      teamSize,
      minutes,
      area,
      aim,
      dates,
      email,
      kekId,
      kept,
    )
    return seeOther(`/offers/${service.key}/thank-you`)
  })
}

const thanks = async ({ db }: Ports, visit: Visit): Promise<Reply> =>
  db.withActor(anyone, async (tx) => {
    const service = called(await currentServices(tx), visit)
    if (asksOf(service) === null) throw new NotFound()
    const { phone, email } = await programme(tx)
    return page(thanksPage({ service, phone, email }))
  })

type Tx = Parameters<typeof currentServices>[0]
type Known = { service: Service; asks: Asks; areas: Region[]; pause: Pause | null }

/** The service in the path that takes interest, and the areas of today; a service that takes none has no such page. */
async function known(tx: Tx, visit: Visit): Promise<Known> {
  const service = called(await currentServices(tx), visit)
  const asks = asksOf(service)
  if (asks === null) throw new NotFound()
  return { service, asks, areas: await areasOn(tx, civilDate(visit.now)), pause: await pauseNow(tx, service, visit) }
}

const pauseNow = async (tx: Tx, { key }: Service, { now }: Visit) => pauseOf(await pausesFrom(tx, now), key, now)

function called(services: readonly Service[], visit: Visit): Service {
  const service = services.find(({ key }) => key === visit.params['service'])
  if (!service) throw new NotFound()
  return service
}

const nothing: Typed = {
  groupKind: '',
  suits: [],
  teamSize: '',
  minutes: '',
  aim: '',
  dates: '',
  area: '',
  email: '',
}

const typedIn = (visit: Visit): Typed => ({
  groupKind: field(visit, 'group-kind'),
  suits: fields(visit, 'suits'),
  teamSize: field(visit, 'team-size'),
  minutes: field(visit, 'minutes'),
  aim: field(visit, 'aim'),
  dates: field(visit, 'dates'),
  area: field(visit, 'area'),
  email: field(visit, 'email'),
})
