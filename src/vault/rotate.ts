import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '#lib/clock'
import type { Db } from '#lib/door'
import { dumpKeys, keeper, proveDump, rewrap } from './dumping.ts'
import { newKek, readKeks, writeKeks, type Kek } from './kek.ts'
import {
  insertKek,
  keksInUse,
  keysToRewrap,
  knownKeks,
  openTransactions,
  retireOtherKeks,
  rewrapKeys,
} from './queries.ts'
import type { Wrapped } from './wrap.ts'

export type RotatePorts = {
  db: Db
  clock: Clock
  kekFile: string
  dumps: string
  /** Takes the new dump to every place that has one, before the old key is destroyed. Throws where it cannot. */
  spread?: () => Promise<void>
  /** Hears of each step as it is done. */
  done?: (step: Step) => void
}

export const steps = [
  'announced',
  'in the file',
  'rewrapped',
  'retired',
  'rewrapped again',
  'dumped',
  'proved',
  'spread',
] as const
export type Step = (typeof steps)[number] | 'old key destroyed'

/**
 * Changes the KEK: a new one, every key wrapped anew, a dump that opens and lies in all its places, and only then is the old one destroyed. What a
 * crash left half done the next run finishes; at no step is there a key that nothing at hand opens.
 */
export async function rotate(ports: RotatePorts): Promise<{ kek: string; rewrapped: number }> {
  const { db, kekFile, dumps, spread = async () => {}, done = () => {} } = ports
  const keks = () => readKeks(kekFile) ?? []
  const kek = await nextKek(ports, keks())
  await db.withActor(keeper, (tx) => insertKek(tx, kek.id))
  done('announced')
  if (!keks().some(({ id }) => id === kek.id)) writeKeks(kekFile, [...keks(), kek])
  done('in the file')
  let rewrapped = await rewrapAll(db, keks(), kek)
  done('rewrapped')
  await db.withActor(keeper, (tx) => retireOtherKeks(tx, kek.id))
  done('retired')
  await allBegunBefore(db)
  rewrapped += await rewrapAll(db, keks(), kek)
  done('rewrapped again')
  const dump = await dumpKeys({ ...ports, keks, folder: dumps })
  done('dumped')
  proveDump(dump, [kek])
  done('proved')
  await spread()
  done('spread')
  writeKeks(kekFile, [kek])
  done('old key destroyed')
  return { kek: kek.id, rewrapped }
}

/** The KEK to change to: the last of the file where a rotation was begun, else a new one. */
async function nextKek({ db, kekFile }: RotatePorts, keks: readonly Kek[]): Promise<Kek> {
  const last = keks.at(-1)
  if (!last) throw new Error(`${kekFile} is missing: there is nothing to change from`)
  const { known, inUse } = await db.withActor(keeper, async (tx) => ({
    known: await knownKeks(tx),
    inUse: await keksInUse(tx),
  }))
  const missing = inUse.find(({ id }) => !keks.some((kek) => kek.id === id))
  if (missing) throw new Error(`${kekFile} does not hold ${missing.id}, which wraps keys of this database`)
  if (keks.length === 1) return newKek()
  if (known.some(({ id, live }) => id === last.id && !live))
    throw new Error(`${last.id}, the last key of ${kekFile}, was retired before: put the newer one at the end`)
  return last
}

async function rewrapAll(db: Db, keks: readonly Kek[], to: Kek): Promise<number> {
  let all = 0
  for (;;) {
    const some = await db.withActor(keeper, async (tx) => {
      const rows = ((await keysToRewrap(tx, to.id)) as Wrapped[]).map((row) => rewrap(keks, to, row))
      const of = <K extends keyof Wrapped>(name: K) => rows.map((row) => row[name])
      if (rows.length > 0) await rewrapKeys(tx, to.id, of('subject'), of('purpose'), of('version'), of('wrapped'))
      return rows.length
    })
    if (some === 0) return all
    all += some
  }
}

const patienceMillis = 60_000

/** Waits until every transaction has ended that may have looked before the others were retired. */
async function allBegunBefore(db: Db): Promise<void> {
  const look = () => db.withActor(keeper, async (tx) => (await openTransactions.one(tx))!)
  const { next } = await look()
  for (let waited = 0; waited < patienceMillis; waited += 50) {
    if (BigInt((await look()).oldest) >= BigInt(next)) return
    await pause(50)
  }
  throw new Error('A transaction has been open for a minute: nothing is lost, run this again when it has ended')
}
