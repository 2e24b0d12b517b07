import type { Tx } from '#lib/sql'
import { enqueue } from '#jobs'
import type { Planned } from './kinds.ts'
import { dropMessages, insertMessages } from './queries.ts'

/**
 * Plans messages in the caller's transaction; the worker finds them when they are due. A code has a queue of its own, so
 * that no backlog is before it. Planning what is planned already, for the same subject in the same state, does nothing.
 */
export async function plan(tx: Tx, messages: readonly Planned[]): Promise<void> {
  if (messages.length === 0) return
  const planned = insertMessages(
    tx,
    messages.map(({ kind }) => kind),
    messages.map(({ subjectId }) => subjectId),
    messages.map(({ subjectSequence }) => subjectSequence),
    messages.map(({ recipient }) => recipient),
    messages.map(({ channel }) => channel),
    messages.map(({ dueAt }) => dueAt),
    messages.map(({ keepsQuiet = false, anyTime = false }) => keepsQuiet && !anyTime),
    messages.map(({ anyTime = false }) => anyTime),
  )
  const codes = messages.filter(({ kind }) => isCode(kind)).map(({ subjectId }) => subjectId)
  await Promise.all([planned, enqueue(tx, 'codes', [...new Set(codes)])])
}

/** Whether a message is a code, as the table has it. */
const isCode = (kind: string) => /(^|[.-])code$/.test(kind)

/** Forgets that messages were sent, two years after they were due. */
export async function forgetMessages(tx: Tx): Promise<void> {
  await dropMessages(tx)
}
