export { askHolder } from './ask.ts'
export { askedAtOnce } from './at-once.ts'
export { blindIndex } from './blind-index.ts'
export {
  open,
  openMaybe,
  processKey,
  purposes,
  reseal,
  seal,
  sealMaybe,
  type Cell,
  type Key,
  type Purpose,
} from './cell.ts'
export { kekOfDump } from './dump.ts'
export { dumpKeys, keeper, proveDump, restoreKeys } from './dumping.ts'
export { decrypt, encrypt, naming } from './envelope.ts'
export { holdKeys, makeKeys, type HoldPorts } from './hold.ts'
export { ringOf, type KeyHolder, type Keyring, type Wanted } from './holder.ts'
export { destroyKeys, keep } from './keep.ts'
export { followKeks, readKeks, type Kek } from './kek.ts'
export { keysVerb } from './keys-verb.ts'
export { rotate } from './rotate.ts'
export { serveHolder, type HolderSecrets } from './serve.ts'
export { kekStates, Locked, settleKeks, whyLocked } from './settle.ts'
export { makeKey, type Made, type Wrapped } from './wrap.ts'
