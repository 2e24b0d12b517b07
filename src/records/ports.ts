import type { Clock } from '#lib/clock'
import type { Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import type { KeyHolder } from '#vault'

export type RecordPorts = {
  db: Db
  clock: Clock
  vault: KeyHolder
  /**
   * Erases one person so that no restored backup brings them back, and names the other names that they had: see `eraseForGood`
   * of the backup room.
   */
  erase: <T>(
    clientId: string,
    act: (alsoSay: (tx: Tx, others: readonly { id: string }[]) => Promise<void>) => Promise<T>,
  ) => Promise<T>
  /** Tells availability that these coaches have time again. Never rejects: who asked for deletion is deleted by then. */
  freed: (coachIds: readonly string[]) => Promise<void>
}
