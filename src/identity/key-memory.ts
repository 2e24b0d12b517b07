import type { Clock } from '#lib/clock'
import { isKeyText, type Key } from './keys.ts'
import { tokenHash } from './browser.ts'

const millis = 5_000

/**
 * Finds keys by asking at most once in five seconds for each: a revoked key works on for that long at most. What is not
 * a key is asked about every time, so that guesses fill no memory.
 */
export function rememberKeys({ clock, find }: { clock: Clock; find: (bearer: string) => Promise<Key | null> }) {
  const known = new Map<string, { until: number; key: Promise<Key | null> }>()
  return async (bearer: string): Promise<Key | null> => {
    if (!isKeyText(bearer)) return null
    const [name, now] = [tokenHash(bearer).toString('base64'), clock().epochMilliseconds]
    const before = known.get(name)
    if (before && now < before.until) return before.key
    const key = find(bearer)
    known.set(name, { until: now + millis, key })
    const found = await key.catch(() => null)
    if (!found && known.get(name)?.key === key) known.delete(name)
    return key
  }
}
