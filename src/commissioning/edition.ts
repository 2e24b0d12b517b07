import type { Tx } from '#lib/sql'
import * as ask from './queries.ts'
import type { Heading } from './queries.ts'
import { quarterAround, type Quarter } from './quarter.ts'

/** The key of a total, in either direction. */
export const all = 'all'

/** A published table, exactly as it was frozen. `shown` is what stands in a cell: nothing, a mark or a rounded number. */
export type Edition = {
  quarter: Quarter
  version: number
  rule: string
  down: readonly Heading[]
  across: readonly Heading[]
  madeAt: Temporal.Instant
  shown: (down: string, across: string) => string
}

/** The newest edition; null before there is one. */
export async function currentEdition(tx: Tx): Promise<Edition | null> {
  const row = await ask.newestEdition.one(tx)
  return row ? whole(tx, row) : null
}

/** The edition of a quarter in its newest version; null where there is none. */
export async function editionOf(tx: Tx, quarter: Quarter): Promise<Edition | null> {
  const row = await ask.editionOfQuarter.one(tx, quarter.from)
  return row ? whole(tx, row) : null
}

/** The quarters that have an edition, newest first. */
export async function editedQuarters(tx: Tx): Promise<Quarter[]> {
  return (await ask.editedQuarters(tx)).map(({ quarter }) => quarterAround(Temporal.PlainDate.from(quarter)))
}

type Row = NonNullable<Awaited<ReturnType<typeof ask.newestEdition.one>>>

async function whole(tx: Tx, { id, quarter, ...edition }: Row): Promise<Edition> {
  const cells = new Map(
    (await ask.cellsOfEdition(tx, id)).map(({ down, across, shown }) => [down + ' ' + across, shown]),
  )
  return {
    ...edition,
    quarter: quarterAround(Temporal.PlainDate.from(quarter)),
    shown: (down, across) => cells.get(`${down} ${across}`) ?? '*',
  }
}
