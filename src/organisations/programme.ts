import type { Tx } from '#lib/sql'
import { nextVersionRow, programmeRow, programmeRowAt, servicesStampRow } from './queries.ts'

/** What the programme says of itself. What is null is not said. */
export type Programme = {
  name: string
  /** Where the people work whom it is for, as said in a sentence: "England". */
  area: string
  phone: string | null
  /** Whom coaches call about somebody's safety. */
  dutyPhone: string | null
  email: string | null
  runBy: string | null
  paidBy: string | null
  controller: string | null
}

/** What the programme says of itself at this moment. */
export async function programme(tx: Tx): Promise<Programme> {
  const row = await programmeRow.one(tx)
  if (!row) throw new Error('The programme has no row: reference data was not laid')
  return row
}

/** What the programme said of itself at a moment; as it is now, where it had said nothing yet. */
export const programmeAt = async (tx: Tx, at: Temporal.Instant): Promise<Programme> =>
  (await programmeRowAt.one(tx, at)) ?? programme(tx)

/** A number that rises with every change to services and closures. */
export async function servicesStamp(tx: Tx): Promise<number> {
  return (await servicesStampRow.one(tx))!.version
}

/** When a version of a service that is written already becomes valid; null where none is to come. */
export const servicesChangeAt = async (tx: Tx): Promise<Temporal.Instant | null> =>
  (await nextVersionRow.one(tx))?.at ?? null
