import type pg from 'pg'
import { finishErasures, finishRestore, openLedger, passGate, placesOf, type GatePorts, type Kept } from '#backup'
import { systemClock } from '#lib/clock'
import { openClient, type Login } from '#lib/pool'
import { sender } from '#lib/sql'
import { productHands, type Hands, type KeyFile } from './hands.ts'

/** Throws the sentence that says why this database may not be opened yet; else notes that it is. */
export const letThrough = (owner: pg.Client, kept: Kept & KeyFile, hands = productHands(kept)): Promise<void> =>
  passGate(sender(owner), portsOf(owner, kept, hands))

/**
 * Puts the keys of a dump back, from the first of its copies that is whole, erases anew who was erased since, and lets
 * people through again. Gives how many were erased, and the copy that was taken.
 */
export async function finish(owner: pg.Client, kept: Kept, hands: Hands, dumps: readonly string[]) {
  const dump = await firstWhole(dumps, (each) => allOrNothing(owner, () => hands.loadKeys(sender(owner), each)))
  return { erased: await finishRestore(sender(owner), portsOf(owner, kept, hands)), dump }
}

/** Finishes what a process that ended in the middle of an erasure has left. */
export async function finishCutShort(admin: Login, kept: Kept & KeyFile): Promise<void> {
  const owner = openClient(admin)
  await owner.connect()
  try {
    await owner.query('set role lay_owner')
    await finishErasures(sender(owner), portsOf(owner, kept, productHands(kept)))
  } finally {
    await owner.end()
  }
}

/** Clears the pages of the table of keys of what was destroyed. */
export async function vacuumKeys(admin: Login): Promise<void> {
  const owner = openClient(admin)
  await owner.connect()
  try {
    await owner.query('set role lay_owner')
    await owner.query('vacuum wrapped_key')
  } finally {
    await owner.end()
  }
}

async function firstWhole(dumps: readonly string[], load: (dump: string) => Promise<void>): Promise<string | null> {
  const wrong: unknown[] = []
  for (const dump of dumps) {
    try {
      await load(dump)
      return dump
    } catch (error) {
      wrong.push(error)
    }
  }
  if (wrong.length > 0) throw wrong[0]
  return null
}

export const ledgerOf = (kept: Kept) => {
  const { ledger, ledgerCopies } = placesOf(kept)
  return openLedger(ledger, ledgerCopies, systemClock)
}

const portsOf = (owner: pg.Client, kept: Kept, hands: Hands): GatePorts => ({
  ledger: ledgerOf(kept),
  folder: placesOf(kept).ledger,
  keysLack: (tx) => hands.keysLack(tx),
  erase: (clientId) => allOrNothing(owner, () => hands.erase(sender(owner), clientId)),
})

async function allOrNothing(owner: pg.Client, work: () => Promise<void>) {
  await owner.query('begin')
  try {
    await work()
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}
