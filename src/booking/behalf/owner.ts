import { anyone } from '#lib/door'
import { tokenHash } from '#identity'
import type { Visit } from '#web'
import type { Acting } from '../acting.ts'
import type { Owner } from '../hold.ts'

export type CallTaker = Owner & { browser: Buffer; called: NonNullable<Owner['called']> }

/** Whoever takes a call, in the zone in which clients' bookings are written: by their own session, as the public role. */
export function callTaker({ viewer, requestId }: Pick<Visit, 'viewer' | 'requestId'>): CallTaker {
  const { claim } = viewer.actor
  if (!claim?.startsWith('session:') || viewer.id === null) throw new Error('Nobody on staff is signed in')
  return {
    browser: tokenHash(claim.slice('session:'.length)),
    apiKeyId: null,
    actor: { ...anyone, claim },
    called: { staffId: viewer.id, requestId },
  }
}

/** The same person as who changes a booking. */
export const actingFor = ({ called }: CallTaker): Acting => ({
  kind: 'lead_ops',
  id: called.staffId,
  called: true,
  requestId: called.requestId,
})
