import type { Db } from '#lib/door'
import type { Tx } from '#lib/sql'

/** A restored database as rooms see one, when nobody but the administrator is let in: everything runs on this connection. */
export const asDb = (tx: Tx): Db => ({ withActor: (_, work) => work(tx), close: async () => {} })
