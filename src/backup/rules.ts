/** What a database says of itself: the row that travels with it into every backup. */
export type Stamp = { systemId: string; timeline: number; ledgerId: string | null; opened: number }

/** What there is at the door: the server as it is, and what is kept beside the database. */
export type AtTheDoor = {
  systemId: string
  timeline: number
  ledgerPath: string
  ledgerId: string | null
  /** Lines of erasures, those that a database once held, and those that this one holds. */
  erased: readonly number[]
  done: ReadonlySet<number>
  held: ReadonlySet<number>
  /** How often the product was opened on this server, as kept beside the database; 0 when that was another. */
  opened: number
  /** Why what is sealed would not open, as a sentence, or null. */
  keysLack: string | null
}

/**
 * Why this database must not be opened, as one sentence with what to do, or null. It is closed whenever it is another,
 * or older, than the one that was last opened: what was erased since, and the keys since, are not in it.
 */
export function whyClosed(stamp: Stamp | null, door: AtTheDoor): string | null {
  const lost = [...door.held].filter((line) => !door.erased.includes(line))
  if ((stamp?.ledgerId && stamp.ledgerId !== door.ledgerId) || lost.length > 0)
    return `The record of erasures that belongs to this database is not whole in ${door.ledgerPath}: put its newest copy there, then ${finish}`
  const why = whyRestored(stamp, door)
  if (why) return `This database ${why}, so it was restored: before it is opened, ${finish}`
  return door.keysLack ? `${door.keysLack}. If this database was restored: ${finish}` : null
}

const finish = 'npm run lay -- restore finish'

function whyRestored(stamp: Stamp | null, door: AtTheDoor): string | null {
  const missed = [...door.done].filter((line) => !door.held.has(line)).length
  if (missed > 0) return `does not know of ${missed} of the erasures in ${door.ledgerPath}`
  if (!stamp) return null
  if (stamp.systemId !== door.systemId) return 'is on another server than when it was last opened'
  if (stamp.timeline !== door.timeline)
    return `went on from a backup (timeline ${door.timeline}, not ${stamp.timeline})`
  return stamp.opened < door.opened ? 'is older than when it was last opened' : null
}

/** Lines of erasures that this database does not hold, in their order. */
export const missing = ({ erased, held }: Pick<AtTheDoor, 'erased' | 'held'>): number[] =>
  erased.filter((line) => !held.has(line))
