export { record } from './record.ts'
export type { ActorKind, AuditEvent } from './record.ts'
