import type { Tx } from '#lib/sql'
import type { Purpose } from './cell.ts'
import { destroyKeysOf, keepKey } from './queries.ts'
import type { Made } from './wrap.ts'

/** Keeps a new key, in the transaction that first seals with it. Need not be waited for. */
export const keep = async (tx: Tx, { wrapped: { subject, purpose, kekId, wrapped } }: Made): Promise<void> =>
  void (await keepKey(tx, subject, purpose, kekId, wrapped))

/**
 * Destroys a subject's keys, of one purpose or all, and asks for a new dump: what they sealed is gone, in backups too
 * once the KEK has been changed. Says how many there were.
 */
export const destroyKeys = async (tx: Tx, subject: string, purpose: Purpose | null = null): Promise<number> =>
  (await destroyKeysOf.one(tx, subject, purpose))!.gone
