import type { Actor } from '#lib/door'
import type { KeyHolder, Keyring, Wanted } from './holder.ts'

/**
 * The same holder, asked once for all that one actor wants in one turn of the event loop: a group of messages is written
 * at once, each by itself.
 */
export function askedAtOnce(holder: KeyHolder): KeyHolder {
  const asking = new Map<Actor, { wanted: Wanted[]; ring: Promise<Keyring> }>()
  return {
    ...holder,
    unwrap(wanted, actor) {
      const known = asking.get(actor)
      if (known) {
        known.wanted.push(...wanted)
        return known.ring
      }
      const all = [...wanted]
      const ring = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        asking.delete(actor)
        return holder.unwrap(all, actor)
      })
      asking.set(actor, { wanted: all, ring })
      return ring
    },
  }
}
