import type { Tx } from '#lib/sql'
import { archiver } from './queries.ts'

/** That the server cannot hand its log on, or null. It keeps what it could not hand on. */
export async function archiverFault(tx: Tx): Promise<string | null> {
  const failing = await archiver.one(tx)
  return failing ? `the log has not reached the archive since ${failing.at?.toString() ?? 'some time'}` : null
}
