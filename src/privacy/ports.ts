import type { Clock } from '#lib/clock'
import type { Db } from '#lib/door'

/** What the room's pages are built from. */
export type PrivacyPorts = {
  db: Db
  clock: Clock
  /** Keys the codes that are sent. */
  codeKey: Buffer
  /** Keys the hashes by which contacts are found. */
  contactKey: Buffer
}
