import { isUuid } from '#lib/text'
import { addSpan, changesOf, currentServices, endSpan, pausesFrom } from '#organisations'
import { field, NotFound, page, seeOther, type FieldErrors, type Reply } from '#web'
import type { Turn } from '../turn.ts'
import { historyLimit } from './pages/history.ts'
import { pausesPage } from './pages/pauses.ts'
import { pauses } from './paths.ts'
import { nothingTyped, readSpan, typedSpan, type TypedSpan } from './typed.ts'

/** Pauses that are not over; the form begins with the service in the address. */
export const showPauses = (turn: Turn): Promise<Reply> =>
  drawn(turn, { ...nothingTyped, service: turn.visit.query['service'] ?? '' }, {})

/** Pauses new bookings. */
export async function addPause(turn: Turn): Promise<Reply> {
  const { tx, visit, by } = turn
  const typed = typedSpan((name) => field(visit, name))
  const known = (await currentServices(tx)).map(({ key }) => key)
  const read = readSpan('pause', typed, known, visit.now, { withWords: true })
  if ('errors' in read) return drawn(turn, typed, read.errors)
  if ((await addSpan(tx, 'pause', read.span, by)) !== null) return seeOther(pauses)
  return drawn(turn, typed, { service: 'This is paused in this time already. End that pause first' })
}

/** Ends a pause now, or takes it back. Pressed twice it is done once. */
export async function endPause({ tx, visit, by }: Turn): Promise<Reply> {
  const id = visit.params['id'] ?? ''
  if (!isUuid(id) || (await endSpan(tx, 'pause', id, by)) === 'not-found') throw new NotFound()
  return seeOther(pauses)
}

async function drawn({ tx, team, visit: { now } }: Turn, typed: TypedSpan, errors: FieldErrors): Promise<Reply> {
  const shown = pausesPage({
    team,
    now,
    services: await currentServices(tx),
    pauses: await pausesFrom(tx, now),
    typed,
    errors,
    changes: await changesOf(tx, 'pause', null, historyLimit),
  })
  return page(shown, Object.keys(errors).length > 0 ? { status: 422 } : {})
}
