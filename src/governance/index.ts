export { governanceRoutes, type GovernancePorts } from './routes.ts'
export { raiseConcern, type NewConcern } from './duty/raise.ts'
export { settleConcerns } from './duty/settle.ts'
export { sealConcern } from './duty/cells.ts'
