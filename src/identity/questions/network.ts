import { createHmac } from 'node:crypto'
import type { Tx } from '#lib/sql'
import { network } from '../limits/rules.ts'
import { countAsked } from './queries.ts'

/** How often one network may ask in a quarter of an hour: a hospital may share it, a machine that guesses may not go on. */
const most = { code: 100, question: 400 } as const

/**
 * Counts that somebody at this address asked; false once it was too often. Kept for an hour under a keyed hash. Where it
 * cannot be counted it throws, and nobody comes in.
 */
export async function mayAskAgain(
  tx: Tx,
  key: Buffer,
  { what, address }: { what: keyof typeof most; address: string },
): Promise<boolean> {
  const bucket = createHmac('sha256', key)
    .update(`network\0${what}\0${network(address)}`)
    .digest()
  return (await countAsked.one(tx, bucket, most[what]))!.few
}
