import type { Tx } from '#lib/sql'
import { wordsIn } from '#lib/text'
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
  sameClosure,
  samePause,
  wasThere,
} from './queries.ts'
import type { Span, SpanKind } from './rules.ts'

const kinds = {
  closure: {
    insert: insertClosure,
    same: sameClosure,
    read: closureRow,
    cut: cutClosure,
    drop: dropClosure,
    added: { verb: 'closure.added' },
    ended: { verb: 'closure.ended' },
  },
  pause: {
    insert: insertPause,
    same: samePause,
    read: pauseRow,
    cut: cutPause,
    drop: dropPause,
    added: { verb: 'pause.added' },
    ended: { verb: 'pause.ended' },
  },
} as const

/**
 * Keeps a closure or a pause, and what was changed by it. Bookings inside stand. Said twice in the same words it is one.
 * Null where another stands in its place: the same service, or all of them, closed in exactly this time, or paused in
 * some of it.
 */
export async function addSpan(tx: Tx, kind: SpanKind, span: Span, by: ChangedBy): Promise<string | null> {
  const { serviceKey, startsAt, endsAt } = span
  const kept = { ...span, words: wordsIn(span.words) }
  const { insert, same, added } = kinds[kind]
  const made = await insert.one(tx, serviceKey, startsAt, endsAt, kept.words)
  if (!made) return (await same.one(tx, serviceKey, startsAt, endsAt, kept.words))?.id ?? null
  const after = valuesOf(kept)
  await keepChange(tx, { ...added, ...(await about(tx, kind, made.id, span)), before: null, after }, by)
  return made.id
}

/** Over: there was one, and it is over or was taken back before. */
export type Ended = 'ended' | 'over' | 'not-found'

/** Ends one now, or takes it back when it has not begun. */
export async function endSpan(tx: Tx, kind: SpanKind, id: string, by: ChangedBy): Promise<Ended> {
  const { read, cut, drop, ended } = kinds[kind]
  const before = await read.one(tx, id)
  if (!before) return (await wasThere.one(tx, kind, id))!.found ? 'over' : 'not-found'
  const cutAt = (await cut.one(tx, id))?.endsAt ?? null
  if (cutAt === null && !(await drop.one(tx, id))) return 'over'
  const after = cutAt === null ? null : valuesOf({ ...before, endsAt: cutAt })
  const change = { ...ended, ...(await about(tx, kind, id, before)), before: valuesOf(before), after }
  await keepChange(tx, change, by)
  return 'ended'
}

const valuesOf = ({ startsAt, endsAt, words }: Span) => ({ from: startsAt.toString(), until: endsAt.toString(), words })

/** What a change of it is about, as its history says: the service by the name that it has then. */
async function about(tx: Tx, what: SpanKind, subject: string, { serviceKey }: Pick<Span, 'serviceKey'>) {
  const service = serviceKey === null ? null : (await currentServices(tx)).find(({ key }) => key === serviceKey)
  return { what, subject, title: serviceKey === null ? 'All services' : (service?.name ?? serviceKey) }
}
