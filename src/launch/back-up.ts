import {
  catchUp,
  checkedText,
  ledgerName,
  placesOf,
  prune,
  spreadDumps,
  takeBase,
  verifyBase,
  type Base,
  type Check,
  type Kept,
  type Verified,
} from '#backup'
import { checkTrail, privateKeyOf, publicKeyOf } from '#audit'
import { faultsIn, proveDiary } from '#booking'
import { join } from 'node:path'
import { systemClock } from '#lib/clock'
import type { Login } from '#lib/pool'
import { lockFolder } from './lock.ts'
import { asDb } from './as-db.ts'
import { keepSecrets } from './secrets.ts'

/** What was backed up: the base is null where PostgreSQL is the operator's own. */
export type BackedUp = { base: Base | null; verified: Verified | null; removed: string[] }

/**
 * Backs up all that is ours: copies of the ledger and of the dumps of keys, and of our own server a base, restored for
 * proof unless told otherwise. `admin` is null where the server is the operator's. Throws the faults that it finds.
 */
export async function backUp(
  kept: Kept,
  admin: Login | null,
  { verify, signal }: { verify: boolean; signal: AbortSignal },
): Promise<BackedUp> {
  const places = placesOf(kept)
  const lock = lockFolder(places.backups)
  if (!lock) throw new Error(`Another backup is being made in ${places.backups}: wait for it`)
  try {
    copyLedger(kept)
    await spreadDumps(places.keyDumps)
    if (!admin) return { base: null, verified: null, removed: [] }
    const base = await takeBase(admin, places, systemClock, signal)
    if (!verify) return { base, verified: null, removed: [] }
    const verified = await verifyBase(base, places, productCheck(kept), systemClock)
    if (Array.isArray(verified)) throw new Error(verified.join('\n'))
    return { base, verified, removed: await prune(places, systemClock()) }
  } finally {
    lock.release()
  }
}

/** The product's own rules, looked at in a restored database: its diary, and its trail. */
export const productCheck =
  ({ dataDir }: Pick<Kept, 'dataDir'>): Check =>
  async (tx) => {
    const publicKey = publicKeyOf(privateKeyOf(keepSecrets(dataDir).checkpoint))
    const diary = faultsIn(await proveDiary(tx))
    const trail = await checkTrail(asDb(tx), publicKey, null)
    return [...(diary === 0 ? [] : [`${diary} faults in the diary: npm run lay -- doctor says which`]), ...trail.faults]
  }

function copyLedger(kept: Kept) {
  const { ledger, ledgerCopies } = placesOf(kept)
  const text = checkedText(join(ledger, ledgerName))
  for (const copy of ledgerCopies) catchUp(join(copy, ledgerName), text)
}
