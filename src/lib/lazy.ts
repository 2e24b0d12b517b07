import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** A package that is read when it is first needed: a process that never needs it does not keep it in memory. */
export function lazily<T>(name: string): () => T {
  let known: T | undefined
  return () => (known ??= require(name) as T)
}
