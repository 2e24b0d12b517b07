export { startPostgres, type Cluster } from './postgres.ts'
export { keepPostgres, type Kept } from './keep.ts'
export { ownerOfFiles } from './owner.ts'
