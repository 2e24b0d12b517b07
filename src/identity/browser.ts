import { createHash, randomBytes } from 'node:crypto'
import type { Cookie, Visit } from '#web'

export const browserCookie = 'lay-browser'

/** A browser as we know it: its token, the hash that tables keep, and the cookie to set where it had none. */
export type Browser = { token: string; hash: Buffer; cookies: Cookie[] }

/** The browser that sent a request; one that has no token, or a token that is not ours, is given a new one. */
export function browserOf(visit: Pick<Visit, 'cookies'>): Browser {
  const known = visit.cookies[browserCookie]
  if (known !== undefined && /^[\w-]{21}[AQgw]$/.test(known))
    return { token: known, hash: tokenHash(known), cookies: [] }
  const token = randomBytes(16).toString('base64url')
  const cookie: Cookie = { name: browserCookie, value: token }
  return { token, hash: tokenHash(token), cookies: [cookie] }
}

/** What tables keep of a token: its SHA-256. Tokens are random and long, so no key is needed. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
