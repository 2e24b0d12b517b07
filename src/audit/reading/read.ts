import type { Tx } from '#lib/sql'
import type { Told } from '../sentences.ts'
import { auditRows, integrityOf, ownActors, ownEntries } from './queries.ts'

/** Whose acts a client wants to see. */
export type Who = 'everybody' | 'coach' | 'staff' | 'me' | 'service'

const kindsOf: Record<Who, { only: string[] | null; without: string[] | null }> = {
  everybody: { only: null, without: null },
  coach: { only: ['coach'], without: null },
  staff: { only: null, without: ['client', 'coach', 'worker', 'key'] },
  me: { only: ['client'], without: null },
  service: { only: ['worker', 'key'], without: null },
}

export type Opened = { entries: (Told & { subjectId: string; objectId: string | null })[]; total: number }
export const openedPageSize = 25
const mostAtOnce = 2_000

/**
 * What was done with the record of the client whose transaction this is, newest first, a page at a time. What they are
 * not to be told yet is not there.
 */
export async function openedOf(
  tx: Tx,
  { who, since, page, all = false }: { who: Who; since: Temporal.Instant | null; page: number; all?: boolean },
): Promise<Opened> {
  const { only, without } = kindsOf[who]
  const [rows, actors] = await Promise.all([
    all
      ? ownEntries(tx, only, without, since, 0, mostAtOnce)
      : ownEntries(tx, only, without, since, (page - 1) * openedPageSize, openedPageSize),
    ownActors(tx),
  ])
  const entries = rows.map(({ at, verb, subjectId, objectId, actorKind, actorId, late, delayed }) => {
    const actor = actors.find((each) => each.actorId === actorId && each.role === actorKind)
    const { ownCoach = null, organisation = null } = actor ?? {}
    return { at, verb, subjectId, objectId, actorKind, late, delayed, ownCoach, organisation }
  })
  return { entries, total: rows[0]?.total ?? 0 }
}

export type AuditAsked = {
  subjectId?: string
  actorId?: string
  /** The beginning of a verb: `booking.` for all that is done with bookings. */
  verb?: string
  from?: Temporal.Instant
  until?: Temporal.Instant
  page?: number
}
export const auditPageSize = 50

/** The trail, for governance; for the lead their own acts alone. The database decides by the role taken on. */
export const auditOf = (tx: Tx, asked: AuditAsked) =>
  auditRows(
    tx,
    asked.subjectId ?? null,
    asked.actorId ?? null,
    asked.verb ?? null,
    asked.from ?? null,
    asked.until ?? null,
    ((asked.page ?? 1) - 1) * auditPageSize,
    auditPageSize,
  )

/** Whether the trail is whole, in figures alone: all that a system administrator sees of it. */
export async function integrity(tx: Tx) {
  const row = await integrityOf.one(tx)
  if (!row) throw new Error('The trail gave no figures')
  return row
}
