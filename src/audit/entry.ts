import { createHash } from 'node:crypto'

/** An entry of a chain as it is hashed: texts alone, an absent field empty. `at` is UTC to the microsecond. */
export type Entry = {
  subjectId: string
  n: number
  at: string
  verb: string
  subjectKind: string
  actorKind: string
  actorId: string
  objectId: string
  reason: string
  requestId: string
  zone: string
  late: boolean
  /** Hash of the entry before, in hex; empty for the first. */
  prev: string
  hash: string
}

/** The text whose SHA-256 is the entry's hash: as the database's `audit_text` writes it, and the client's own verifier. */
export const textOf = (e: Omit<Entry, 'hash'>): string =>
  [
    'looking-after-audit-1',
    e.subjectId,
    e.n,
    e.at,
    e.verb,
    e.subjectKind,
    e.actorKind,
    e.actorId,
    e.objectId,
    e.reason,
    e.requestId,
    e.zone,
    e.late ? 'late' : '',
    e.prev,
  ].join('\n')

export const hashOf = (entry: Omit<Entry, 'hash'>): string => createHash('sha256').update(textOf(entry)).digest('hex')
