import type { Tx } from '#lib/sql'
import { keepChange, type ChangedBy } from '../changes/keep.ts'
import { currentServices } from '../service.ts'
import {
  closureRow,
  cutClosure,
  cutPause,
  dropClosure,
  dropPause,
  insertClosure,
  insertPause,
  pauseRow,
} from './queries.ts'
import type { Span, SpanKind } from './rules.ts'

const kinds = {
  closure: {
    insert: insertClosure,
    read: closureRow,
    cut: cutClosure,
    drop: dropClosure,
    added: { verb: 'closure.added' },
    ended: { verb: 'closure.ended' },
  },
  pause: {
    insert: insertPause,
    read: pauseRow,
    cut: cutPause,
    drop: dropPause,
    added: { verb: 'pause.added' },
    ended: { verb: 'pause.ended' },
  },
} as const

/**
 * Keeps a closure or a pause, and what was changed by it. Bookings inside stand. Null where the same service, or all of
 * them, are paused in this time already.
 */
export async function addSpan(tx: Tx, kind: SpanKind, span: Span, by: ChangedBy): Promise<string | null> {
  const { serviceKey, startsAt, endsAt } = span
  const kept = { ...span, words: span.words.trim() }
  const { insert, added } = kinds[kind]
  const made = await insert.one(tx, serviceKey, startsAt, endsAt, kept.words)
  if (!made) return null
  const after = valuesOf(kept)
  await keepChange(tx, { ...added, ...(await about(tx, kind, made.id, span)), before: null, after }, by)
  return made.id
}

/** Ends one now, or takes it back when it has not begun. False when there is none such, or it is over. */
export async function endSpan(tx: Tx, kind: SpanKind, id: string, by: ChangedBy, now: Temporal.Instant) {
  const { read, cut, drop, ended } = kinds[kind]
  const before = await read.one(tx, id)
  if (!before) return false
  const isCut = (await cut.one(tx, id, now)) !== undefined
  if (!isCut && !(await drop.one(tx, id, now))) return false
  const after = isCut ? valuesOf({ ...before, endsAt: now }) : null
  const change = { ...ended, ...(await about(tx, kind, id, before)), before: valuesOf(before), after }
  await keepChange(tx, change, by)
  return true
}

const valuesOf = ({ startsAt, endsAt, words }: Span) => ({ from: startsAt.toString(), until: endsAt.toString(), words })

/** What a change of it is about, as its history says: the service by the name that it has then. */
async function about(tx: Tx, what: SpanKind, subject: string, { serviceKey }: Pick<Span, 'serviceKey'>) {
  const service = serviceKey === null ? null : (await currentServices(tx)).find(({ key }) => key === serviceKey)
  return { what, subject, title: serviceKey === null ? 'All services' : (service?.name ?? serviceKey) }
}
