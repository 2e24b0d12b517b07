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
export { decrypt, encrypt, naming } from './envelope.ts'
