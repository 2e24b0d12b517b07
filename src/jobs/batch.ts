/** Does one kind of work on these ids. Throws when it could not: the work is then tried again, later. */
export type Handler = (ids: string[]) => Promise<void>

export type Asked = { id: string; data: { ids?: string[] } | null }
export type Outcome = { id: string; status: 'completed' } | { id: string; status: 'failed'; output: { fault: string } }

/**
 * Does a batch of jobs as one piece of work and says how each came out. When that fails each job is done alone, so that
 * one bad job neither fails nor delays the others. An id that several jobs name is handled once.
 */
export async function doBatch(handler: Handler, jobs: readonly Asked[]): Promise<Outcome[]> {
  const together = await attempt(handler, jobs)
  if (together === null || jobs.length < 2) return jobs.map((job) => outcome(job, together))
  const outcomes: Outcome[] = []
  for (const job of jobs) outcomes.push(outcome(job, await attempt(handler, [job])))
  return outcomes
}

/** Names what went wrong without repeating its words: an error's message may hold what a person wrote. */
export function faultOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  if (typeof code === 'string' && /^\w{1,40}$/.test(code)) return code
  return typeof name === 'string' && /^\w{1,40}$/.test(name) ? name : 'unknown'
}

async function attempt(handler: Handler, jobs: readonly Asked[]): Promise<string | null> {
  try {
    await handler([...new Set(jobs.flatMap(({ data }) => data?.ids ?? []))])
    return null
  } catch (error) {
    return faultOf(error)
  }
}

const outcome = ({ id }: Asked, fault: string | null): Outcome =>
  fault === null ? { id, status: 'completed' } : { id, status: 'failed', output: { fault } }
