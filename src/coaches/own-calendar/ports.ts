import type { Tx } from '#lib/sql'

/** How a coach's sessions are called in calendars: their own calendar may have them, and they are no other engagement. */
export type OwnEntries = (tx: Tx, coachId: string) => Promise<readonly string[]>
