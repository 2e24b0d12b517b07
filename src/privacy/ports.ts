import type { Clock } from '#lib/clock'
import type { Db } from '#lib/door'
import type { Party } from '#identity'
import type { KeyHolder } from '#vault'

/** What the room's pages are built from. */
export type PrivacyPorts = {
  db: Db
  clock: Clock
  /** Keys the codes that are sent. */
  codeKey: Buffer
  /** Keys the hashes by which contacts are found. */
  contactKey: Buffer
  /** Opens how somebody is reached, for themselves. */
  vault: KeyHolder
  /** Who asks for passkeys; null where this address can have none. */
  party: Party | null
}
