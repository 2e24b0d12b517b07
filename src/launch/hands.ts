import type { Tx } from '#lib/sql'
import { eraseAgain } from '#records'
import { readKeks, restoreKeys, whyLocked } from '#vault'
import type { Config } from '../config.ts'

/** What the vault and the client area do for a database that was restored. All of it may be done again at any time. */
export type Hands = {
  /** Puts the keys of a dump in the place of those that are there. */
  loadKeys(tx: Tx, dump: string): Promise<void>
  /** Why what is sealed would not open, as a sentence, or null. */
  keysLack(tx: Tx): Promise<string | null>
  /** Erases one person; does nothing where nobody is left. */
  erase(tx: Tx, clientId: string): Promise<void>
}

export type KeyFile = Pick<Config, 'kekFile' | 'keyHolder'>

/** The product's own. A key holder in a process of its own looks for itself before it answers; only its user puts keys back. */
export const productHands = ({ kekFile, keyHolder }: KeyFile): Hands => ({
  async loadKeys(tx, dump) {
    const keks = readKeks(kekFile)
    if (!keks) throw new Error(`${kekFile} is missing: put it back, or do this as whoever holds the keys`)
    await restoreKeys(tx, dump, keks)
  },
  keysLack: async (tx) => (keyHolder === null ? whyLocked(tx, kekFile) : null),
  erase: async (tx, clientId) => void (await eraseAgain(tx, clientId)),
})
