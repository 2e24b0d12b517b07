import type { Tx } from '#lib/sql'
import { deleteOldEnquiries } from './queries.ts'

/** Deletes enquiries 30 days after they were answered, and a year after they came; says how many. */
export async function forgetEnquiries(tx: Tx): Promise<number> {
  return (await deleteOldEnquiries(tx)).length
}
