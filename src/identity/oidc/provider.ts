import type { Configuration } from 'openid-client'
import { provesSecondFactor } from './rules.ts'

export type OidcSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  /** What people call it: the button says "Sign in with …". */
  name: string
}

/** What belongs to one round trip and to nobody else's. */
export type Trip = { state: string; nonce: string; verifier: string }

/** Somebody at a provider: the two together are the key, whatever addresses they have there. */
export type Somebody = { issuer: string; subject: string }

/** The organisation's own sign-in. */
export type Oidc = {
  name: string
  /** Where to send somebody, or null while the provider cannot be reached. */
  begin(trip: Trip): Promise<string | null>
  /** Who came back to `url`; null when anything is not as it must be, a second factor among it. */
  finish(url: string, trip: Trip): Promise<Somebody | null>
}

const hours = 12
const patienceSeconds = 8

/** Speaks with the provider that these settings name; learns where it is when first needed, and again after a failure. */
export function openOidc({ name, ...settings }: OidcSettings, backTo: string): Oidc {
  let known: Promise<Configuration | null> | null = null
  const discovered = () =>
    (known ??= discover(settings).catch(() => {
      known = null
      return null
    }))
  return {
    name,
    async begin({ state, nonce, verifier }) {
      const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await library()
      const configuration = await discovered()
      if (!configuration) return null
      return buildAuthorizationUrl(configuration, {
        redirect_uri: backTo,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        max_age: String(hours * 3_600),
      }).href
    },
    async finish(url, { state, nonce, verifier }) {
      const { authorizationCodeGrant } = await library()
      const configuration = await discovered()
      if (!configuration) return null
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, maxAge: hours * 3_600 }
      const tokens = await authorizationCodeGrant(configuration, new URL(url), checks).catch(() => null)
      const claims = tokens?.claims()
      return claims && provesSecondFactor(claims) ? { issuer: claims.iss, subject: claims.sub } : null
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: Omit<OidcSettings, 'name'>): Promise<Configuration> {
  const { allowInsecureRequests, ClientSecretBasic, discovery } = await library()
  const server = new URL(issuer)
  // The settings take an address without TLS on this very machine alone.
  const execute = server.protocol === 'http:' ? [allowInsecureRequests] : []
  return discovery(server, clientId, {}, ClientSecretBasic(clientSecret), { execute, timeout: patienceSeconds })
}

/** Loaded when first needed: most deployments have none. */
const library = () => import('openid-client')
