import { faultsInDumps, isDue, listBases, placesOf, spreadDumps, type Kept } from '#backup'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '#lib/clock'
import type { Login } from '#lib/pool'

export type Watch = { stop(): Promise<void> }

const minute = 60_000
/** The first look comes when the start is over; a backup may wait for a night, a dump of keys for minutes only. */
const firstMillis = 10 * minute
const mostWait = 10_000
const everyMillis = 5 * minute

/**
 * Backs up every night, and looks every five minutes whether the dumps of keys are where they should be. `say` gets a line
 * for each fault, once for as long as it lasts.
 */
export function watchBackups(kept: Kept, admin: Login | null, say: (line: string) => void): Watch {
  const stopping = new AbortController()
  const said = new Set<string>()
  const look = async () => {
    const faults = await lookOnce(kept, admin, stopping.signal)
    for (const fault of faults) if (!said.has(fault)) say(fault)
    said.clear()
    for (const fault of faults) said.add(fault)
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

async function lookOnce(kept: Kept, admin: Login | null, signal: AbortSignal): Promise<string[]> {
  const places = placesOf(kept)
  try {
    await spreadDumps(places.keyDumps)
    const faults = await faultsInDumps(places.keyDumps)
    const last = (await listBases(places.bases)).at(-1)
    const at = last ? Temporal.Instant.from(last.manifest.startedAt) : null
    if (!admin || !isDue(at, systemClock())) return faults
    // Long to read, and of use once a night.
    const { backUp } = await import('./back-up.ts')
    await backUp(kept, admin, { verify: true, signal })
    return faults
  } catch (error) {
    return signal.aborted ? [] : [`The backup failed: ${(error as Error).message}`]
  }
}
