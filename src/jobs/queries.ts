import { count, integer, query } from '#lib/sql'

/** Asks for work; see enqueue_job. */
export const enqueueJob = query({}, `select from enqueue_job($1, $2::uuid[])`)

/** How the queue is doing; see job_health. */
export const jobHealthOf = query(
  { workers: integer, waiting: count, oldestSeconds: integer, dead: count },
  `select workers, waiting, oldest_seconds as "oldestSeconds", dead from job_health()`,
)
