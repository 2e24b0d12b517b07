/** What an identity provider says of how somebody signed in there. */
export type Said = { [claim: string]: unknown }

/** Something known, something held, something that one is: RFC 8176's names for how somebody proved it. */
const known = ['pwd', 'pin', 'kba']
const held = ['otp', 'hwk', 'swk', 'sc', 'sms', 'tel', 'pop']
const innate = ['fpt', 'face', 'iris', 'retina', 'vbm']

/** Levels that mean a second factor, whoever says them. */
const levels = [
  'phr',
  'phrh',
  'https://refeds.org/profile/mfa',
  'http://schemas.openid.net/pape/policies/2007/06/multi-factor',
]

/** Whether a second factor is proven, by what the provider signed: two kinds of proof, or a level that means two. */
export function provesSecondFactor({ amr, acr }: Said): boolean {
  if (typeof acr === 'string' && levels.includes(acr)) return true
  const said = Array.isArray(amr) ? amr.filter((each) => typeof each === 'string') : []
  if (said.includes('mfa')) return true
  const kinds = [known, held, innate].filter((kind) => said.some((each) => kind.includes(each)))
  return kinds.length > 1
}
