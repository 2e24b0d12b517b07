import { isUuid } from '#lib/text'
import { addSpan, changesOf, closuresBetween, currentServices, endSpan, type Span } from '#organisations'
import { field, NotFound, page, seeOther, type FieldErrors, type Reply } from '#web'
import type { Turn } from '../turn.ts'
import { checkPage, closuresPage } from './pages/closures.ts'
import { historyLimit } from './pages/history.ts'
import { closures } from './paths.ts'
import { bookingsInside, insideClosures } from './queries.ts'
import { readSpan, typedSpan, type TypedSpan } from './typed.ts'

const yearsAhead = 20

/** Closures that are not over; the form as it was typed, where somebody comes back to it. */
export const showClosures = (turn: Turn): Promise<Reply> => drawn(turn, typedInAddress(turn), {})

/** A new closure before it is kept. */
export async function checkClosure(turn: Turn): Promise<Reply> {
  const typed = typedInAddress(turn)
  const read = await readIn(turn, typed, false)
  return 'errors' in read ? drawn(turn, typed, read.errors) : drawnCheck(turn, typed, read.span, {})
}

/** Keeps a closure that was looked at. */
export async function addClosure(turn: Turn): Promise<Reply> {
  const typed = typedSpan((name) => field(turn.visit, name))
  const when = await readIn(turn, typed, false)
  if ('errors' in when) return drawn(turn, typed, when.errors)
  const read = await readIn(turn, typed, true)
  if ('errors' in read) return drawnCheck(turn, typed, when.span, read.errors)
  if ((await addSpan(turn.tx, 'closure', read.span, turn.by)) !== null) return seeOther(closures)
  return drawnCheck(turn, typed, read.span, {
    words: 'This time is closed already, for another reason. To change the reason, take that closure back first',
  })
}

/** Ends a closure now, or takes it back. Pressed twice it is done once. */
export async function endClosure({ tx, visit, by }: Turn): Promise<Reply> {
  const id = visit.params['id'] ?? ''
  if (!isUuid(id) || (await endSpan(tx, 'closure', id, by)) === 'not-found') throw new NotFound()
  return seeOther(closures)
}

const typedInAddress = ({ visit: { query } }: Turn) => typedSpan((name) => (query[name] ?? '').trim())

async function readIn({ tx, visit: { now } }: Turn, typed: TypedSpan, withWords: boolean) {
  const known = (await currentServices(tx)).map(({ key }) => key)
  return readSpan('closure', typed, known, now, { withWords })
}

async function drawn({ tx, team, visit: { now } }: Turn, typed: TypedSpan, errors: FieldErrors): Promise<Reply> {
  const rows = await closuresBetween(tx, now, now.add({ hours: yearsAhead * 366 * 24 }))
  const inside = new Map((await insideClosures(tx)).map((one) => [one.id, one.inside]))
  const shown = closuresPage({
    team,
    now,
    services: await currentServices(tx),
    closures: rows.map((row) => ({ ...row, inside: inside.get(row.id) ?? 0 })),
    typed,
    errors,
    changes: await changesOf(tx, 'closure', null, historyLimit),
  })
  return page(shown, Object.keys(errors).length > 0 ? { status: 422 } : {})
}

async function drawnCheck({ tx, team, visit: { now } }: Turn, typed: TypedSpan, span: Span, errors: FieldErrors) {
  const { inside } = (await bookingsInside.one(tx, span.startsAt, span.endsAt, span.serviceKey))!
  const services = await currentServices(tx)
  const shown = checkPage({ team, now, services, span, inside, typed, errors })
  return page(shown, Object.keys(errors).length > 0 ? { status: 422 } : {})
}
