import type { Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { keeper } from './dumping.ts'
import { newKek, readKeks, writeKeks, type Kek } from './kek.ts'
import { insertKek, keksInUse, knownKeks } from './queries.ts'

/** The key file does not open what the database holds. */
export class Locked extends Error {}

/**
 * Why the key file does not open what this database holds, as one sentence, or null where it does. Nothing is changed,
 * and above all no new key is made.
 */
export async function whyLocked(tx: Tx, kekFile: string): Promise<string | null> {
  const inUse = await keksInUse(tx)
  const keks = readKeks(kekFile)
  if (!keks && inUse.length > 0)
    return `${kekFile} is missing, and this database holds what only ${words(inUse)} opens: put the file back`
  const missing = inUse.filter(({ id }) => keks && !keks.some((kek) => kek.id === id))
  if (missing.length > 0)
    return `${kekFile} is not the key file of this database, which needs ${words(missing)}: put that back`
  const last = keks?.at(-1)
  if (last && (await knownKeks(tx)).some(({ id, live }) => id === last.id && !live))
    return `The last key of ${kekFile}, ${last.id}, was retired before: put the newer one at the end`
  return null
}

/**
 * Sees to it, before anything starts, that the key file opens what this database holds, and that the database knows the
 * KEK in use. Throws one line where it does not. A KEK is made only where nothing at all has been wrapped yet.
 */
export async function settleKeks(tx: Tx, kekFile: string): Promise<Kek> {
  const why = await whyLocked(tx, kekFile)
  if (why) throw new Locked(why)
  const keks = readKeks(kekFile)
  const kek = keks?.at(-1) ?? newKek()
  if (!keks) writeKeks(kekFile, [kek])
  await insertKek(tx, kek.id)
  return kek
}

export type KekState = {
  id: string
  /** When this database first heard of it; null where it never did. */
  madeAt: Temporal.Instant | null
  inFile: boolean
  current: boolean
  live: boolean
  wraps: boolean
}

/** What is known of each KEK, by fingerprint alone; of the key file only where there is one to look at. */
export async function kekStates(db: Db, kekFile: string | null): Promise<KekState[]> {
  const { known, inUse } = await db.withActor(keeper, async (tx) => ({
    known: await knownKeks(tx),
    inUse: await keksInUse(tx),
  }))
  const keks = (kekFile === null ? null : readKeks(kekFile)) ?? []
  const ids = new Set([...known, ...inUse, ...keks].map(({ id }) => id))
  return [...ids].map((id) => ({
    id,
    madeAt: known.find((kek) => kek.id === id)?.madeAt ?? null,
    inFile: keks.some((kek) => kek.id === id),
    current: keks.at(-1)?.id === id,
    live: known.some((kek) => kek.id === id && kek.live),
    wraps: inUse.some((kek) => kek.id === id),
  }))
}

const words = (keks: readonly { id: string }[]) => `key ${keks.map(({ id }) => id).join(' and key ')}`
