export { record, recordAll, recordLate, writeLate } from './record.ts'
export type { ActorKind, AuditEvent, By, StaffRole } from './record.ts'
export { checkTrail } from './checkpoint/check.ts'
export { auditVerb } from './checkpoint/audit-verb.ts'
export { checkpointNumber } from './checkpoint/queries.ts'
export { keepCheckpoints } from './checkpoint/keep.ts'
export { fingerprintOf, privateKeyOf, publicKeyOf } from './checkpoint/signed.ts'
export { restOf, sentenceOf, whatWords, whoWords, type Told } from './sentences.ts'
export {
  auditOf,
  auditPageSize,
  integrity,
  openedOf,
  openedPageSize,
  type AuditAsked,
  type Opened,
  type Who,
} from './reading/read.ts'
export { endOf, proofOf, proofSize, verifierPath, type Proof } from './reading/proof.ts'
export type { Entry } from './entry.ts'
