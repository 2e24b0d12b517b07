export {
  claimFirst,
  confirmClaim,
  type Candidate,
  type Claimed,
  type Refusal,
  type Refused,
  type Wanted,
} from './claim.ts'
export { countOverlaps, dropClaims, keepClaims, liveClaims, releaseClaims } from './queries.ts'
