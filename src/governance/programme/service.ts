import {
  changeService,
  changesOf,
  currentServices,
  pauseOf,
  pausesFrom,
  serviceWords,
  type Service,
} from '#organisations'
import { field, NotFound, page, seeOther, type FieldErrors, type Reply, type Visit } from '#web'
import type { Turn } from '../turn.ts'
import { historyLimit } from './pages/history.ts'
import { servicePage, type TypedService } from './pages/service.ts'
import { services } from './paths.ts'

/** One service, as it is now. */
export async function showService(turn: Turn): Promise<Reply> {
  const service = await named(turn)
  return drawn(turn, service, typedOf(service))
}

/** Saves what was typed as a new version, where nobody else was quicker. */
export async function saveService(turn: Turn): Promise<Reply> {
  const { tx, visit, by } = turn
  const service = await named(turn)
  const typed = typedIn(visit, service)
  const said = {
    ...typed,
    noticeMinutes: wholeNumber(typed.noticeMinutes),
    interpreterNoticeHours: wholeNumber(typed.interpreterNoticeHours),
    windowDays: wholeNumber(typed.windowDays),
  }
  const changed = await changeService(tx, service.key, said, by, wholeNumber(field(visit, 'version')))
  switch (changed.kind) {
    case 'changed':
    case 'same':
      return seeOther(`${services}/${service.key}`)
    case 'refused':
      return drawn(turn, service, typed, { errors: changed.wrongs })
    case 'newer':
      return drawn(turn, service, typed, { newer: true })
    case 'not-found':
      throw new NotFound()
  }
}

async function named({ tx, visit: { params } }: Turn): Promise<Service> {
  const service = (await currentServices(tx)).find(({ key }) => key === params['key'])
  if (!service) throw new NotFound()
  return service
}

async function drawn(
  { tx, team, visit: { now } }: Turn,
  service: Service,
  typed: TypedService,
  { errors = {}, newer = false }: { errors?: FieldErrors; newer?: boolean } = {},
): Promise<Reply> {
  const pause = pauseOf(await pausesFrom(tx, now), service.key, now)
  const changes = await changesOf(tx, 'service', service.key, historyLimit)
  const status = newer ? 409 : Object.keys(errors).length > 0 ? 422 : 200
  return page(servicePage({ team, now, service, pause, typed, errors, newer, changes }), { status })
}

const typedOf = (service: Service): TypedService =>
  Object.fromEntries(
    Object.entries(serviceWords(service)).map(([name, value]) => [name, String(value)]),
  ) as TypedService

/** Lead times of what is not booked by time are not asked, and stay. Line breaks are no part of a sentence. */
const typedIn = (visit: Visit, service: Service): TypedService =>
  Object.fromEntries(
    Object.entries(typedOf(service)).map(([name, now]) => [
      name,
      visit.form[name] === undefined ? now : field(visit, name).replaceAll(/\s+/g, ' '),
    ]),
  ) as TypedService

const wholeNumber = (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) : NaN)
