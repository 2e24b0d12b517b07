import { setTimeout as pause } from 'node:timers/promises'
import { faultOf } from './batch.ts'
import { drainMillis, type JobLog, type Workers } from './ports.ts'

export type Round = {
  /** What a log calls it. */
  kind: string
  /** Does some of what is due, and says how much it found. */
  work: () => Promise<number>
  log: JobLog
  /** How long to wait after nothing was found, and after it failed. */
  idleMillis?: number
  failedMillis?: number
}

/**
 * Goes round by itself, for work that stands due in a table of its own: at once again while there is some, a moment later
 * when there was none. `stop` waits up to 15 seconds for the round in hand.
 */
export function startRound({ kind, work, log, idleMillis = 500, failedMillis = 5_000 }: Round): Workers {
  const ended = new AbortController()
  const rest = (millis: number) => pause(millis, undefined, { signal: ended.signal }).catch(() => {})
  const round = async () => {
    try {
      return (await work()) > 0 ? 0 : idleMillis
    } catch (error) {
      log('jobs.failed', { kind, fault: faultOf(error) })
      return failedMillis
    }
  }
  const going = (async () => {
    while (!ended.signal.aborted) await rest(await round())
  })()
  return {
    async stop() {
      ended.abort()
      await Promise.race([going, pause(drainMillis, undefined, { ref: false })])
    },
  }
}
