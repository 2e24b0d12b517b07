import { setTimeout as pause } from 'node:timers/promises'
import { faultsInDumps, isDue, listBases, placesOf, spreadDumps, unsaid } from '#backup'
import { systemClock } from '#lib/clock'
import type { Login } from '#lib/pool'
import type { Store } from '../config.ts'
import { finishCutShort, ledgerOf, vacuumKeys } from './gate.ts'

export type Watch = { stop(): Promise<void> }

const minute = 60_000
/** The first look comes when the start is over; a backup may wait for a night, a dump of keys for minutes only. */
const firstMillis = 5 * minute
const everyMillis = 5 * minute
const mostWait = 10_000

type Fault = string
type Task = (signal: AbortSignal) => Promise<Fault[]>

/**
 * Backs up every night; looks every five minutes whether the dumps of keys are where they should be, and whether an
 * erasure was cut short. `say` gets a line for each fault, once for as long as it lasts.
 */
export function watchBackups(store: Store, admin: Login, say: (line: string) => void): Watch {
  const stopping = new AbortController()
  const tasks = tasksOf(store, admin)
  const hear = sayOnce(say)
  const look = async () => {
    const faults: Fault[] = []
    for (const task of tasks) faults.push(...(await task(stopping.signal).catch(asFault)))
    if (stopping.signal.aborted) return
    hear(faults)
  }
  let looking = Promise.resolve()
  const next = (millis: number): NodeJS.Timeout =>
    setTimeout(() => {
      looking = look().finally(() => {
        if (!stopping.signal.aborted) timer = next(everyMillis)
      })
    }, millis)
  let timer = next(firstMillis)
  return {
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      // What is being restored for proof may take long, and is of no use any more.
      await Promise.race([looking, pause(mostWait, undefined, { ref: false })])
    },
  }
}

/** Everything that is looked after, in order. */
export const tasksOf = (store: Store, admin: Login): Task[] => [
  spread(store),
  finishErasing(store, admin),
  sweepKeys(store, admin),
  nightly(store, admin),
]

/** Says of the faults of each look those that the last did not have. */
export function sayOnce(say: (line: string) => void): (faults: Fault[]) => void {
  let said: Fault[] = []
  return (faults) => {
    for (const fault of faults) if (!said.includes(fault)) say(fault)
    said = faults
  }
}

const asFault = (error: unknown): Fault[] => [(error as Error).message]

function spread(store: Store): Task {
  const { keyDumps } = placesOf(store)
  return async () => {
    await spreadDumps(keyDumps)
    return faultsInDumps(keyDumps)
  }
}

/** Keys that were destroyed leave the table's pages too, not only its rows. */
function sweepKeys(store: Store, admin: Login): Task {
  const ledger = ledgerOf(store)
  let done: number | null = null
  return async () => {
    const now = ledger.read().done.size
    if (done !== null && now !== done) await vacuumKeys(admin)
    done = now
    return []
  }
}

/** One that was under way at the last look and is not done at this one was cut short. */
function finishErasing(store: Store, admin: Login): Task {
  const ledger = ledgerOf(store)
  let before: number[] = []
  return async () => {
    const now = unsaid(ledger.read()).map(({ line }) => line)
    const cutShort = now.some((line) => before.includes(line))
    before = now
    if (cutShort) await finishCutShort(admin, store)
    return []
  }
}

/** The demonstration, which nobody will miss, waits for its first night. */
function nightly(store: Store, admin: Login): Task {
  const { bases } = placesOf(store)
  const started = store.demo ? systemClock() : null
  return async (signal) => {
    const last = (await listBases(bases)).at(-1)
    const at = last ? Temporal.Instant.from(last.manifest.startedAt) : started
    if (store.databaseUrl !== null || !isDue(at, systemClock())) return []
    // Long to read, and of use once a night.
    const { backUp } = await import('./back-up.ts')
    await backUp(store, admin, { verify: true, signal })
    return []
  }
}
