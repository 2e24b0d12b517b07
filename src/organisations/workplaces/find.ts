import type { Tx } from '#lib/sql'
import { areasOn, successionsBy, today } from '../areas.ts'
import { boardNow } from '../rules.ts'
import { searchWorkplaces } from './queries.ts'
import { searchOf } from './words.ts'

export type FoundWorkplace = {
  code: string
  name: string
  town: string
  postcode: string
  /** The board that covers it on the day asked about; null where that cannot be said. */
  boardCode: string | null
}

/**
 * Open workplaces whose name, address or postcode has words beginning as every word typed does. Those found by their
 * name come first. None when too little is typed. Boards are those of the day, today in the programme's zone unless given.
 */
export async function findWorkplaces(
  tx: Tx,
  typed: string,
  limit: number,
  day?: Temporal.PlainDate,
): Promise<FoundWorkplace[]> {
  const search = searchOf(typed)
  const found = search === null ? [] : await searchWorkplaces(tx, search.anywhere, search.inName, limit)
  if (found.length === 0) return []
  const on = day ?? (await today(tx))
  const areas = await areasOn(tx, on)
  const successions = await successionsBy(tx, on)
  return found.map(({ code, name, town, postcode, ...published }) => ({
    code,
    name,
    town,
    postcode,
    boardCode: boardNow(published, areas, successions),
  }))
}
