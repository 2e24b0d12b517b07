import type { Tx } from '#lib/sql'
import { enqueueJob, jobHealthOf } from './queries.ts'

/**
 * Asks for work of a kind on these ids, in the caller's transaction: a worker finds it once that has committed, within
 * about a second, and never otherwise. Every actor may ask. Without ids there is nothing to do and nothing is asked.
 */
export async function enqueue(tx: Tx, kind: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await enqueueJob(tx, kind, [...ids])
}

export type JobHealth = {
  /** Worker processes heard from in the last half-minute. */
  workers: number
  /** Jobs that could run now and have not been taken, and how long the oldest has waited. */
  waiting: number
  oldestSeconds: number
  /** Jobs that failed for good and wait for a person. */
  dead: number
}

/** How the queue is doing, for readiness and for the figures. */
export async function jobHealth(tx: Tx): Promise<JobHealth> {
  const health = await jobHealthOf.one(tx)
  if (!health) throw new Error('The queue gave no figures')
  return health
}
