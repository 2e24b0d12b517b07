import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '#lib/clock'
import { admit, network, oneLess, type Asked } from './rules.ts'

export type SlowDown = {
  /** Resolves when this address may hold a time; or at once with the seconds after which to ask again. */
  turn(address: string): Promise<'go' | { againSeconds: number }>
  /** Says that a hold made from this address was used or let go. */
  done(address: string): void
}

const sweepMillis = 60_000

/**
 * Slows an address that keeps very many times at once, without ever turning it away: a whole hospital may share one.
 * Kept in this process's memory alone. `wait` is handed in by tests.
 */
export function makeSlowDown({
  clock,
  wait = pause,
}: {
  clock: Clock
  wait?: (millis: number) => Promise<unknown>
}): SlowDown {
  const known = new Map<string, Asked>()
  let swept = 0
  return {
    async turn(address) {
      const now = clock().epochMilliseconds
      if (now - swept >= sweepMillis) {
        sweep(known, now)
        swept = now
      }
      const answer = admit(known.get(network(address)), now)
      if ('againSeconds' in answer) return answer
      known.set(network(address), answer.asked)
      if (answer.waitMillis > 0) await wait(answer.waitMillis)
      return 'go'
    },
    done(address) {
      const asked = known.get(network(address))
      if (asked) known.set(network(address), oneLess(asked))
    },
  }
}

/** Forgets addresses without a live hold. */
function sweep(known: Map<string, Asked>, now: number) {
  for (const [address, { ends }] of known) if ((ends.at(-1) ?? 0) <= now) known.delete(address)
}
