import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Answer } from './answers.ts'
import type { Party } from './party.ts'

/** Whose passkey it will be: an id that says nothing, and the name under which their device lists it. */
export type Holder = { id: string; name: string }
/** What is kept of a passkey. The counter goes up at each use, or stays 0 with devices that do not count. */
export type Passkey = { credentialId: Buffer; publicKey: Buffer; counter: number; transports: string[] }

const minutes = 5

/** What a browser is asked when it is to make a passkey: one that it finds by itself later, and verifies whom it serves. */
export async function askToCreate(
  { id, name }: Party,
  { challenge, holder, known }: { challenge: string; holder: Holder; known: readonly Passkey[] },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpID: id,
    rpName: name,
    userID: new TextEncoder().encode(holder.id),
    userName: holder.name,
    userDisplayName: holder.name,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: minutes * 60_000,
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId.toString('base64url') })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: [...algorithms],
  })
}

/** What a browser is asked when it is to prove a passkey. Names nobody: the browser offers those that it has for us. */
export async function askToUse(
  { id }: Party,
  { challenge }: { challenge: string },
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({
    rpID: id,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: minutes * 60_000,
    userVerification: 'required',
  })
}

/** The passkey that an answer to `challenge` brings, or null when anything about it is not as it must be. */
export async function verifyCreated(
  party: Party,
  { challenge, response }: Answer<RegistrationResponseJSON>,
): Promise<Passkey | null> {
  const { verifyRegistrationResponse } = await library()
  const checks = { expectedOrigin: party.origin, expectedRPID: party.id, supportedAlgorithmIDs: [...algorithms] }
  const found = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    requireUserVerification: true,
    ...checks,
  }).catch(() => null)
  if (!found?.verified) return null
  const { id, publicKey, counter } = found.registrationInfo.credential
  return {
    credentialId: Buffer.from(id, 'base64url'),
    publicKey: Buffer.from(publicKey),
    counter,
    transports: response.response.transports ?? [],
  }
}

/** The counter to keep from now on, or null unless this passkey signed `challenge` for us and knew whom it served. */
export async function verifyUsed(
  party: Party,
  { challenge, response }: Answer<AuthenticationResponseJSON>,
  { credentialId, publicKey, counter }: Passkey,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await library()
  const found = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: { id: credentialId.toString('base64url'), publicKey: new Uint8Array(publicKey), counter },
  }).catch(() => null)
  return found?.verified ? found.authenticationInfo.newCounter : null
}

/** Ed25519, ECDSA with P-256, RSA: what the devices in use can do. */
const algorithms = [-8, -7, -257] as const

/** Loaded when first needed: most people who come here never use a passkey. */
const library = () => import('@simplewebauthn/server')
