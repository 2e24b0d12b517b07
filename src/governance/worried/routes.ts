import { randomUUID } from 'node:crypto'
import { formId } from '#lib/form-id'
import { isUuid } from '#lib/text'
import { whenWords } from '#lib/time'
import { record } from '#audit'
import { openSealed } from '#booking'
import { pagesOf } from '#identity'
import { field, NotFound, page, type Log, type Reply, type Route, type Visit } from '#web'
import { raiseConcern } from '../duty/raise.ts'
import type { DutyPorts } from '../duty/routes.ts'
import { openCarried, sealCarried, type Carried } from './carried.ts'
import { path, raisedPage, worriedPage } from './pages.ts'
import { coachName, personToRaise, sessionToRaise } from './queries.ts'
import { readTyped } from './typed.ts'

export type WorriedPorts = DutyPorts & { dutyPhone: () => string | null; log: Pick<Log, 'fault'> }

/**
 * Raising a concern. Who gets the page is signed in; sending it asks for nothing, so that a sign-in that ended meanwhile, a
 * key that cannot be had or a trail that is broken loses nothing of it. Only what a page of ours sealed is taken.
 */
export const worriedRoutes = (ports: WorriedPorts): Route[] => [
  { method: 'GET', path, may: 'coach', level: 'code', handle: (visit) => ask(ports, visit) },
  { method: 'POST', path, may: 'anyone', takes: 'form', handle: (visit) => raise(ports, visit) },
]

async function ask(ports: WorriedPorts, visit: Visit): Promise<Reply> {
  const { db, secret, dutyPhone } = ports
  const asked = visit.query['session'] ?? ''
  const { viewer } = visit
  const { name: called = '', session } = await db.withActor(viewer.actor, async (tx) => ({
    ...(await coachName.one(tx, viewer.id)),
    session: isUuid(asked) ? await sessionToRaise.one(tx, asked) : undefined,
  }))
  const team = { name: called, pages: pagesOf(viewer.roles ?? [viewer.kind]) }
  const { name, number } = session ? await personOf(ports, visit, session.id) : nobody
  const about = session ? whenWords(session.startsAt, visit.now) : null
  const carried: Carried = {
    id: randomUUID(),
    coachId: viewer.id!,
    team,
    bookingId: session?.id ?? null,
    about,
    name,
    number,
  }
  const typed = { level: '', theme: '', location: '', words: '' }
  return page(
    worriedPage({ carried, name, sealed: sealCarried(secret, carried), typed, errors: {}, dutyPhone: dutyPhone() }),
  )
}

const nobody = { name: null, number: null }

/** Whom a session is with, and on record that it was shown. Where either cannot be, the page comes without a name. */
async function personOf({ db, vault, log }: WorriedPorts, { viewer, requestId }: Visit, id: string) {
  try {
    const found = await db.withActor(viewer.actor, async (tx) => {
      const opened = { verb: 'booking.opened', subjectKind: 'booking', subjectId: id } as const
      await record(tx, { ...opened, actorKind: 'coach', actorId: viewer.id, requestId })
      return personToRaise.one(tx, id)
    })
    if (!found) return nobody
    const { clientId, ...sealed } = found
    const ring = await vault.unwrap([{ subject: clientId, purpose: 'contact' }], viewer.actor)
    const { name, sessionPhone } = openSealed(ring.of(clientId, 'contact'), id, sealed)
    return { name, number: sessionPhone }
  } catch (error) {
    log.fault('concern', error)
    return nobody
  }
}

async function raise({ db, secret, dutyPhone, log }: WorriedPorts, visit: Visit): Promise<Reply> {
  const sealed = field(visit, 'carried')
  const carried = openCarried(secret, sealed)
  if (!carried) throw new NotFound()
  const typed = {
    level: field(visit, 'level'),
    theme: field(visit, 'theme'),
    location: field(visit, 'location'),
    words: field(visit, 'words'),
  }
  // Whom it is about shows to whoever was let in, and not to whoever sends.
  const again = { carried, name: null, sealed, typed, dutyPhone: dutyPhone() }
  const read = readTyped(typed)
  if ('errors' in read) return page(worriedPage({ ...again, errors: read.errors }), { status: 422 })
  const { coachId, bookingId, name, number } = carried
  const concern = { id: formId(carried.id, typed), coachId, bookingId, name, number, ...read }
  try {
    await raiseConcern({ db, secret }, visit.requestId, concern)
  } catch (error) {
    log.fault('concern', error)
    return page(worriedPage({ ...again, errors: {}, failed: true }), { status: 503 })
  }
  return page(raisedPage({ carried, dutyPhone: dutyPhone() }))
}
