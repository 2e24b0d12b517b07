/**
 * Does work on ids one batch at a time: whoever asks while a batch is under way shares the next one, which begins after
 * they asked and so sees all that they could have seen.
 */
export function gathered(work: (ids: readonly string[]) => Promise<void>): (ids: readonly string[]) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  let waiting: { ids: Set<string>; done: Promise<void> } | null = null
  return (ids) => {
    if (!waiting) {
      const batch = new Set<string>()
      const done = last.then(() => {
        waiting = null
        return work([...batch])
      })
      last = done.catch(() => {})
      waiting = { ids: batch, done }
    }
    for (const id of ids) waiting.ids.add(id)
    return waiting.done
  }
}
