import type { Tx } from '#lib/sql'
import {
  deleteOldChanges,
  deleteOldClientSessions,
  deleteOldNotices,
  deleteOldTries,
  deleteUnproved,
} from './client/queries.ts'
import { deleteOldAnswers, deleteOldCodes, deleteOldGrants, deleteOldSessions } from './queries.ts'
import { deleteOldCounts, deleteOldQuestions } from './questions/queries.ts'

const purges = [
  deleteOldCodes,
  deleteOldGrants,
  deleteOldAnswers,
  deleteOldSessions,
  deleteOldQuestions,
  deleteOldCounts,
  deleteOldClientSessions,
  deleteOldTries,
  deleteUnproved,
  deleteOldNotices,
  deleteOldChanges,
]

/** Removes codes, grants, kept answers, sessions and questions that are past their time. A timed job of the worker. */
export async function purgeIdentity(tx: Tx): Promise<void> {
  for (const purge of purges) await purge(tx)
}
