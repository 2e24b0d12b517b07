/** Remembers the values asked for most recently, within a number of entries and a number of characters. */
export type Cache<T> = {
  get(key: string): T | undefined
  set(key: string, value: T, characters: number): void
  readonly size: number
}

/** An empty cache; what has not been asked for the longest leaves first. */
export function createCache<T>(limits: { entries: number; characters: number }): Cache<T> {
  const kept = new Map<string, { value: T; weight: number }>()
  let weight = 0
  const forget = (key: string) => {
    weight -= kept.get(key)?.weight ?? 0
    kept.delete(key)
  }
  return {
    get(key) {
      const entry = kept.get(key)
      if (!entry) return undefined
      kept.delete(key)
      kept.set(key, entry)
      return entry.value
    },
    set(key, value, characters) {
      forget(key)
      const entry = { value, weight: characters + key.length }
      kept.set(key, entry)
      weight += entry.weight
      for (const oldest of kept.keys()) {
        if (kept.size <= limits.entries && weight <= limits.characters) break
        forget(oldest)
      }
    },
    get size() {
      return kept.size
    },
  }
}
