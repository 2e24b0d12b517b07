import type { Tx } from '#lib/sql'
import { liveGrant, upsertGrant } from './queries.ts'

/** Lets a browser act for a subject until then; a longer leave that it has already is kept. */
export async function grantBrowser(tx: Tx, subject: string, browser: Buffer, until: Temporal.Instant): Promise<void> {
  await upsertGrant(tx, subject, browser, until)
}

/** Whether this browser may act for the subject now. */
export const isGranted = async (tx: Tx, subject: string, browser: Buffer): Promise<boolean> =>
  (await liveGrant.one(tx, subject, browser)) !== undefined
