import { createHmac } from 'node:crypto'
import type { Trip } from './provider.ts'

export const backPath = '/team/sign-in/oidc/back'

/** What belongs to the round trip of a state: it follows from the state and a key, so that no table needs to keep it. */
export function tripOf(key: Buffer, state: string): Trip {
  const derived = (what: string) => createHmac('sha256', key).update(`oidc\0${what}\0${state}`).digest('base64url')
  return { state, nonce: derived('nonce'), verifier: derived('verifier') }
}
