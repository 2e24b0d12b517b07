import type { Tx } from '#lib/sql'
import { record, type AuditEvent } from '#audit'
import { insertChange, type FieldChange } from './queries.ts'

/** Who changes something, as the trail has it: a member of staff in a role, or the operator, who has no id. */
export type ChangedBy = Pick<AuditEvent, 'actorKind' | 'actorId' | 'requestId'>

export type Values = Readonly<Record<string, string | null>>

export type Change = {
  /** The act, as the trail has it. */
  verb: string
  what: 'service' | 'programme' | 'closure' | 'pause'
  subject: string
  title: string
  version?: number
  /** Null where it was not there, or is there no more. */
  before: Values | null
  after: Values | null
}

/** What differs between two states, in the order of their names. */
export function differences(before: Values | null, after: Values | null): FieldChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names
    .map((name) => ({ name, before: before?.[name] || null, after: after?.[name] || null }))
    .filter((field) => field.before !== field.after)
}

/** Keeps what was changed, before and after, and records the act. Gives the id under which it is kept. */
export async function keepChange(tx: Tx, change: Change, by: ChangedBy): Promise<string> {
  const { verb, what, subject, title, version = null, before, after } = change
  const fields = JSON.stringify(differences(before, after))
  const { id } = (await insertChange.one(tx, what, subject, title, version, fields, by.actorId ?? null))!
  const isRow = what === 'closure' || what === 'pause'
  await record(tx, { ...by, verb, subjectKind: what, subjectId: isRow ? subject : id, objectId: isRow ? id : null })
  return id
}
