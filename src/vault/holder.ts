import type { Actor } from '#lib/door'
import type { Key, Purpose } from './cell.ts'
import type { Made } from './wrap.ts'

/** Whose key, for what. */
export type Wanted = { subject: string; purpose: Purpose }

/** Keys that were given: those asked for that the asker may have and that there are. */
export type Keyring = { of(subject: string | null, purpose: Purpose): Key | undefined }

/** Holds what opens keys. In this process or in one of its own, it is asked the same. */
export type KeyHolder = {
  /** A new key, with the row that its maker writes in the transaction that first uses it. */
  make(subject: string, purpose: Purpose): Promise<Made>
  /**
   * The keys that the actor may have, in one go. What the actor may not have is left out like what there is not.
   * Nothing is given that could not be recorded; above the limit, and when the holder cannot be reached, it throws.
   */
  unwrap(wanted: readonly Wanted[], actor: Actor): Promise<Keyring>
  /** Writes a new dump of all wrapped keys. */
  dump(): Promise<void>
  close(): Promise<void>
}

/** A ring of keys. */
export function ringOf(keys: readonly Key[]): Keyring {
  const held = new Map(keys.map((key) => [`${key.purpose} ${key.subject}`, key]))
  return { of: (subject, purpose) => (subject === null ? undefined : held.get(`${purpose} ${subject}`)) }
}
