import type { Tx } from '#lib/sql'
import { areasOn } from '#organisations'

/** An integrated care board that may be chosen, with its region. */
export type Area = { code: string; name: string; regionName: string }

/** The boards valid on a day as one list, under their regions. */
export const boardsOn = async (tx: Tx, day: Temporal.PlainDate): Promise<Area[]> =>
  (await areasOn(tx, day)).flatMap((region) =>
    region.boards.map(({ code, shortName }) => ({ code, name: shortName, regionName: region.name })),
  )
