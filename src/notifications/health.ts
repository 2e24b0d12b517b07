import type { Tx } from '#lib/sql'
import { messageHealthOf } from './queries.ts'

export type MessageHealth = {
  /** Messages more than two minutes late: the pages then say so. */
  late: number
  /** Messages that failed for good in the last seven days. */
  failed: number
  oldestSeconds: number
}

/** How sending is doing; for the worker and for operators. */
export async function messageHealth(tx: Tx): Promise<MessageHealth> {
  const health = await messageHealthOf.one(tx)
  if (!health) throw new Error('The outbox gave no figures')
  return health
}
