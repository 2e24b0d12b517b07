export { claimFirst, confirmClaim, type Candidate, type Claimed, type Refusal, type Refused } from './claim.ts'
export { countOverlaps, liveClaims, releaseClaims } from './queries.ts'
