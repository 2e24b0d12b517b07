import type { Tx } from '#lib/sql'
import { staffIdByEmail } from './queries.ts'

/** Who works here under a normalised address, or null. */
export const staffByEmail = async (tx: Tx, email: string): Promise<string | null> =>
  (await staffIdByEmail.one(tx, email))?.id ?? null
