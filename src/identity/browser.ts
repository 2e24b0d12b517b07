import { createHash, randomBytes } from 'node:crypto'
import { holding, type Actor } from '#lib/door'
import type { Cookie, Visit } from '#web'

export const browserCookie = 'lay-browser'

/**
 * A browser as we know it: its token, the hash that tables keep, the cookie to set where it had none, and as whom its
 * transactions run.
 */
export type Browser = { token: string; hash: Buffer; cookies: Cookie[]; actor: Actor }

/** The browser that sent a request; one that has no token, or a token that is not ours, is given a new one. */
export function browserOf(visit: Pick<Visit, 'cookies'>): Browser {
  const known = visit.cookies[browserCookie]
  if (known !== undefined && /^[\w-]{21}[AQgw]$/.test(known)) return browserNamed(known)
  const token = randomBytes(16).toString('base64url')
  const cookie: Cookie = { name: browserCookie, value: token }
  return { ...browserNamed(token), cookies: [cookie] }
}

/** The browser that carries a token. */
export const browserNamed = (token: string): Browser => ({
  token,
  hash: tokenHash(token),
  cookies: [],
  actor: holding(`browser:${token}`),
})

/** A secret that nobody guesses: 256 bits of chance. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What tables keep of a token: its SHA-256. Tokens are random and long, so no key is needed. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
