import type { Tx } from '#lib/sql'
import { deleteOldAnswers, deleteOldCodes, deleteOldGrants, deleteOldSessions } from './queries.ts'

/** Removes codes, grants, kept answers and sessions that are past their time. A timed job of the worker. */
export async function purgeIdentity(tx: Tx): Promise<void> {
  for (const purge of [deleteOldCodes, deleteOldGrants, deleteOldAnswers, deleteOldSessions]) await purge(tx)
}
