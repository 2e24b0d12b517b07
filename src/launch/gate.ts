import { join } from 'node:path'
import type pg from 'pg'
import { finishRestore, openLedger, passGate, placesOf, type GatePorts, type Kept } from '#backup'
import { systemClock } from '#lib/clock'
import { sender } from '#lib/sql'

/** Throws the sentence that says why this database may not be opened yet; else notes that it is. */
export const letThrough = (owner: pg.Client, kept: Kept): Promise<void> => passGate(sender(owner), portsOf(kept))

/** Replays what was erased since a restored database was alive, and lets people through again. Gives how many. */
export const finish = (owner: pg.Client, kept: Kept): Promise<number> => finishRestore(sender(owner), portsOf(kept))

export const ledgerOf = (kept: Kept) => {
  const { ledger, ledgerCopies } = placesOf(kept)
  return openLedger(ledger, ledgerCopies, systemClock)
}

const portsOf = (kept: Kept): GatePorts => ({
  ledger: ledgerOf(kept),
  folder: join(placesOf(kept).ledger),
  keysLack: async () => null,
  async erase() {
    throw new Error('This version cannot erase anybody: start one that can')
  },
})
