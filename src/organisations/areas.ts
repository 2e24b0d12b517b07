import type { Tx } from '#lib/sql'
import { programmeZone } from '#lib/time'
import { boardsOnDay, successionRows, todayRow } from './queries.ts'

export type Board = { code: string; name: string; shortName: string }
export type Region = { code: string; name: string; boards: Board[] }
export type Succession = { fromCode: string; toCode: string; places: readonly string[] }

/** The boards that are valid on a day, under their regions, both in the order of their names. */
export async function areasOn(tx: Tx, day: Temporal.PlainDate): Promise<Region[]> {
  return byRegion(await boardsOnDay(tx, day))
}

/** The civil day that it is now by the database's clock, in the programme's zone. */
export const today = async (tx: Tx): Promise<Temporal.PlainDate> =>
  Temporal.PlainDate.from((await todayRow.one(tx, programmeZone))!.day)

/** The successions that have happened by a day. */
export const successionsBy = (tx: Tx, day: Temporal.PlainDate): Promise<Succession[]> => successionRows(tx, day)

type BoardRow = Board & { regionCode: string; regionName: string }

function byRegion(rows: readonly BoardRow[]): Region[] {
  return [...Map.groupBy(rows, ({ regionCode }) => regionCode)].map(([code, boards]) => ({
    code,
    name: boards[0]!.regionName,
    boards: boards.map(({ code, name, shortName }) => ({ code, name, shortName })),
  }))
}
