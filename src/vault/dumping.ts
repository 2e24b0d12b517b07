import type { Clock } from '#lib/clock'
import type { Actor, Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { readDump, writeDump } from './dump.ts'
import type { Kek } from './kek.ts'
import { allKeys, dropKeysWithout, insertKek, putKeys } from './queries.ts'
import { wrap, unwrap, type Wrapped } from './wrap.ts'

/** Who looks after the keys themselves: not on anybody's behalf. */
export const keeper: Actor = { zone: 'keys', role: 'lay_keys', claim: null, account: null }

export type DumpPorts = { db: Db; clock: Clock; keks: () => readonly Kek[]; folder: string }

/** Writes all wrapped keys into a new dump. Gives the file. */
export async function dumpKeys({ db, clock, keks, folder }: DumpPorts): Promise<string> {
  const rows = (await db.withActor(keeper, (tx) => allKeys(tx))) as Wrapped[]
  return writeDump(folder, keks().at(-1)!, { at: clock(), rows })
}

/** Opens one key in a hundred from a dump, and the first; throws where one does not open. Gives how many did. */
export function proveDump(file: string, keks: readonly Kek[]): number {
  const some = readDump(file, keks).rows.filter((_, i) => i % 100 === 0)
  for (const row of some) unwrap(keks, row)
  return some.length
}

/**
 * Brings keys back from the newest dump after a database was restored: rows are as the dump has them, and what it does not
 * have and was made before it had been destroyed. Keys made since then stay. Says how many were dropped.
 */
export async function restoreKeys(tx: Tx, file: string, keks: readonly Kek[]): Promise<number> {
  const { at, rows } = readDump(file, keks)
  const of = <K extends keyof Wrapped>(name: K) => rows.map((row) => row[name])
  const gone = await dropKeysWithout(tx, at, of('subject'), of('purpose'), of('version'))
  await putKeys(tx, of('subject'), of('purpose'), of('version'), of('kekId'), of('wrapped'))
  for (const id of new Set(of('kekId'))) await insertKek(tx, id)
  return gone.length
}

/** The same key under another KEK. */
export const rewrap = (keks: readonly Kek[], to: Kek, row: Wrapped): Wrapped => wrap(to, unwrap(keks, row))
