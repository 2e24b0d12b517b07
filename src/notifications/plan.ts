import type { Tx } from '#lib/sql'
import type { Planned } from './kinds.ts'
import { dropMessages, insertMessages } from './queries.ts'

/**
 * Plans messages in the caller's transaction, in one statement, and wakes the worker for those that are due. Planning
 * what is planned already, for the same subject in the same state, does nothing.
 */
export async function plan(tx: Tx, messages: readonly Planned[]): Promise<void> {
  if (messages.length === 0) return
  await insertMessages(
    tx,
    messages.map(({ kind }) => kind),
    messages.map(({ subjectId }) => subjectId),
    messages.map(({ subjectSequence }) => subjectSequence),
    messages.map(({ recipient }) => recipient),
    messages.map(({ channel }) => channel),
    messages.map(({ dueAt }) => dueAt),
  )
}

/** Forgets that messages were sent, two years after they were due. */
export async function forgetMessages(tx: Tx): Promise<void> {
  await dropMessages(tx)
}
