import type { OidcSettings } from '#identity'

export type { OidcSettings } from '#identity'

type Fault = (sentence: string) => void

/** The organisation's own sign-in as it is set: all of it or nothing. The secret stands in a file or in the setting. */
export function readOidc(
  plain: (name: string) => string | null,
  fromFile: (name: string, path: string) => string | null,
  fault: Fault,
): OidcSettings | null {
  const [issuer, clientId, name] = [plain('OIDC_ISSUER'), plain('OIDC_CLIENT_ID'), plain('OIDC_NAME')]
  const [said, path] = [plain('OIDC_CLIENT_SECRET'), plain('OIDC_CLIENT_SECRET_FILE')]
  if ([issuer, clientId, name, said, path].every((each) => each === null)) return null
  if (said !== null && path !== null) fault('Set OIDC_CLIENT_SECRET or OIDC_CLIENT_SECRET_FILE, not both')
  const clientSecret = path === null ? said : fromFile('OIDC_CLIENT_SECRET_FILE', path)
  if (issuer !== null && !mayAsk(issuer))
    fault('OIDC_ISSUER must be the https address of the sign-in, as it names itself, such as https://login.example.org')
  const missing = Object.entries({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: said ?? path })
    .filter(([, value]) => value === null)
    .map(([each]) => each)
  if (missing.length > 0) fault(`${missing.join(' and ')} must be set too: a sign-in is set whole or not at all`)
  if (!issuer || !clientId || !clientSecret || !mayAsk(issuer)) return null
  return { issuer, clientId, clientSecret, name: name ?? new URL(issuer).hostname }
}

/** Whether a sign-in can be at this address: over TLS, or on this very machine. */
function mayAsk(issuer: string): boolean {
  const url = URL.parse(issuer)
  if (!url || url.search || url.hash || url.username || url.password) return false
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere)
}
