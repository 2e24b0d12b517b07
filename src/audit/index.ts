export { record, recordAll, recordLate, writeLate } from './record.ts'
export type { ActorKind, AuditEvent, By, StaffRole } from './record.ts'
