import { join } from 'node:path'

/** Where an operator wants things kept. Absolute paths. */
export type Kept = { dataDir: string; backupDir: string; ledgerDir: string; copiesDir: string }

export type Places = {
  /** The folder that PostgreSQL's files are in, and the one with its folder in it. */
  data: string
  dataDir: string
  backups: string
  bases: string
  wal: string
  ledger: string
  ledgerCopies: readonly string[]
  /** Where dumps of keys are, the vault's own place first. */
  keyDumps: readonly string[]
}

/** Every place that backing up knows. The ledger and the dumps of keys are in three: here, in the backups, and a third. */
export const placesOf = ({ dataDir, backupDir, ledgerDir, copiesDir }: Kept): Places => ({
  data: join(dataDir, 'pg'),
  dataDir,
  backups: backupDir,
  bases: join(backupDir, 'base'),
  wal: join(backupDir, 'wal'),
  ledger: ledgerDir,
  ledgerCopies: [join(backupDir, 'ledger'), join(copiesDir, 'ledger')],
  keyDumps: [join(dataDir, 'keys-dumps'), join(backupDir, 'keys-dumps'), join(copiesDir, 'keys-dumps')],
})
