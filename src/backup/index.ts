export { archiveSettings, ensureArchive } from './archive.ts'
export { sumsOfSecrets, takeBase } from './base.ts'
export { faultsInDumps, newestDumps, spreadDumps, trySpread } from './dumps.ts'
export { eraseForGood, replay, unsaid } from './erasures.ts'
export { finishErasures, finishRestore, passGate, type GatePorts } from './gate.ts'
export {
  catchUp,
  checkedText,
  faultsInLedger,
  ledgerName,
  openLedger,
  type Entry,
  type Ledger,
  type Reading,
} from './ledger.ts'
export { listBases, type Base, type Manifest, type Verified } from './manifest.ts'
export { placesOf, type Kept, type Places } from './places.ts'
export { archiverFault } from './archiver.ts'
export { recover } from './recover.ts'
export { hoursSince, isDue, mayGo, mostHours } from './retention.ts'
export { prune } from './prune.ts'
export { verifyBase, type Check } from './verify.ts'
export { faultsInWal } from './wal.ts'
