import { record } from '#audit'
import { readReference } from '#booking'
import { pagesOf } from '#identity'
import { signedIn } from '#lib/door'
import { isUuid } from '#lib/text'
import { civilDate, readDay } from '#lib/time'
import { open } from '#vault'
import { field, NotFound, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { complaintCell } from '../complaint/render.ts'
import type { RecordPorts } from '../ports.ts'
import {
  acknowledge,
  answer,
  clientByReference,
  complaints,
  destructions,
  dueForReview,
  holds,
  insertHold,
  liftHold,
  sealedComplaint,
} from '../queries.ts'
import { by, reviewOne } from './review.ts'
import { officePage, oneComplaintPage, type Office } from './page.ts'

const path = '/team/privacy'

/** Governance's work about people's data. */
export const officeRoutes = (ports: RecordPorts): Route[] => [
  { method: 'GET', path, may: 'governance', handle: (visit) => show(ports, visit) },
  { method: 'POST', path: `${path}/holds`, may: 'governance', takes: 'form', handle: (visit) => holdOne(ports, visit) },
  {
    method: 'POST',
    path: `${path}/holds/:id/lift`,
    may: 'governance',
    takes: 'form',
    handle: (visit) => liftOne(ports, visit),
  },
  {
    method: 'POST',
    path: `${path}/reviews/:kind/:id`,
    may: 'governance',
    takes: 'form',
    handle: (visit) => reviewOne(ports, visit, (more) => show(ports, visit, more, 422)),
  },
  { method: 'GET', path: `${path}/:id`, may: 'governance', handle: (visit) => openOne(ports, visit) },
  { method: 'POST', path: `${path}/:id`, may: 'governance', takes: 'form', handle: (visit) => settle(ports, visit) },
]

const teamOf = ({ viewer }: Visit) => ({ name: 'Governance', pages: pagesOf(viewer.roles ?? []) })

async function show({ db }: RecordPorts, visit: Visit, more: Partial<Office> = {}, status = 200): Promise<Reply> {
  const all = await db.withActor(visit.viewer.actor, async (tx) => ({
    complaints: await complaints(tx),
    holds: await holds(tx),
    due: await dueForReview(tx),
    destructions: await destructions(tx),
  }))
  return page(officePage({ team: teamOf(visit), today: civilDate(visit.now), ...all, ...more }), { status })
}

async function holdOne(ports: RecordPorts, visit: Visit): Promise<Reply> {
  const typed = { reference: field(visit, 'reference'), reason: field(visit, 'reason'), review: field(visit, 'review') }
  const today = civilDate(visit.now)
  const review = readDay(typed.review)
  return ports.db.withActor(visit.viewer.actor, async (tx) => {
    const clientId = (await clientByReference.one(tx, readReference(typed.reference)))?.id ?? null
    const wrong = {
      ...(clientId ? {} : { reference: 'There is no appointment with this reference' }),
      ...(typed.reason.length < 20 || typed.reason.length > 1_000
        ? { reason: 'Say the reason in 20 to 1,000 characters' }
        : {}),
      ...(review && Temporal.PlainDate.compare(review, today) > 0
        ? {}
        : { review: 'Give a date that is still to come' }),
    }
    if (!clientId || !review || Object.keys(wrong).length > 0) return show(ports, visit, { typed, wrong }, 422)
    const made = await insertHold.one(tx, clientId, typed.reason, visit.viewer.id, review)
    if (made)
      await record(tx, {
        ...by(visit),
        verb: 'hold.placed',
        subjectKind: 'client',
        subjectId: clientId,
        objectId: made.id,
      })
    return seeOther(path)
  })
}

async function liftOne({ db }: RecordPorts, visit: Visit): Promise<Reply> {
  const id = visit.params['id'] ?? ''
  if (!isUuid(id)) throw new NotFound()
  await db.withActor(visit.viewer.actor, async (tx) => {
    const lifted = await liftHold.one(tx, id, visit.viewer.id)
    if (!lifted) throw new NotFound()
    const { clientId } = lifted
    await record(tx, { ...by(visit), verb: 'hold.lifted', subjectKind: 'client', subjectId: clientId, objectId: id })
  })
  return seeOther(path)
}

/** What somebody complains of, opened in the zone that opens things, after it was written down. */
async function openOne({ db, vault }: RecordPorts, visit: Visit): Promise<Reply> {
  const id = visit.params['id'] ?? ''
  const { actor, id: account } = visit.viewer
  if (!isUuid(id) || !account) throw new NotFound()
  const glass = signedIn({ role: 'lay_opening', token: actor.claim!.slice('session:'.length), account })
  const keys = await vault.unwrap(
    [
      { subject: id, purpose: 'case' },
      { subject: id, purpose: 'contact' },
    ],
    glass,
  )
  const row = await db.withActor(glass, async (tx) => {
    const found = await sealedComplaint.one(tx, id)
    if (!found) throw new NotFound()
    await record(tx, { ...by(visit), verb: 'complaint.opened', subjectKind: 'complaint', subjectId: id })
    return found
  })
  const [ofWords, ofEmail] = [keys.of(id, 'case'), keys.of(id, 'contact')]
  if (!ofWords) throw new NotFound()
  const { sealedWords, sealedEmail, ...complaint } = row
  const words = open(ofWords, complaintCell(id, 'words'), sealedWords)
  const email = sealedEmail && ofEmail ? open(ofEmail, complaintCell(id, 'email'), sealedEmail) : null
  return page(oneComplaintPage({ team: teamOf(visit), complaint, words, email }))
}

async function settle({ db }: RecordPorts, visit: Visit): Promise<Reply> {
  const id = visit.params['id'] ?? ''
  if (!isUuid(id)) throw new NotFound()
  const answered = field(visit, 'done') === 'answered'
  await db.withActor(visit.viewer.actor, async (tx) => {
    if (!(await (answered ? answer : acknowledge).one(tx, id))) return
    const verb = answered ? 'complaint.answered' : 'complaint.acknowledged'
    await record(tx, { ...by(visit), verb, subjectKind: 'complaint', subjectId: id })
  })
  return seeOther(path)
}
