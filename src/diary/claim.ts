import type { Tx } from '#lib/sql'
import { dayRange } from './day.ts'
import { claimFirstOf, confirmClaimOf } from './queries.ts'

export type Candidate = {
  coachId: string
  /** Version of the coach's rules from which the caller worked out that this coach can. */
  version: number
  /** End of the claim: the session's end and the gap after it. */
  until: Temporal.Instant
}

export type Wanted = {
  candidates: readonly Candidate[]
  /** Version of the services and closures the caller worked from. */
  stamp: number
  startsAt: Temporal.Instant
  zone: string
  kind: 'hold' | 'booking' | 'group' | 'supervision'
  /** For holds only. */
  expiresAt: Temporal.Instant | null
  /** Wait for another claim on the same coach instead of passing over. Only with a single candidate. */
  patient: boolean
}

export type Refusal = 'busy' | 'stale' | 'capped' | 'taken'
export type Claimed = { kind: 'claimed'; claimId: string; coachId: string }
export type Refused = { kind: 'refused'; refusals: readonly Refusal[] }

/** Claims a time with the first candidate who can take it, or gives each one's refusal in their order. */
export async function claimFirst(tx: Tx, wanted: Wanted): Promise<Claimed | Refused> {
  const { candidates, stamp, startsAt, zone, kind, expiresAt, patient } = wanted
  const answer = await claimFirstOf.one(
    tx,
    candidates.map(({ coachId }) => coachId),
    candidates.map(({ version }) => version),
    candidates.map(({ until }) => until),
    stamp,
    startsAt,
    dayRange(startsAt, zone),
    kind,
    expiresAt,
    patient,
  )
  return answer?.claimId && answer.coachId
    ? { kind: 'claimed', claimId: answer.claimId, coachId: answer.coachId }
    : { kind: 'refused', refusals: (answer?.refusals ?? []) as Refusal[] }
}

/** Turns a hold's claim into a booking's and gives the claim that now stands, or null when the time is lost. */
export async function confirmClaim(
  tx: Tx,
  hold: { claimId: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant; zone: string },
): Promise<string | null> {
  const answer = await confirmClaimOf.one(tx, hold.claimId, dayRange(hold.startsAt, hold.zone), hold.endsAt)
  return answer?.claimId ?? null
}
