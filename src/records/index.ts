export type { RecordPorts } from './ports.ts'
export { eraseAgain } from './queries.ts'
export { destroyPast } from './retention.ts'
export { recordRoutes } from './routes.ts'
