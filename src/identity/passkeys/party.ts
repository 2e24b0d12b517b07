import { isIP } from 'node:net'

/** Who asks for a passkey, as browsers see it: passkeys belong to a host name, and come from pages of one origin. */
export type Party = { id: string; origin: string; name: string }

/** The party of a deployment; null where its address is a number, for which no browser makes passkeys. */
export function partyOf(baseUrl: string, name = 'Looking After'): Party | null {
  const { hostname, origin } = new URL(baseUrl)
  return isIP(hostname.replace(/^\[|\]$/g, '')) ? null : { id: hostname, origin, name }
}
