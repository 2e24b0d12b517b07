import { record, type By } from '#audit'
import type { Tx } from '#lib/sql'
import { areasOn, currentServices } from '#organisations'
import { crossTable, type Counted } from './cross-table.ts'
import { disclose } from './disclosure.ts'
import { all } from './edition.ts'
import * as ask from './queries.ts'
import type { Heading } from './queries.ts'
import { isOver, type Quarter } from './quarter.ts'
import { layCommissioner, whyNotSplit } from './rule.ts'

export type Made = 'made' | 'there is one' | 'not over'

/** The area of sessions for which none was said. */
export const notSaid: Heading = { key: 'not-said', name: 'Area not said' }

/**
 * Makes the edition of a quarter: counts, hides, rounds and freezes it in one go. What was counted is not kept. Only
 * once a quarter, and only when it is over.
 */
export async function makeEdition(tx: Tx, quarter: Quarter, by: By): Promise<Made> {
  if (!isOver(quarter, (await ask.clockNow.one(tx))!.now)) return 'not over'
  if (await ask.editionOfQuarter.one(tx, quarter.from)) return 'there is one'
  const counts = await ask.countSessions(tx, quarter.from)
  const counted = counts.map(({ everyService, service, everyArea, area, sessions, people }): Counted => ({
    row: everyArea ? null : (area ?? notSaid.key),
    column: everyService ? null : service,
    count: sessions,
    people,
  }))
  const id = await freeze(tx, { quarter, ...(await headings(tx, quarter, counted)), counted })
  if (id === null) return 'there is one'
  await record(tx, {
    verb: 'edition.made',
    subjectKind: 'edition',
    subjectId: id,
    actorKind: by.kind,
    actorId: by.id,
  })
  return 'made'
}

export type Draft = {
  quarter: Quarter
  down: readonly Heading[]
  across: readonly Heading[]
  counted: readonly Counted[]
}

/** Writes what may be shown of counts as the edition of a quarter. Gives its id; null where there is one already. */
async function freeze(tx: Tx, draft: Draft): Promise<string | null> {
  const { quarter, down, across } = draft
  const edition = await ask.insertEdition.one(
    tx,
    quarter.from,
    layCommissioner.name,
    JSON.stringify(down),
    JSON.stringify(across),
  )
  if (!edition) return null
  await ask.insertCells(tx, edition.id, JSON.stringify(shownCells(draft)))
  return edition.id
}

/** Every cell of a table of sessions by board and service, as it may be shown. */
export function shownCells({ down, across, counted }: Omit<Draft, 'quarter'>) {
  const why = whyNotSplit(['service', 'board'], layCommissioner)
  if (why) throw new Error(why)
  const [rows, columns] = [down, across].map((of) => of.map(({ key }) => key)) as [string[], string[]]
  const table = crossTable(rows, columns, counted)
  const shown = disclose(table, layCommissioner)
  return [...rows, null].flatMap((row) =>
    [...columns, null].map((column) => ({
      down: row ?? all,
      across: column ?? all,
      shown: String(shown[table.place(row, column)]),
    })),
  )
}

/**
 * Rows and columns: every board of the quarter and every service that is booked by time, whatever was counted, so that
 * what stands in the table tells nothing; and whatever else was counted after them.
 */
async function headings(tx: Tx, { from, until }: Quarter, counted: readonly Counted[]) {
  const [first, last, services] = [
    await areasOn(tx, from),
    await areasOn(tx, until.subtract({ days: 1 })),
    await currentServices(tx),
  ]
  const boards = [...last, ...first].flatMap((region) => region.boards)
  const named = new Map(boards.map(({ code, shortName }) => [code, shortName]))
  const offered = services.filter(({ bookable }) => bookable === 'slots').map(({ key, name }) => [key, name] as const)
  return {
    down: [
      ...withRest(
        named,
        counted.map(({ row }) => row).filter((row) => row !== notSaid.key),
      ),
      notSaid,
    ],
    across: withRest(
      new Map(offered),
      counted.map(({ column }) => column),
      new Map(services.map(({ key, name }) => [key, name])),
    ),
  }
}

function withRest(
  named: ReadonlyMap<string, string>,
  counted: readonly (string | null)[],
  names: ReadonlyMap<string, string> = named,
): Heading[] {
  const rest = [...new Set(counted)].filter((key) => key !== null && !named.has(key)) as string[]
  return [
    ...[...named].map(([key, name]) => ({ key, name })),
    ...rest.sort().map((key) => ({ key, name: names.get(key) ?? key })),
  ]
}
