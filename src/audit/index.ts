export { record } from './record.ts'
export type { ActorKind, AuditEvent, By } from './record.ts'
